import ts = require("typescript");

import { type Issue, issueAt } from "../../issues/index.js";
import { conditionsOf } from "./conditions.js";
import { outcomes } from "./outcomes.js";
import { destinationOf, mentions, symbolsOf } from "./results.js";
import { cited, hasEffect, nameOf, placeOf, type Scene } from "./scene.js";
import { type Branch, type Call, calls, parts, type Step } from "./steps.js";

// A read that decides whether the plan stops, after what it should have stopped. A check of what was done looks much the same;
// it reads by what the call returned, or says in the result what it read, and is left alone.

export function findLateChecks(scene: Scene): readonly Issue[] {
  const { order } = scene;
  const branches = branchesOf(scene.root);
  const done = order.calls.filter(({ binding }) => binding.spec.effect === "irreversible");
  const found = new Map<ts.Node, Issue>();
  for (const read of order.calls.filter((call) => !hasEffect(call))) {
    const call = done.find(
      (earlier) => order.relation(earlier, read) === "before" && !isFollowedUp(earlier, read, scene),
    );
    if (call === undefined) continue;
    const guard = branches.find((branch) => isLateGuard(branch, read, scene));
    if (guard !== undefined) found.set(read.node, lateCheck(call, read, guard));
  }
  return [...found.values()];
}

function lateCheck(done: Call, read: Call, guard: Branch): Issue {
  const { line } = guard.node.getSourceFile().getLineAndCharacterOfPosition(guard.node.getStart());
  const message = `${nameOf(read)} decides in line ${line + 1} whether the plan stops, but ${cited(done)} has been done by then and cannot be undone. If the check is meant for that call, read and check first; if it checks what was done, return what was read.`;
  return issueAt("late_check", placeOf(read.node), message);
}

/** Whether the read asks about what the call returned, or the same was read before as well. */
function isFollowedUp(done: Call, read: Call, { order, checker }: Scene): boolean {
  const result = symbolsOf(destinationOf(done.node), checker);
  if (read.node.arguments.some((argument) => mentions(argument, result, checker))) return true;
  return order.calls.some((other) => other.binding === read.binding && order.relation(other, done) === "before");
}

function isLateGuard(branch: Branch, read: Call, { order, checker }: Scene): boolean {
  const result = symbolsOf(destinationOf(read.node), checker);
  if (!mentions(branch.condition, result, checker)) return false;
  const stops = branch.arms.some(({ step }) => !outcomes(step).has("next") && !calls(step) && saysNothing(step));
  const guarded = order.calls.some(
    (call) => hasEffect(call) && conditionsOf(order.path(call)).some((condition) => condition.branch === branch),
  );
  return stops && !guarded;
}

/** Whether the arm leaves the plan without a value of the program in its result. */
export function saysNothing(step: Step): boolean {
  if (step.kind !== "exit") return parts(step).some(saysNothing);
  if (step.how === "throw") return true;
  return ts.isReturnStatement(step.node) && !(step.node.expression !== undefined && hasName(step.node.expression));
}

function hasName(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return hasName(node.initializer);
  if (ts.isIdentifier(node)) return node.text !== "undefined";
  return ts.forEachChild(node, (child) => hasName(child) || undefined) ?? false;
}

function branchesOf(step: Step): readonly Branch[] {
  const inner = parts(step).flatMap(branchesOf);
  return step.kind === "branch" ? [step, ...inner] : inner;
}
