import { writtenName } from "../../toolspecs/index.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { namesDeed } from "./deeds.js";
import { placeOf } from "./names.js";

/** A clause that says when something is to be done, and the words before it that say what. */
const conditional = /([^.;!?]*?),?\s+(?:but )?(?:only )?(?:if|unless)\s+([^.;!?]+)/giu;
/** "check if": the answer is what is asked for. */
const telling = /(?<!\p{L})(?:check|see|tell|say|find out|know|determine|verify|confirm|ask|report|show)(?!\p{L})/iu;
/** Politeness, and what only people can tell. */
const idle =
  /^(?:(?:possible|needed|necessary|required|available|applicable|so|not|you|i|we|this|that)(?!\p{L})|any\s*$)/iu;

/**
 * Changes that the goal wants made under a condition, and that the plan makes in every run: nothing a tool returned decides about the
 * call.
 */
export function findUnconditional({ calls }: DataFlow, { text }: Goal): readonly Issue[] {
  // Where nothing is looked at, there is nothing to decide by.
  if (calls.every(({ binding }) => binding.spec.effect !== "read")) return [];
  const quoteless = text.replace(/"[^"]*"/g, (quoted) => `"${"_".repeat(quoted.length - 2)}"`);
  return [...quoteless.matchAll(conditional)].flatMap(([, main = "", condition = ""]) => {
    const deed = main.split(/[,:]\s|\s(?:and|then|but)\s/iu).at(-1) ?? main;
    if (idle.test(condition) || telling.test(deed)) return [];
    const named = calls.filter(({ binding }) => binding.spec.effect !== "read" && namesDeed(binding.spec.name, deed));
    const [only, ...more] = named;
    return only !== undefined && more.length === 0 && isAlwaysMade(only) ? [issueFor(only, condition)] : [];
  });
}

function issueFor({ call, binding }: CallFlow, condition: string): Issue {
  const message = `The goal makes a condition of ${writtenName(binding)} (${JSON.stringify(condition.trim())}), and nothing that a tool returned decides about the call. Ask for it before the call.`;
  return issueAt("goal_condition_left_out", placeOf(call), message);
}

function isAlwaysMade({ control }: CallFlow): boolean {
  return [...control.keys()].every(({ kind }) => kind !== "output" && kind !== "input");
}
