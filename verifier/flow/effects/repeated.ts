import ts = require("typescript");

import { type Issue, issueAt, type Severity } from "../../issues/index.js";
import { unwrapped } from "../../syntax.js";
import { conditionsOf } from "./conditions.js";
import { outcomesAfter } from "./outcomes.js";
import { forkOf } from "./paths.js";
import { destinationOf, mentions, symbolsOf } from "./results.js";
import { hasEffect, nameOf, placeOf, placesApart, placeText, type Scene } from "./scene.js";
import type { Call, Loop } from "./steps.js";

// Something that cannot be undone, done twice with the same arguments. A fact, and so an error, only where the tool itself says
// that it cannot be undone, it takes arguments that could have differed, and whenever the one is done the other is too.

/** A plan that does one thing a hundred times is not told so a hundred times. */
const mostIssues = 10;

export function findRepeated(scene: Scene): readonly Issue[] {
  if (!scene.complete) return [];
  const risky = scene.order.calls.filter((call) => hasEffect(call) && call.binding.spec.idempotent !== true);
  const twice = new Set<Call>();
  const pairs = risky.flatMap((later, index) => {
    if (twice.has(later)) return [];
    for (const earlier of risky.slice(0, index)) {
      const issue = repeatedPair(earlier, later, scene);
      if (issue === undefined) continue;
      twice.add(later);
      return [issue];
    }
    return [];
  });
  const loops = new Map(risky.flatMap((call) => repeatedInLoop(call, scene).map((issue) => [call.node, issue])));
  return [...pairs, ...loops.values()].slice(0, mostIssues);
}

function repeatedPair(a: Call, b: Call, scene: Scene): Issue | undefined {
  const { order } = scene;
  if (a.binding !== b.binding || !sameArguments(a, b, scene)) return undefined;
  const relation = order.relation(a, b);
  if (relation !== "before" && relation !== "concurrent") return undefined;
  if (relation === "before" && isUndoneBetween(a, b, scene)) return undefined;
  const [first, second] = placesApart(a, b);
  if (onlyAfterFailure(a, b, scene)) return retried(a, second);
  const certainty = bothRun(a, b, scene);
  if (certainty === "unlikely") return undefined;
  const message = `${nameOf(b)} is called with the same arguments as before ${placeText(first)}, so the same thing is done twice. Drop one of the two calls${
    certainty === "surely" ? "" : ", or make sure that only one of them is reached"
  }.`;
  return issueAt("repeated_call", placeOf(second), message, severity(b, certainty === "surely"));
}

function sameArguments(a: Call, b: Call, { values }: Scene): boolean {
  const [one, other] = [a.node.arguments, b.node.arguments];
  const isTwin = (value: ts.Expression, index: number) => {
    const twin = other[index];
    return twin !== undefined && values.same({ value, frame: a.frame }, { value: twin, frame: b.frame });
  };
  return one.length === other.length && one.every(isTwin);
}

/** `charge, refund, charge`: what another tool of the server did in between makes the second call a new one. */
function isUndoneBetween(a: Call, b: Call, { order }: Scene): boolean {
  return order.calls.some(
    (call) =>
      call.binding !== a.binding &&
      call.binding.spec.server === a.binding.spec.server &&
      hasEffect(call) &&
      order.relation(a, call) !== "after" &&
      order.relation(call, b) !== "after" &&
      order.relation(a, call) !== "exclusive" &&
      order.relation(call, b) !== "exclusive",
  );
}

function onlyAfterFailure(a: Call, b: Call, { order }: Scene): boolean {
  const [one, other] = [order.path(a), order.path(b)];
  const fork = forkOf(one, other);
  const [turn, twin] = [one[fork], other[fork]];
  if (turn?.step.kind === "try") return turn.index === 0 && twin?.index === 1;
  return turn?.step.kind === "sequence" && !outcomesAfter(one.slice(fork + 1), false).has("next");
}

