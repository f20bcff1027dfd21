import ts = require("typescript");

import type { Site } from "../policy/index.js";

/** The expression without the parentheses, `satisfies` and `as const` around it, none of which change its value. */
export function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isAsExpression(node)
    ? unwrapped(node.expression)
    : node;
}

/** Where a node stands, as people count. */
export function siteOf(node: ts.Node): Site {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { line: line + 1, column: character + 1 };
}
