import type { Policy, Rule } from "./policy.js";
import { because, callWords, conditionsWords, madeWords, sameWords, times, toolWords } from "./words.js";

/**
 * What a policy asks of programs, one sentence each: for a model that is to write one, or a person at a glance. Which tools may be
 * called at all is left out; they need not be shown in the first place.
 */
export function briefPolicy({ budget = {}, approve = [], flows, rules = [], ungrounded }: Policy): readonly string[] {
  const { calls, callsInFlight, cost, tools = {} } = budget;
  return [
    ...(calls === undefined ? [] : [`At most ${calls} tool calls in a run.`]),
    ...(callsInFlight === undefined ? [] : [`At most ${callsInFlight} calls at the same time.`]),
    ...(cost === undefined ? [] : [`Calls for at most ${cost} in a run.`]),
    ...Object.entries(tools).map(([tool, most]) => `Call ${toolWords(tool)} at most ${times(most)} in a run.`),
    ...(approve.length === 0 ? [] : [`A person is asked before each call of ${approve.map(toolWords).join(", ")}.`]),
    ...(flows?.deny ?? []).map(({ from, to }) => `No data from ${from} may reach ${to}.`),
    ...(ungrounded === "refuse" ? ["Every literal stands in the goal."] : []),
    ...rules.map((rule) => `${ruleWords(rule)}${because(rule)}`),
  ];
}

function ruleWords(rule: Rule): string {
  if ("never" in rule) return `Never call ${callWords(rule.never)}.`;
  if ("every" in rule) return `In every call of ${callWords(rule.every)}, ${conditionsWords(rule.has)}.`;
  if ("before" in rule)
    return `Before ${callWords(rule.before)}, call ${madeWords(rule.must)}${sameWords(rule.same)}, and wait for it.`;
  if ("after" in rule)
    return `After ${madeWords(rule.after)}, call ${callWords(rule.must)}${sameWords(rule.same)}, on every way out.`;
  if ("atMost" in rule) return `At most ${rule.atMost} of ${callWords(rule.of)}${sameWords(rule.per)}.`;
  return `At least ${rule.atLeast} of ${callWords(rule.of)}.`;
}
