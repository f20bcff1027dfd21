import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import { type Amount, constant, constantOf, isUnbounded, plus, smaller, unbounded } from "../amount.js";
import type { Sizes } from "./sizes.js";
import { declarationOf, functionAround, isAssignment, isInside, parentOf } from "./syntax.js";
import { type AtMost, alwaysLeaves, impliedBy, impliedByFailure } from "./tests.js";

// A loop ends when a variable that only ever grows, and grows in every round, is tested against a limit that stays: `for (let
// i = 0; i < 10; i += 1)`, or `while (cursor !== undefined && pages < 10)` with `pages += 1` in its body.

/** How often a loop goes round, as far as counters say. */
export function roundsOf(loop: ts.IterationStatement, sizes: Sizes, checker: ts.TypeChecker): Amount {
  const tested = conditionOf(loop);
  const byCondition = (tested === undefined ? [] : impliedBy(tested)).map((fact) => limitOf(fact, loop));
  const [extra, condition] = [constant(ts.isDoStatement(loop) ? 1 : 0), byCondition.reduce(smaller, unbounded)];
  // The round in which a test in the body leaves has begun.
  const byLeaving = leavingTests(loop).map((fact) => plus(limitOf(fact, loop), constant(1)));
  return [plus(condition, extra), ...byLeaving].reduce(smaller);

  function limitOf({ value, limit, extra }: AtMost, around: ts.IterationStatement): Amount {
    const counter = ts.isIdentifier(value) ? counterOf(value, around, checker) : undefined;
    if (counter === undefined || !staysWithin(limit, around, sizes)) return unbounded;
    const most = plus(sizes.numberOf(limit, around), constant(extra));
    const fixed = constantOf(most);
    if (fixed === undefined || isUnbounded(most)) return most;
    // Further up, a number plus one may be the same number.
    if (Math.max(fixed, counter.from) > Number.MAX_SAFE_INTEGER) return unbounded;
    return constant(Math.ceil(Math.max(0, fixed - counter.from) / counter.step));
  }
}

/** What a loop asks before, or after, each round. */
export function conditionOf(loop: ts.IterationStatement): ts.Expression | undefined {
  if (ts.isForStatement(loop)) return loop.condition;
  return ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : undefined;
}

/** `if (i >= 10) break;` among the statements of the body, which every round gets to. */
function leavingTests(loop: ts.IterationStatement): readonly AtMost[] {
  return everyRound(loop).flatMap((statement) =>
    ts.isIfStatement(statement) && alwaysLeaves(statement.thenStatement) && !skips(statement.thenStatement)
      ? impliedByFailure(statement.expression)
      : [],
  );
}

/** The statements of the body that each round runs, unless the loop ends there. */
function everyRound(loop: ts.IterationStatement): readonly ts.Statement[] {
  if (!ts.isBlock(loop.statement)) return [loop.statement];
  const { statements } = loop.statement;
  const firstSkip = statements.findIndex(skips);
  return firstSkip === -1 ? statements : statements.slice(0, firstSkip);
}

function skips(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return ts.isContinueStatement(node) || (ts.forEachChild(node, (child) => skips(child) || undefined) ?? false);
}

interface Counter {
  readonly from: number;
  readonly step: number;
}

/** A variable that starts at a number, is only ever counted up, and is in each round of the loop. */
function counterOf(name: ts.Identifier, loop: ts.IterationStatement, checker: ts.TypeChecker): Counter | undefined {
  const declaration = declarationOf(name, checker);
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const initial = declaration.initializer && unwrapped(declaration.initializer);
  if (initial === undefined || !ts.isNumericLiteral(initial)) return undefined;
  // Declared in the body, it would start anew in each round.
  if (isInside(declaration, loop.statement)) return undefined;
  const steps: number[] = [];
  let escapes = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && declarationOf(node, checker) === declaration) {
      const step = node === declaration.name ? undefined : stepAt(node);
      if (step === "other") escapes = true;
      else if (step !== undefined && runsEachRound(step.statement, loop)) steps.push(step.by);
    }
    ts.forEachChild(node, visit);
  };
  visit(functionAround(declaration));
  return escapes || steps.length === 0 ? undefined : { from: Number(initial.text), step: Math.max(...steps) };
}

interface Step {
  readonly by: number;
  /** The whole expression that counts. */
  readonly statement: ts.Expression;
}

/** How this mention changes the variable: not at all, by a step up, or in another way. */
function stepAt(name: ts.Identifier): Step | "other" | undefined {
  const parent = parentOf(name);
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) {
    if (parent.operator === ts.SyntaxKind.PlusPlusToken) return { by: 1, statement: parent };
    return parent.operator === ts.SyntaxKind.MinusMinusToken ? "other" : undefined;
  }
  if (isAssignment(parent) && unwrapped(parent.left) === name) {
    const by = unwrapped(parent.right);
    const countsUp = parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && ts.isNumericLiteral(by);
    return countsUp && Number.isInteger(Number(by.text)) && Number(by.text) >= 1
      ? { by: Number(by.text), statement: parent }
      : "other";
  }
  return isWrittenByPattern(name) ? "other" : undefined;
}

/** `[i] = pair`, `for (i of list)`. */
function isWrittenByPattern(name: ts.Identifier): boolean {
  for (let node: ts.Node = name; !ts.isStatement(node); node = node.parent) {
    const { parent } = node;
    if (isAssignment(parent) && parent.left === node && node !== name) return true;
    if (ts.isForOfStatement(parent) && parent.initializer === node) return true;
    if (ts.isFunctionLike(parent)) return false;
  }
  return false;
}

function runsEachRound(step: ts.Expression, loop: ts.IterationStatement): boolean {
  if (ts.isForStatement(loop) && loop.incrementor !== undefined && unwrapped(loop.incrementor) === step) return true;
  const statement = parentOf(step);
  return ts.isExpressionStatement(statement) && everyRound(loop).includes(statement);
}

/** Whether the limit is the same number, or a smaller one, in every round. */
function staysWithin(limit: ts.Expression, loop: ts.IterationStatement, sizes: Sizes): boolean {
  const visit = (node: ts.Node): boolean => {
    const measures = ts.isPropertyAccessExpression(node) && (node.name.text === "length" || node.name.text === "size");
    if (measures && !sizes.growth.isSteady(node.expression, loop)) return false;
    return ts.forEachChild(node, (child) => (visit(child) ? undefined : true)) === undefined;
  };
  return visit(limit);
}
