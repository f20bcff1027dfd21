import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import { declarationOf } from "./syntax.js";
import { type AtMost, alwaysLeaves, impliedBy, impliedByFailure } from "./tests.js";

/**
 * The number that a list is no longer than where the expression stands, because the program tested it: `if (xs.length > 10)
 * return` before it, or `if (xs.length <= 10) { … }` around it. Right for lists that stay as they were made.
 */
export function lengthTested(list: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined {
  for (let node: ts.Node = list; !ts.isFunctionLike(node) && !ts.isSourceFile(node); node = node.parent) {
    const test = factsAt(node).find(({ value }) => isLengthOf(value, list, checker));
    if (test !== undefined) return test.limit;
  }
  return undefined;
}

/** What holds in a node for where it stands in its parent. */
function factsAt(node: ts.Node): readonly AtMost[] {
  const { parent } = node;
  if (ts.isIfStatement(parent)) {
    if (parent.thenStatement === node) return impliedBy(parent.expression);
    if (parent.elseStatement === node) return impliedByFailure(parent.expression);
  }
  if (ts.isConditionalExpression(parent)) {
    if (parent.whenTrue === node) return impliedBy(parent.condition);
    if (parent.whenFalse === node) return impliedByFailure(parent.condition);
  }
  if (!ts.isBlock(parent)) return [];
  const earlier = parent.statements.filter((statement) => statement.end <= node.pos);
  return earlier.flatMap((statement) =>
    ts.isIfStatement(statement) && alwaysLeaves(statement.thenStatement) ? impliedByFailure(statement.expression) : [],
  );
}

function isLengthOf(value: ts.Expression, list: ts.Expression, checker: ts.TypeChecker): boolean {
  return (
    ts.isPropertyAccessExpression(value) &&
    (value.name.text === "length" || value.name.text === "size") &&
    isSamePath(unwrapped(value.expression), list, checker)
  );
}

function isSamePath(a: ts.Expression, b: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isPropertyAccessExpression(a) && ts.isPropertyAccessExpression(b)) {
    return a.name.text === b.name.text && isSamePath(unwrapped(a.expression), unwrapped(b.expression), checker);
  }
  if (!ts.isIdentifier(a) || !ts.isIdentifier(b)) return false;
  const declaration = declarationOf(a, checker);
  return declaration !== undefined && declaration === declarationOf(b, checker);
}