/** Whether the one is done whenever the other is; not likely where the second asks what came of the first, or both ask. */
function bothRun(a: Call, b: Call, { order, checker }: Scene): "surely" | "maybe" | "unlikely" {
  const [one, other] = [conditionsOf(order.path(a)), conditionsOf(order.path(b))];
  const extra = (mine: typeof one, theirs: typeof one) =>
    mine.filter(
      (condition) => !theirs.some(({ branch, text }) => branch === condition.branch && text === condition.text),
    );
  const [before, after] = [extra(one, other), extra(other, one)];
  if (before.length === 0 && after.length === 0) return "surely";
  if (before.length > 0 && after.length > 0) return "unlikely";
  const result = symbolsOf(destinationOf(a.node), checker);
  return after.some(({ node }) => mentions(node, result, checker)) ? "unlikely" : "maybe";
}

function repeatedInLoop(call: Call, scene: Scene): readonly Issue[] {
  const path = scene.order.path(call);
  for (const [index, { step }] of path.entries()) {
    if (step.kind !== "loop" || !isRepeatedBy(step, call, scene)) continue;
    const below = path.slice(index + 1);
    const again = (failures: boolean) => {
      const ways = outcomesAfter(below, failures);
      return ways.has("next") || ways.has("continue");
    };
    if (again(false)) return [repeatedByLoop(step, call)];
    if (!again(true)) continue;
    const issue = retried(call, call.node);
    return issue === undefined ? [] : [issue];
  }
  return [];
}

function isRepeatedBy(loop: Loop, call: Call, scene: Scene): boolean {
  const { order, values } = scene;
  if (loop.list !== undefined && atMostOne(loop.list)) return false;
  const isConstant = call.node.arguments.every((value) =>
    values.isConstantOver(loop.node, { value, frame: call.frame }),
  );
  if (!isConstant) return false;
  const path = order.path(call);
  const below = path.slice(path.findIndex(({ step }) => step === loop) + 1);
  if (conditionsOf(below).some(({ node }) => values.mayChange(node, loop.node))) return false;
  // What another tool did in this round (chose a page, opened a drawer) can make the same call a different one.
  return !order.calls.some(
    (other) =>
      other.binding !== call.binding &&
      other.binding.spec.server === call.binding.spec.server &&
      hasEffect(other) &&
      order.loops(other).includes(loop),
  );
}

function repeatedByLoop(loop: Loop, call: Call): Issue {
  const { line } = call.node.getSourceFile().getLineAndCharacterOfPosition(loop.node.getStart());
  const message = `${nameOf(call)} gets the same arguments in every round of the loop in line ${line + 1} (${loop.label}), so the same thing is done again and again. Move the call out of the loop, or pass what differs from round to round.`;
  return issueAt("repeated_call", placeOf(call.node), message, severity(call, loop.list !== undefined));
}

/** A call that failed may have been done all the same: only its answer was lost. */
function retried(call: Call, again: ts.Node): Issue | undefined {
  if (call.binding.spec.effect !== "irreversible") return undefined;
  const message = `${nameOf(call)} is called again with the same arguments after it failed. A call can fail after it was done, when only its answer is lost: then it is done twice. Read first whether it was done, or report the failure instead.`;
  return issueAt("repeated_call", placeOf(again), message, "warning");
}

function severity({ binding: { spec }, node }: Call, isFact: boolean): Severity {
  const isClaimed = spec.effect === "irreversible" && (spec.idempotent === false || spec.effectSupposed !== true);
  return isFact && isClaimed && node.arguments.some(saysSomething) ? "error" : "warning";
}

/** A tool that takes nothing can be told how often only by calling it that often. */
function saysSomething(argument: ts.Expression): boolean {
  const value = unwrapped(argument);
  return !ts.isObjectLiteralExpression(value) || value.properties.length > 0;
}

/** A list that is written out with one element, or cut to it. */
function atMostOne(list: ts.Expression): boolean {
  const value = unwrapped(list);
  if (ts.isArrayLiteralExpression(value)) {
    return value.elements.length <= 1 && !value.elements.some(ts.isSpreadElement);
  }
  if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return false;
  const [from, to] = value.arguments;
  return value.expression.name.text === "slice" && from?.getText() === "0" && to?.getText() === "1";
}
