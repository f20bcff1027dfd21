import ts = require("typescript");

import { unwrapped } from "../../syntax.js";

export function literalKey(node: ts.Expression): string | undefined {
  const key = unwrapped(node);
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}

export function isAssignment(node: ts.Expression): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
