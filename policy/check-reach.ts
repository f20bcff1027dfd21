import type { Breach, ProgramBreach } from "./breach.js";
import type { ReachFact } from "./facts.js";
import { limitsOf } from "./limits.js";
import type { MadePattern, Policy, Selector } from "./policy.js";
import { requirementsOf } from "./requirements.js";
import { nameOf, selects } from "./selector.js";
import { sum } from "./sum.js";
import { denied } from "./tools.js";
import { because, callWords, sameWords, times } from "./words.js";

/**
 * What a policy has against a program, by the tools it can call and how often: only what is wrong whatever those return.
 * Conditions on arguments are left to the runs.
 */
export function checkReach(policy: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  return [
    ...reach.flatMap((fact) => here(fact, denied(policy, fact.tool))),
    ...never(policy, reach),
    ...unprepared(policy, reach),
    ...unfinished(policy, reach),
    ...tooOften(policy, reach),
    ...tooFew(policy, reach),
    ...tooDear(policy, reach),
  ];
}

function here({ line, column }: ReachFact, breach: Breach | undefined): readonly ProgramBreach[] {
  return breach === undefined ? [] : [{ ...breach, severity: "error", line, column }];
}

function never({ rules = [] }: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  return rules.flatMap((rule) => {
    if (!("never" in rule) || !isPlain(rule.never)) return [];
    return selected(reach, rule.never.tool).flatMap((fact) => {
      const message = `The policy does not allow ${nameOf(fact.tool)} to be called.${because(rule)} Reach the goal without it.`;
      return here(fact, { code: "forbidden_call", message });
    });
  });
}

function unprepared(policy: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  return reach.flatMap((fact) => {
    const lacking = requirementsOf(policy, fact.tool).filter(
      ({ before, must }) =>
        isPlain(before) && selects(before.tool, fact.tool) && selected(reach, must.tool).length === 0,
    );
    return lacking.flatMap((rule) => {
      const first = `${callWords(rule.must)}${sameWords(rule.same)}`;
      const message = `Before ${nameOf(fact.tool)} is called, ${first} must have been called and have succeeded; the plan never calls it.${because(rule)} Call it first, and wait for it.`;
      return here(fact, { code: "precondition", message });
    });
  });
}

function unfinished({ rules = [] }: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  return rules.flatMap((rule) => {
    if (!("after" in rule) || !isPlain(rule.after) || selected(reach, rule.must.tool).length > 0) return [];
    return selected(reach, rule.after.tool).flatMap((fact) => {
      const then = `${callWords(rule.must)}${sameWords(rule.same)}`;
      const message = `After ${nameOf(fact.tool)}, ${then} must be called before the plan ends; the plan never calls it.${because(rule)} Call it on every way out.`;
      return here(fact, { code: "postcondition", message });
    });
  });
}

function tooOften(policy: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  return limitsOf(policy).flatMap((limit) => {
    if (!isPlain(limit.of) || limit.per !== undefined) return [];
    const found = selected(reach, limit.of.tool);
    const most = sum(found.map(({ max }) => max ?? Number.POSITIVE_INFINITY));
    const [first] = found;
    if (first === undefined || most <= limit.atMost) return [];
    const allowed = limit.atMost === 0 ? "no call" : `${times(limit.atMost)} at most`;
    const known = Number.isFinite(most) ? `up to ${times(most)}` : "any number of times, as far as can be told";
    const message = `The policy allows ${callWords(limit.of)} ${allowed} in a run; this plan can call it ${known}.${because(limit)} ${oftenAdvice(limit.atMost)}`;
    return here(first, { code: limit.code, message });
  });
}

function oftenAdvice(atMost: number): string {
  return atMost === 0 ? "Reach the goal without it." : "Write the calls out, or loop over an array of known length.";
}

function tooFew({ rules = [] }: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  return rules.flatMap((rule) => {
    if (!("atLeast" in rule)) return [];
    const most = sum(selected(reach, rule.of.tool).map(({ max }) => max ?? Number.POSITIVE_INFINITY));
    if (most >= rule.atLeast) return [];
    const found = most === 0 ? "never does" : `can do so ${times(most)} at most`;
    const message = `By the policy ${callWords(rule.of)} is called at least ${times(rule.atLeast)} in a run; this plan ${found}.${because(rule)} Call it whatever the tools return.`;
    return [{ code: "postcondition", message, severity: "error", line: 1, column: 1 } as const];
  });
}

function tooDear({ budget: { cost } = {} }: Policy, reach: readonly ReachFact[]): readonly ProgramBreach[] {
  const paid = reach.filter(({ tool }) => (tool.cost ?? 0) > 0);
  const most = sum(paid.map(({ tool, max }) => (tool.cost ?? 0) * (max ?? Number.POSITIVE_INFINITY)));
  const dearest = paid.toSorted((a, b) => priceOf(b) - priceOf(a))[0];
  if (cost === undefined || dearest === undefined || most <= cost) return [];
  const known = Number.isFinite(most) ? `up to ${most}` : "any amount, as far as can be told";
  const message = `The policy allows calls for ${cost} in a run; this plan can spend ${known}, most of it on ${nameOf(dearest.tool)}. Call it less often, or use a cheaper tool.`;
  return here(dearest, { code: "cost", message });
}

function priceOf({ tool, max }: ReachFact): number {
  return (tool.cost ?? 0) * (max ?? Number.POSITIVE_INFINITY);
}

function selected(reach: readonly ReachFact[], selector: Selector): readonly ReachFact[] {
  return reach.filter(({ tool }) => selects(selector, tool));
}

/** Whether a pattern means every call of its tools. */
function isPlain({ where = {}, returned = {} }: MadePattern): boolean {
  return Object.keys(where).length === 0 && Object.keys(returned).length === 0;
}
