import ts = require("typescript");

import { type Issue, issueAt } from "../../issues/index.js";
import { isInside } from "../sizes/syntax.js";
import { conditionsOf } from "./conditions.js";
import { saysNothing } from "./late-check.js";
import { outcomes } from "./outcomes.js";
import { nameOf, placeOf, type Scene } from "./scene.js";
import { type Branch, type Call, calls, parts, type Step } from "./steps.js";

// A question that stops the plan, asked after the change it should have stopped. What it asks was known before the change, so it
// cannot be a check of what was done; and nothing else hangs on it. An answer that is worded by what is known reads alike, and is
// told apart by what follows: it goes on with the very value that was asked about.

/** What ends a round, or the plan; not a loop, as that decides about the rounds to come. */
export function findAskedTooLate(scene: Scene): readonly Issue[] {
  const stops = branchesOf(scene.root).filter((branch) => isIdleStop(branch, scene));
  return stops.flatMap((branch) => {
    const done = scene.order.calls.find((call) => isJustBefore(call, branch));
    return done === undefined ? [] : [issueFor(done, branch)];
  });
}

function issueFor(done: Call, { node, condition }: Branch): Issue {
  const text = condition.getText();
  const message = `\`${text}\` stops the plan only after ${nameOf(done)} has been called, though its answer was known before. Ask it before the call, or drop it.`;
  return issueAt("late_check", placeOf(node), message, "error");
}

/** An `if` that only leaves, without a word of what it knows, and on which no call hangs. */
function isIdleStop({ node, arms, ...branch }: Branch, { order }: Scene): boolean {
  if (!ts.isIfStatement(node) || node.elseStatement !== undefined) return false;
  const [then] = arms;
  if (then === undefined || calls(then.step) || outcomes(then.step).has("next")) return false;
  const ways = [...outcomes(then.step)];
  const inLoop = ts.findAncestor(node, (at) => ts.isIterationStatement(at, false) || ts.isFunctionLike(at));
  const endsRound = ways.every((way) => way === "continue");
  if (!endsRound && !(inLoop !== undefined && ts.isFunctionLike(inLoop) && ways.every((way) => way !== "break")))
    return false;
  const isAskedBy = (call: Call) => conditionsOf(order.path(call)).some((one) => one.node === branch.condition);
  return (endsRound || saysNothing(then.step)) && !order.calls.some(isAskedBy);
}

/** The call is made in a statement before the `if`, and what the `if` asks was there before that statement. */
function isJustBefore({ node, binding }: Call, { node: stop, condition }: Branch): boolean {
  if (binding.spec.effect === "read") return false;
  const list = listOf(stop);
  const index = list.findIndex((statement) => isInside(node, statement));
  const statement = list[index];
  if (statement === undefined || index >= list.indexOf(stop)) return false;
  if (!ts.isExpressionStatement(statement) && !ts.isVariableStatement(statement)) return false;
  const asked = pathsIn(condition);
  const between = list.slice(index, list.indexOf(stop));
  const made = new Set(between.flatMap(namesMade));
  const after = list.slice(list.indexOf(stop) + 1).flatMap(pathsIn);
  return (
    asked.length > 0 &&
    asked.every((path) => !made.has(rootOf(path)) && !after.some((later) => startsWith(later, path)))
  );
}

function listOf({ parent }: ts.Node): readonly ts.Node[] {
  return ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent) ? parent.statements : [];
}

/** `item.state`, `limit`: what is read, as far as it is written with dots. */
function pathsIn(node: ts.Node): readonly string[] {
  if (ts.isPropertyAccessExpression(node)) {
    const isCallee = ts.isCallExpression(node.parent) && node.parent.expression === node;
    return isCallee
      ? pathsIn(node.expression)
      : ts.isIdentifier(rootNode(node))
        ? [node.getText()]
        : pathsIn(node.expression);
  }
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAssignment(node)) return pathsIn(node.initializer);
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...pathsIn(child));
  });
  return found;
}

function rootNode(node: ts.Expression): ts.Expression {
  return ts.isPropertyAccessExpression(node) ? rootNode(node.expression) : node;
}

function rootOf(path: string): string {
  return /^[^.?]+/.exec(path)?.[0] ?? path;
}

function startsWith(path: string, beginning: string): boolean {
  return path === beginning || (path.startsWith(beginning) && /^[.?]/.test(path.slice(beginning.length)));
}

/** Names that the statement declares, assigns or may change through a method. */
function namesMade(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at) && isMade(at)) found.push(at.text);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

function isMade(name: ts.Identifier): boolean {
  const { parent } = name;
  if ((ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === name) return true;
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isBinaryExpression(parent) && parent.left === name) return true;
  return ts.isPropertyAccessExpression(parent) && parent.expression === name && ts.isCallExpression(parent.parent);
}

function branchesOf(step: Step): readonly Branch[] {
  const inner = parts(step).flatMap(branchesOf);
  return step.kind === "branch" ? [step, ...inner] : inner;
}
