import { writtenName } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";
import { onlyPlaceOf } from "./qualities.js";
import { wantedAt } from "./wanted.js";

const generic = /^(?:get|list|find|read|fetch|search|check|load|look|show|all|the|for|with|from)$/;

/**
 * Reads that tell what the goal makes a condition of, and that nothing hangs on: "if she is free then", where the plan reads `free_hours` and moves the
 * meeting whatever they are.
 */
export function findUnaskedLists({ calls, result }: DataFlow, goal: Goal): readonly Issue[] {
  const changes = calls.filter(({ binding }) => binding.spec.effect !== "read");
  if (changes.length === 0) return [];
  return calls.flatMap((read) => {
    if (read.binding.spec.effect !== "read" || isUsed(read, calls, result)) return [];
    const word = wordsIn(read.binding.spec.name).find((one) => isCondition(one, goal));
    if (word === undefined) return [];
    const message = `The goal makes a condition of what ${writtenName(read.binding)} tells (${JSON.stringify(word)}), and nothing in the plan hangs on it. Look at what it returns before acting.`;
    return [issueAt("goal_condition_left_out", placeOf(read.call), message)];
  });
}

function isCondition(word: string, goal: Goal): boolean {
  if (word.length < 4 || generic.test(word)) return false;
  const span = onlyPlaceOf(goal, foldWord(word));
  return span !== undefined && wantedAt(goal, span)?.conditional === true;
}

function isUsed({ call }: CallFlow, calls: readonly CallFlow[], result: DataFlow["result"]): boolean {
  const all = [
    ...calls.flatMap(({ control, leaves }) => [control, ...leaves.map(({ origins }) => origins)]),
    ...result.map(({ origins }) => origins),
  ];
  return all.some((origins) => [...origins.keys()].some((origin) => origin.kind === "output" && origin.call === call));
}
