import ts = require("typescript");

import type { CheckedPlan } from "../../compiler/compiler.js";

/** What the compiler complains of, and what it would have instead. */
export interface Wrong {
  /** The expression that is of the wrong type, or whose member is missing. */
  readonly value: ts.Expression;
  /** `{ customer }` has no place of its own for another value. */
  readonly shorthand: boolean;
  readonly wanted: Wanted;
}

export type Wanted =
  /** `as`: the name of the property that takes it, where it is one. */
  | { readonly kind: "type"; readonly type: ts.Type; readonly as?: string }
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "list" };

const notAssignable = new Set([2322, 2345, 2739, 2740, 2741]);
const noMember = new Set([2339, 2551]);
const notIterable = new Set([2488, 2495, 2802]);
const noNumber = new Set([2362, 2363]);

/** Reads a diagnostic; undefined where it is of another kind, or stands where nothing can be told of it. */
export function wrongIn({ file, checker }: CheckedPlan, diagnostic: ts.Diagnostic): Wrong | undefined {
  const { code } = diagnostic;
  const node = nodeOf(file, diagnostic);
  if (node === undefined) return undefined;
  if (noMember.has(code)) {
    const { parent } = node;
    if (!ts.isPropertyAccessExpression(parent) || parent.name !== node || !ts.isIdentifier(node)) return undefined;
    return { value: parent.expression, shorthand: false, wanted: { kind: "member", name: node.text } };
  }
  if (notIterable.has(code))
    return ts.isExpression(node) ? { value: node, shorthand: false, wanted: { kind: "list" } } : undefined;
  if (noNumber.has(code))
    return ts.isExpression(node)
      ? { value: node, shorthand: false, wanted: { kind: "type", type: checker.getNumberType() } }
      : undefined;
  return notAssignable.has(code) ? misplaced(node, checker) : undefined;
}

/** The compiler points at the name of a property or variable where the value behind it does not fit. */
function misplaced(node: ts.Node, checker: ts.TypeChecker): Wrong | undefined {
  const { parent } = node;
  const named = (value: ts.Expression, shorthand: boolean): Wrong | undefined => {
    const type = typeOfProperty(parent.parent, node.getText(), checker);
    const as = ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : undefined;
    return type && { value, shorthand, wanted: { kind: "type", type, ...(as !== undefined && { as }) } };
  };
  if (ts.isPropertyAssignment(parent) && parent.name === node) return named(parent.initializer, false);
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node && ts.isIdentifier(node))
    return named(node, true);
  if (ts.isVariableDeclaration(parent) && parent.name === node && parent.initializer !== undefined)
    return plain(parent.initializer, checker.getTypeAtLocation(parent.name));
  if (ts.isReturnStatement(node) && node.expression !== undefined)
    return plain(node.expression, checker.getContextualType(node.expression));
  return ts.isExpression(node) ? plain(node, checker.getContextualType(node)) : undefined;
}

function plain(value: ts.Expression, type: ts.Type | undefined): Wrong | undefined {
  return type && { value, shorthand: false, wanted: { kind: "type", type } };
}

function typeOfProperty(around: ts.Node, name: string, checker: ts.TypeChecker): ts.Type | undefined {
  if (!ts.isObjectLiteralExpression(around)) return undefined;
  const property = checker.getContextualType(around)?.getProperty(name.replace(/^["']|["']$/g, ""));
  return property && checker.getTypeOfSymbolAtLocation(property, around);
}

/** The innermost node that a diagnostic covers, which of `{ customer }` is the name. */
export function nodeOf(file: ts.SourceFile, { start, length = 0 }: ts.Diagnostic): ts.Node | undefined {
  if (start === undefined) return undefined;
  const end = start + length;
  const find = (node: ts.Node): ts.Node | undefined => {
    if (end <= node.pos || start >= node.end) return undefined;
    const inner = ts.forEachChild(node, find);
    if (inner !== undefined) return inner;
    return node.getStart(file) === start && (node.end === end || ts.isReturnStatement(node)) ? node : undefined;
  };
  return ts.forEachChild(file, find);
}
