import ts = require("typescript");

import type { Binding, Catalogue } from "../../toolspecs/index.js";
// The bench looks past the door: it changes programs with the same parser that judges them.
import type { CheckedPlan } from "../../verifier/compiler/compiler.js";
import type { Random } from "./random.js";

/** A good program, parsed and checked, as mutators see it. */
export interface Subject extends CheckedPlan {
  readonly goal: string;
  readonly catalogue: Catalogue;
  readonly random: Random;
}

export interface ToolCall {
  readonly call: ts.CallExpression;
  readonly binding: Binding;
}

/** Replaces the text from `start` to `end`, 0-based offsets in the source. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One way to make a program wrong. */
export interface Change {
  readonly edits: readonly Edit[];
  /** In a few words, for the list of survivors. */
  readonly what: string;
}

export type Mutator = (subject: Subject) => readonly Change[];

export function applied(source: string, edits: readonly Edit[]): string {
  const fromTheEnd = [...edits].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), source);
}

export function replacing(file: ts.SourceFile, node: ts.Node, text: string): Edit {
  return { start: node.getStart(file), end: node.end, text };
}

/** Every node for which `wanted` gives something, in the order of the source. */
export function collect<T>(root: ts.Node, wanted: (node: ts.Node) => T | undefined): readonly T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    const one = wanted(node);
    if (one !== undefined) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

export function toolCallsIn(root: ts.Node, catalogue: Catalogue): readonly ToolCall[] {
  return collect(root, (node) => toolCallAt(node, catalogue));
}

export function toolCallAt(node: ts.Node | undefined, catalogue: Catalogue): ToolCall | undefined {
  if (node === undefined || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { expression: namespace, name: member } = node.expression;
  const binding = ts.isIdentifier(namespace) ? catalogue.find(namespace.text, member.text) : undefined;
  return binding === undefined ? undefined : { call: node, binding };
}

/** The object literal that a tool is called with. */
export function argumentsOf({ call }: ToolCall): ts.ObjectLiteralExpression | undefined {
  const [first] = call.arguments;
  return first !== undefined && ts.isObjectLiteralExpression(first) ? first : undefined;
}

/** `{ name: value }` and `{ name }` alike. */
export interface Argument {
  readonly node: ts.ObjectLiteralElementLike;
  readonly name: ts.PropertyName;
  readonly value: ts.Expression;
}

export function argumentOf(node: ts.ObjectLiteralElementLike): Argument | undefined {
  if (ts.isPropertyAssignment(node)) return { node, name: node.name, value: node.initializer };
  return ts.isShorthandPropertyAssignment(node) ? { node, name: node.name, value: node.name } : undefined;
}

export function namedArgumentsOf(call: ToolCall): readonly Argument[] {
  return (argumentsOf(call)?.properties ?? []).flatMap((node) => argumentOf(node) ?? []);
}

/** The statements of every block, in their lists. */
export function statementLists(file: ts.SourceFile): readonly ts.NodeArray<ts.Statement>[] {
  return collect(file, (node) => (ts.isBlock(node) || ts.isCaseOrDefaultClause(node) ? node.statements : undefined));
}

/** How a node is quoted in a list: one line, not too long. */
export function brief(node: ts.Node, file: ts.SourceFile): string {
  const text = node.getText(file).replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
