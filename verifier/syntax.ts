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

/** Every name and every text that a program writes. */
export function wordsWritten(file: ts.SourceFile): ReadonlySet<string> {
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return words;
}

/** The function that is the plan. */
export function isEntry(node: ts.Node): node is ts.FunctionDeclaration {
  return (
    ts.isFunctionDeclaration(node) &&
    (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false)
  );
}

/** Where plan() returns, as a 0-based offset; `undefined` where it does so in several places or in none. */
export function onlyReturn(file: ts.SourceFile): number | undefined {
  const plan = file.statements.find(isEntry);
  const returns: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) returns.push(node);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  if (plan !== undefined) ts.forEachChild(plan, visit);
  return returns.length === 1 ? returns[0]?.getStart(file) : undefined;
}
