import ts = require("typescript");

import { inputParameter } from "../input/parameter.js";
import { isEntry } from "../syntax.js";
import { nodeAt, type Pointed, parsed, type SourceEdit } from "./edit.js";

/** A literal that becomes a field of what the plan is given. */
export interface ToInput {
  /** The name of the field. */
  readonly name: string;
  readonly edits: readonly SourceEdit[];
}

/**
 * What makes a literal, that an issue points at, a field of the plan's input: of the one it has, or of a new one. Nothing where no literal stands
 * there, or where the input is written in a way that a field cannot be added to.
 */
export function toInput(source: string, at: Pointed): ToInput | undefined {
  const file = parsed(source);
  const literal = nodeAt(file, at, isLiteral);
  const entry = file.statements.find(isEntry);
  if (literal === undefined || entry === undefined) return undefined;
  const given = inputParameter(file);
  const type = ts.isNumericLiteral(literal) ? "number" : "string";
  const replaced = (path: string): SourceEdit => ({ start: literal.getStart(file), end: literal.end, text: path });
  if (given === undefined) {
    const name = nameFor(literal, []);
    const parameter = freeName(source, "input");
    const start = afterParenthesis(entry, file);
    if (start === undefined) return undefined;
    const text = `${parameter}: { ${name}: ${type} }`;
    return { name, edits: [{ start, end: start, text }, replaced(`${parameter}.${name}`)] };
  }
  if (!ts.isIdentifier(given.name) || given.type === undefined || !ts.isTypeLiteralNode(given.type)) return undefined;
  const { members } = given.type;
  const name = nameFor(
    literal,
    members.map((member) => member.name?.getText(file) ?? ""),
  );
  const last = members.at(-1);
  const start = last?.end ?? given.type.getStart(file) + 1;
  const before = last === undefined ? " " : /[;,]$/.test(last.getText(file)) ? " " : "; ";
  const text = `${before}${name}: ${type}${last === undefined ? " " : ""}`;
  return { name, edits: [{ start, end: start, text }, replaced(`${given.name.text}.${name}`)] };
}

type Literal = ts.StringLiteralLike | ts.NumericLiteral;

function isLiteral(node: ts.Node): node is Literal {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node);
}

function afterParenthesis(entry: ts.FunctionDeclaration, file: ts.SourceFile): number | undefined {
  const open = entry.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return open?.end;
}

/** Of the parameter that the literal is passed to, where it is one. */
function nameFor(literal: Literal, taken: readonly string[]): string {
  const { parent } = literal;
  const own = ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name) ? parent.name.text : "value";
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? own : `${own}${count}`;
    if (!taken.includes(name)) return name;
  }
}

function freeName(source: string, wanted: string): string {
  let name = wanted;
  while (new RegExp(`\\b${name}\\b`).test(source)) name += "_";
  return name;
}
