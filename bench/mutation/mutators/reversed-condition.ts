import ts = require("typescript");

import { brief, type Change, collect, type Mutator, replacing } from "../syntax.js";

/** What was done if, is done unless: conditions of statements and `?:`, and the predicates of filters and searches. */
export const reversedCondition: Mutator = ({ file }) =>
  collect(file, (node): Change | undefined => {
    const condition = conditionOf(node);
    if (condition === undefined) return undefined;
    return { edits: [replacing(file, condition, reversed(condition, file))], what: `not ${brief(condition, file)}` };
  });

const predicates = new Set(["filter", "find", "findLast", "findIndex", "findLastIndex", "some", "every"]);

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return node.expression;
  if (ts.isForStatement(node) || ts.isConditionalExpression(node)) return node.condition;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [predicate] = node.arguments;
  if (!predicates.has(node.expression.name.text) || predicate === undefined) return undefined;
  return ts.isArrowFunction(predicate) && !ts.isBlock(predicate.body) ? predicate.body : undefined;
}

const opposites: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, ">"],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.EqualsEqualsToken, "!="],
  [ts.SyntaxKind.ExclamationEqualsToken, "=="],
]);

function reversed(condition: ts.Expression, file: ts.SourceFile): string {
  if (ts.isBinaryExpression(condition)) {
    const opposite = opposites.get(condition.operatorToken.kind);
    if (opposite !== undefined) return `${condition.left.getText(file)} ${opposite} ${condition.right.getText(file)}`;
  }
  const isNegation = ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken;
  return isNegation ? condition.operand.getText(file) : `!(${condition.getText(file)})`;
}
