import ts = require("typescript");

import { unwrapped } from "../../syntax.js";

/** `value <= limit`, however a program writes it. `extra` is 0 for `<` and 1 for `<=`, when the limit is a whole number. */
export interface AtMost {
  readonly value: ts.Expression;
  readonly limit: ts.Expression;
  readonly extra: 0 | 1;
}

/** What is known to hold where the condition was true. */
export function impliedBy(condition: ts.Expression): readonly AtMost[] {
  const test = unwrapped(condition);
  if (!ts.isBinaryExpression(test)) return [];
  const { left, right, operatorToken } = test;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return [...impliedBy(left), ...impliedBy(right)];
    case ts.SyntaxKind.LessThanToken:
      return [{ value: unwrapped(left), limit: right, extra: 0 }];
    case ts.SyntaxKind.LessThanEqualsToken:
      return [{ value: unwrapped(left), limit: right, extra: 1 }];
    case ts.SyntaxKind.GreaterThanToken:
      return [{ value: unwrapped(right), limit: left, extra: 0 }];
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return [{ value: unwrapped(right), limit: left, extra: 1 }];
    default:
      return [];
  }
}

/** What is known to hold where the condition was false, as long as nothing in it is NaN. */
export function impliedByFailure(condition: ts.Expression): readonly AtMost[] {
  const test = unwrapped(condition);
  if (!ts.isBinaryExpression(test)) return [];
  const { left, right, operatorToken } = test;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.BarBarToken:
      return [...impliedByFailure(left), ...impliedByFailure(right)];
    case ts.SyntaxKind.LessThanToken:
      return [{ value: unwrapped(right), limit: left, extra: 1 }];
    case ts.SyntaxKind.LessThanEqualsToken:
      return [{ value: unwrapped(right), limit: left, extra: 0 }];
    case ts.SyntaxKind.GreaterThanToken:
      return [{ value: unwrapped(left), limit: right, extra: 1 }];
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return [{ value: unwrapped(left), limit: right, extra: 0 }];
    default:
      return [];
  }
}

/** Whether the statement always leaves the block it stands in. */
export function alwaysLeaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(alwaysLeaves);
  return (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isContinueStatement(statement)
  );
}
