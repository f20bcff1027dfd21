import { durationOf } from "../toolspecs/index.js";
import type { Breach } from "./breach.js";
import { alike, fits, fitsMade, missed } from "./condition.js";
import type { Call, MadeCall } from "./facts.js";
import { limitsOf } from "./limits.js";
import type { BudgetRule, EveryRule, NeverRule, Policy } from "./policy.js";
import { requirementsOf } from "./requirements.js";
import { nameOf } from "./selector.js";
import { sum } from "./sum.js";
import { timeUnderWay } from "./time.js";
import { denied } from "./tools.js";
import { because, callWords, conditionWords, madeWords, pathWords, sameWords, show, times } from "./words.js";

/**
 * What a policy has against a call, before it is made. `history`: the calls made so far, in order; one that is still waiting
 * for its answer is not `ok`. How many may wait at once is for whoever runs them to see.
 */
export function checkCall(policy: Policy, history: readonly MadeCall[], call: Call): readonly Breach[] {
  const refused = denied(policy, call.tool);
  if (refused !== undefined) return [refused];
  return [
    ...forbidden(policy, history, call),
    ...unprepared(policy, history, call),
    ...tooOften(policy, history, call),
    ...spent(policy, history, call),
  ];
}

function forbidden({ rules = [] }: Policy, history: readonly MadeCall[], call: Call): readonly Breach[] {
  return rules.flatMap((rule) => {
    if ("never" in rule && fits(rule.never, call, () => history)) return [never(rule, call)];
    return "every" in rule && fits(rule.every, call, () => history) ? unlike(rule, history, call) : [];
  });
}

function never(rule: NeverRule, { tool }: Call): Breach {
  const pattern = callWords(rule.never);
  const what = pattern === nameOf(tool) ? "" : ` (${pattern})`;
  const message = `The policy does not allow this call of ${nameOf(tool)}${what}.${because(rule)} Leave it out in this case.`;
  return { code: "forbidden_call", message };
}

function unlike(rule: EveryRule, history: readonly MadeCall[], { tool, args }: Call): readonly Breach[] {
  const wrong = missed(rule.has, args, () => history);
  if (wrong === undefined) return [];
  const [value] = wrong.found.values;
  const found = value === undefined ? "it is missing here" : `it is ${show(value)} here`;
  const wanted = `${pathWords(wrong.path)} of ${nameOf(tool)} is only allowed where it ${conditionWords(wrong.condition)}`;
  const message = `By the policy, ${wanted}; ${found}.${because(rule)} Check the value before the call.`;
  return [{ code: "forbidden_call", message }];
}

function unprepared(policy: Policy, history: readonly MadeCall[], call: Call): readonly Breach[] {
  return requirementsOf(policy, call.tool)
    .filter(({ before, must, same }) => {
      if (!fits(before, call, () => history)) return false;
      const isAlike = alike(call, same);
      return !history.some((made, index) => fitsMade(must, made, () => history.slice(0, index)) && isAlike(made));
    })
    .map((rule) => {
      const first = `${madeWords(rule.must)}${sameWords(rule.same)}`;
      const message = `Before ${nameOf(call.tool)} is called, ${first} must have been called and have succeeded.${because(rule)} Call it first, and wait for it.`;
      return { code: "precondition", message };
    });
}

function tooOften(policy: Policy, history: readonly MadeCall[], call: Call): readonly Breach[] {
  return limitsOf(policy)
    .filter(({ of, per = [], atMost }) => {
      if (!fits(of, call, () => history)) return false;
      const isAlike = alike(call, per);
      const counted = history.filter(
        (made, index) =>
          (per.length === 0 || nameOf(made.tool) === nameOf(call.tool)) &&
          fits(of, made, () => history.slice(0, index)) &&
          isAlike(made),
      );
      return counted.length >= atMost;
    })
    .map((limit) => {
      const message = `The policy allows ${callWords(limit.of)} ${times(limit.atMost)}${perWords(limit.per)}; this would be once more.${because(limit)} Call it less often.`;
      return { code: limit.code, message };
    });
}

function perWords(per: readonly string[] = []): string {
  if (per.length === 0) return " in a run";
  return per.includes("$") ? " with the same arguments" : ` for the same ${per.map(pathWords).join(" and ")}`;
}

function spent({ budget = {} }: Policy, history: readonly MadeCall[], call: Call): readonly Breach[] {
  const found: Breach[] = [];
  if (budget.calls !== undefined && history.length >= budget.calls) {
    const message = `The policy allows ${budget.calls} tool calls in a run; this would be one more. Call less often.`;
    found.push({ code: "budget", message });
  }
  const slow = overTime(budget, history, call);
  if (slow !== undefined) found.push(slow);
  if (budget.cost === undefined || (call.tool.cost ?? 0) <= 0) return found;
  const cost = sum([...history, call].map(({ tool }) => tool.cost ?? 0));
  if (cost > budget.cost) {
    const message = `The policy allows calls for ${budget.cost} in a run; with ${nameOf(call.tool)} it would be ${cost}. Call it less often, or use a cheaper tool.`;
    found.push({ code: "cost", message });
  }
  return found;
}

function overTime({ time }: BudgetRule, history: readonly MadeCall[], { at }: Call): Breach | undefined {
  const allowed = time === undefined ? undefined : durationOf(time);
  if (allowed === undefined || at === undefined) return undefined;
  const used = timeUnderWay(history, at);
  if (used < allowed) return undefined;
  const message = `The policy allows calls of ${time} in a run, and those made so far were under way for ${Math.round(used / 100) / 10} s. Allow more, or ask for less.`;
  return { code: "budget", message };
}
