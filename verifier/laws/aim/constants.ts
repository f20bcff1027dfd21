import ts = require("typescript");

import type { Json } from "../../../toolspecs/index.js";

/** A value that a program spells out; a Date stands for a point in time, however it is written. */
export type Constant = null | boolean | number | string | Date;

const maxDepth = 8;

/** The value of an expression that depends on nothing a tool returns. */
export function constantOf(node: ts.Expression, context: ConstantContext, depth = 0): Constant | undefined {
  if (depth > maxDepth) return undefined;
  const inner = (expression: ts.Expression) => constantOf(expression, context, depth + 1);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return inner(node.expression);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = inner(node.operand);
    return typeof value === "number" ? -value : undefined;
  }
  if (ts.isIdentifier(node)) {
    const initializer = context.initializerOf(node);
    return initializer === undefined ? undefined : inner(initializer);
  }
  if (ts.isBinaryExpression(node)) return calculated(node.operatorToken.kind, inner(node.left), inner(node.right));
  return ts.isNewExpression(node) || ts.isCallExpression(node) ? moment(node, context, inner) : undefined;
}

export interface ConstantContext {
  /** What the plan's clock shows. */
  readonly clock: number;
  /** What a name that never changes was set to. */
  initializerOf(name: ts.Identifier): ts.Expression | undefined;
}

function calculated(operator: ts.SyntaxKind, left: Constant | undefined, right: Constant | undefined) {
  if (left instanceof Date && typeof right === "number") {
    if (operator === ts.SyntaxKind.PlusToken) return new Date(left.getTime() + right);
    if (operator === ts.SyntaxKind.MinusToken) return new Date(left.getTime() - right);
  }
  if (typeof left === "string" && typeof right === "string" && operator === ts.SyntaxKind.PlusToken)
    return left + right;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return right === 0 ? undefined : left / right;
    default:
      return undefined;
  }
}

/** `new Date(…)`, `Date.now()`, `Date.parse(…)`, and what is asked of such a date. */
function moment(
  node: ts.NewExpression | ts.CallExpression,
  { clock }: ConstantContext,
  inner: (expression: ts.Expression) => Constant | undefined,
): Constant | undefined {
  const text = node.expression.getText();
  const [first] = node.arguments ?? [];
  if (ts.isNewExpression(node)) {
    if (text !== "Date") return undefined;
    return first === undefined ? new Date(clock) : dateOf(inner(first));
  }
  if (text === "Date.now") return new Date(clock);
  if (text === "Date.parse") return first === undefined ? undefined : dateOf(inner(first));
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const made = inner(node.expression.expression);
  if (!(made instanceof Date)) return undefined;
  return /^(getTime|valueOf|toISOString|toJSON)$/.test(node.expression.name.text) ? made : undefined;
}

function dateOf(value: Constant | undefined): Date | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const day = 86_400_000;

/** The constant and what is close to it on either side, in every way a tool may write it. */
export function around(constant: Constant): readonly Json[] {
  if (constant instanceof Date) return [-day, 0, day].flatMap((away) => written(constant.getTime() + away));
  if (typeof constant === "number") return numbersAround(constant);
  // What may be null is null often enough.
  if (constant === null) return [];
  if (typeof constant === "boolean") return [constant];
  const date = /^\d{4}-\d\d-\d\d/.test(constant) ? dateOf(constant) : undefined;
  return [constant, ...(date === undefined ? [] : around(date))];
}

function numbersAround(value: number): readonly Json[] {
  const step = Number.isInteger(value) ? 1 : 0.01;
  const near = [value, value + step, value - step].map((one) => Math.round(one * 1e6) / 1e6);
  return [...near, ...near.map(String)];
}

function written(ms: number): readonly Json[] {
  if (Math.abs(ms) > 8e15) return [];
  const text = new Date(ms).toISOString();
  return [text, text.slice(0, 10), ms];
}
