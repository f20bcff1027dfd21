import ts = require("typescript");

import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import type { GroundedLiteral } from "./made-up.js";
import { methodOf, placeOf } from "./names.js";
import { isOrdered, isSameLine, numbersIn } from "./numbers.js";
import { type Limit, limitAt } from "./phrases.js";

/**
 * Plans that compare with a number that nobody gave, and with none that the goal draws a line at: `<= 4` where it says "at most 3".
 * A whole number more or less is the same line said the other way (`> 30` and `>= 31`).
 */
export function findMissedLimits(
  file: ts.SourceFile,
  literals: readonly GroundedLiteral[],
  goal: Goal,
): readonly Issue[] {
  const written = numbersIn(file);
  const missed = goal.reading.amounts.flatMap(({ value, start, end }) => {
    const limit = limitAt(goal.text, { start, end }, "number");
    return limit === undefined || written.some(({ text }) => Number(text) === value) ? [] : [{ value, limit }];
  });
  const [line, ...more] = missed;
  if (line === undefined || more.length > 0) return [];
  // That a field reaches no further is no line that anybody drew.
  const told = new Set(
    literals.flatMap(({ grounding, node }) =>
      grounding.by === "nothing" || (grounding.by === "schema" && grounding.what === "limit") ? [] : [node],
    ),
  );
  const invented = written.filter(
    (node) => (isOrdered(node) || isCut(node)) && !told.has(node) && !goal.numbers.has(Number(node.text)),
  );
  const [one, ...others] = invented.filter(({ text }) => Math.abs(Number(text)) > 1);
  if (one === undefined || others.length > 0 || isSameLine(one, line.value)) return [];
  return [issueFor(one, line.limit, goal.text)];
}

function issueFor(node: ts.NumericLiteral, { words }: Limit, goal: string): Issue {
  const said = JSON.stringify(goal.slice(words.start, words.end).trim());
  const message = `The goal says ${said}, and the plan compares with ${node.text}: \`${node.parent.getText()}\`. Compare with what the goal says.`;
  return issueAt("comparison_contradicts_goal", placeOf(node), message);
}

/** `list.slice(0, 40)`. */
function isCut(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && methodOf(parent) === "slice" && parent.arguments[1] === node;
}
