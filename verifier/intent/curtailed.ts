import ts = require("typescript");

import { schemasAt } from "../flow/schema-at.js";
import type { DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { actingOf } from "./acting.js";
import { methodOf, type Names, placeOf } from "./names.js";
import { ownWords } from "./own-words.js";

/** With these a goal asks for all of something. */
export const whole = /(?<!\p{L})(?:all|every|each|everything|everyone|everybody)(?!\p{L})/iu;
/** With these for some of it, in whatever number. */
export const some =
  /(?<!\p{L})(?:first|top|next|last|one|once|single|any|some|several|few|couple|sample|samples|example|examples|limit|limited|at most|up to|maximum|preview|page|pages|batch|batches|\p{L}{2,}est|best|worst|most|least)(?!\p{L})/iu;

interface Program {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly data: DataFlow;
  readonly names: Names;
}

/**
 * Lists cut to a number of records that nobody said: `orders.slice(0, 1)` where the goal asks for the orders. An error where it asks for all of
 * them. What a tool takes at most, and what is gone through in portions, is left alone.
 */
export function findCurtailed({ file, checker, data, names }: Program, goal: Goal): readonly Issue[] {
  if (some.test(ownWords(goal))) return [];
  const acting = actingOf(file, data, names, { returning: true });
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const cut = ts.isCallExpression(node) ? cutAt(node) : undefined;
    if (cut !== undefined && !goal.numbers.has(Number(cut.text)) && isMeant(cut)) issues.push(issueFor(cut, goal));
    ts.forEachChild(node, visit);
  };
  const isMeant = (cut: Cut): boolean =>
    isRecords(checker.getTypeAtLocation(cut.list), checker) &&
    isWrittenOnce(cut.text, file) &&
    !isCapacity(Number(cut.text), data) &&
    acting.reachesCall(cut.call);
  visit(file);
  return issues;
}

interface Cut {
  readonly call: ts.CallExpression;
  readonly list: ts.Expression;
  readonly text: string;
}

function cutAt(call: ts.CallExpression): Cut | undefined {
  const [from, to, ...more] = call.arguments;
  if (methodOf(call) !== "slice" || from?.getText() !== "0" || to === undefined || more.length > 0) return undefined;
  const list = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  return list !== undefined && ts.isNumericLiteral(to) && Number(to.text) > 0
    ? { call, list, text: to.text }
    : undefined;
}

function isRecords(type: ts.Type, checker: ts.TypeChecker): boolean {
  const element = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  return element !== undefined && (element.flags & ts.TypeFlags.Object) !== 0;
}

/** Whoever goes through a list in portions writes their size again. */
function isWrittenOnce(number: string, file: ts.SourceFile): boolean {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node) && node.text === number) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return count === 1;
}

/** Whether some tool takes just as many. */
function isCapacity(number: number, { calls }: DataFlow): boolean {
  return calls.some(({ binding, leaves }) =>
    leaves.some(({ path }) =>
      schemasAt(binding.spec.input, path.replace(/\[\].*$/, "")).some(({ maxItems }) => maxItems === number),
    ),
  );
}

function issueFor({ call, text }: Cut, goal: Goal): Issue {
  const kept = text === "1" ? "only the first" : `only the first ${text}`;
  const message = `The plan takes ${kept} of \`${call.getText()}\`, and the goal does not say how many. Take all of them, or say in the goal how many.`;
  return issueAt("curtailed", placeOf(call), message, whole.test(goal.text) ? "error" : "warning");
}
