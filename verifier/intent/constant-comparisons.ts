import ts = require("typescript");

import { type Issue, issueAt } from "../issues/index.js";
import { isCounter, orders } from "./direction.js";
import { type Names, placeOf, withoutParentheses } from "./names.js";

/**
 * Comparisons that come out the same in every run: a length or a count held against 0 (`deleted >= 0`), and a loop that counts up to what it starts
 * beyond.
 */
export function findConstantComparisons(file: ts.SourceFile, names: Names): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && !isLoopCondition(node)) {
      const always = outcomeOf(node, names);
      if (always !== undefined) issues.push(alwaysIssue(node, always));
    }
    const never = ts.isForStatement(node) ? neverHolding(node) : undefined;
    if (never !== undefined) issues.push(neverIssue(never));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

/** A loop without end is shown by a run. */
function isLoopCondition({ parent, ...node }: ts.BinaryExpression): boolean {
  return (
    ((ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression.pos === node.pos) ||
    (ts.isForStatement(parent) && parent.condition?.pos === node.pos)
  );
}

function alwaysIssue(node: ts.BinaryExpression, always: boolean): Issue {
  const message = `\`${node.getText()}\` is ${always} in every run, as there are never fewer than 0. Compare with what was meant.`;
  return issueAt("always_true", placeOf(node), message);
}

function neverIssue(condition: ts.Expression): Issue {
  const message = `\`${condition.getText()}\` does not hold when this loop begins, so it never runs. Turn the comparison round.`;
  return issueAt("always_true", placeOf(condition), message);
}

/** `n >= 0` and `0 <= n` hold of every count, `n < 0` and `0 > n` of none. */
function outcomeOf({ left, right, operatorToken: { kind } }: ts.BinaryExpression, names: Names): boolean | undefined {
  const [count, zero, sign] = isZero(right) ? [left, right, kind] : [right, left, turned.get(kind)];
  if (!isZero(zero) || !isCount(withoutParentheses(count), names)) return undefined;
  if (sign === ts.SyntaxKind.GreaterThanEqualsToken) return true;
  return sign === ts.SyntaxKind.LessThanToken ? false : undefined;
}

const turned: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanEqualsToken],
  [ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.LessThanToken],
]);

function isZero(node: ts.Expression): boolean {
  return ts.isNumericLiteral(node) && Number(node.text) === 0;
}

function isCount(node: ts.Expression, names: Names): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "length";
  if (!ts.isIdentifier(node) || !isCounter(node, names)) return false;
  const declared = names.declarationOf(node);
  const start = declared !== undefined && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  return start !== undefined && ts.isNumericLiteral(start) && addsNumbers(node, names);
}

/** What is added is written there and no less than 0, so that nothing takes it below where it starts. */
function addsNumbers(name: ts.Identifier, names: Names): boolean {
  return names.usesOf(name).every(({ parent }) => {
    const adds = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
    return !adds || ts.isNumericLiteral(parent.right);
  });
}

/** The condition of a loop that does not hold when it begins. */
function neverHolding({ initializer, condition }: ts.ForStatement): ts.Expression | undefined {
  if (initializer === undefined || condition === undefined || !ts.isVariableDeclarationList(initializer))
    return undefined;
  const test = withoutParentheses(condition);
  const [first, ...more] = initializer.declarations;
  if (!ts.isBinaryExpression(test) || first?.initializer === undefined || more.length > 0) return undefined;
  const order = orders.get(test.operatorToken.kind);
  if (order === undefined || test.left.getText() !== first.name.getText()) return undefined;
  if (!ts.isNumericLiteral(first.initializer) || !ts.isNumericLiteral(test.right)) return undefined;
  const [from, to] = [Number(first.initializer.text), Number(test.right.text)];
  const holds = from === to ? order.inclusive : from > to === order.greater;
  return holds ? undefined : test;
}
