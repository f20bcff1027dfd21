import ts = require("typescript");

import { findNumber, type Goal } from "../grounding/goal.js";
import { type Issue, issueAt } from "../issues/index.js";
import { methodOf, type Names, placeOf } from "./names.js";

/**
 * Sums and counts that hold a number nobody gave: that begin at 2, or count by tens. What a call is given is grounded elsewhere; this
 * is about what a plan only tells.
 */
export function findOddSums(file: ts.SourceFile, names: Names, goal: Goal): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const odd = oddIn(node, names);
    if (odd !== undefined && findNumber(goal, Number(odd.text)) === undefined) issues.push(issueFor(odd));
    const counter = ts.isObjectLiteralExpression(node) ? oddCounter(node, names) : undefined;
    if (counter !== undefined) issues.push(issueFor(counter));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function issueFor(node: ts.NumericLiteral): Issue {
  const message = `${node.text} goes into a sum that nothing has gone into yet. Begin at 0, and add what a tool returned or 1 for each.`;
  return issueAt("made_up_value", placeOf(node), message);
}

function oddIn(node: ts.Node, names: Names): ts.NumericLiteral | undefined {
  if (ts.isCallExpression(node)) return oddStart(node);
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined)
    return undefined;
  const uses = names.usesOf(node.name);
  const sums = uses.filter(isAddedTo);
  // A counter that is compared or passed on counts something of its own: pages, attempts.
  if (sums.length === 0 || !uses.every((use) => sums.includes(use) || isTold(use))) return undefined;
  if (isOdd(node.initializer)) return node.initializer;
  return sums.flatMap(({ parent }) => (ts.isBinaryExpression(parent) && isOdd(parent.right) ? [parent.right] : []))[0];
}

/** `list.reduce((sum, one) => sum + one.total, 2)`. */
function oddStart(call: ts.CallExpression): ts.NumericLiteral | undefined {
  const [reducer, start] = call.arguments;
  if (methodOf(call) !== "reduce" || reducer === undefined || start === undefined || !isOdd(start)) return undefined;
  if (!ts.isArrowFunction(reducer) || !ts.isBinaryExpression(reducer.body)) return undefined;
  const { left, operatorToken } = reducer.body;
  const isSum =
    operatorToken.kind === ts.SyntaxKind.PlusToken && left.getText() === reducer.parameters[0]?.name.getText();
  return isSum ? start : undefined;
}

/** `{ low: 0, normal: 0, high: 1 }` whose numbers are counted up: they all begin where nothing is counted. */
function oddCounter(record: ts.ObjectLiteralExpression, names: Names): ts.NumericLiteral | undefined {
  const { parent, properties } = record;
  const starts = properties.flatMap((one) =>
    ts.isPropertyAssignment(one) && ts.isNumericLiteral(one.initializer) ? [one.initializer] : [],
  );
  if (starts.length < properties.length || starts.length < 3 || !ts.isVariableDeclaration(parent)) return undefined;
  const odd = starts.filter(({ text }) => text !== "0");
  const isCounted =
    ts.isIdentifier(parent.name) && names.usesOf(parent.name).some(({ parent: part }) => isCountedUp(part));
  return isCounted && odd.length === 1 ? odd[0] : undefined;
}

/** `counts[priority] += 1`, `counts.low += 1` */
function isCountedUp(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isElementAccessExpression(node) && !ts.isPropertyAccessExpression(node)) return false;
  if (ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken;
  return (
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken
  );
}

function isOdd(node: ts.Expression): node is ts.NumericLiteral {
  return ts.isNumericLiteral(node) && Number(node.text) > 1;
}

function isAddedTo({ parent, ...use }: ts.Identifier): boolean {
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken &&
    parent.left.pos === use.pos &&
    ts.isExpressionStatement(parent.parent)
  );
}

/** Returned, by itself or in a record. */
function isTold({ parent }: ts.Node): boolean {
  if (ts.isReturnStatement(parent)) return true;
  const isPart =
    ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent);
  return isPart && isTold(parent);
}
