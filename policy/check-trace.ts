import type { CallBreach } from "./breach.js";
import { checkCall } from "./check-call.js";
import { alike, fits, fitsMade } from "./condition.js";
import type { MadeCall } from "./facts.js";
import type { AfterRule, AtLeastRule, Policy } from "./policy.js";
import { nameOf } from "./selector.js";
import { because, callWords, madeWords, sameWords, times } from "./words.js";

/** What a policy has against a whole run: each call as `checkCall` sees it, then what only the end shows. */
export function checkTrace(policy: Policy, trace: readonly MadeCall[]): readonly CallBreach[] {
  return [...checkCalls(policy, trace), ...checkEnd(policy, trace)];
}

export function checkCalls(policy: Policy, trace: readonly MadeCall[]): readonly CallBreach[] {
  return trace.flatMap((made, call) =>
    checkCall(policy, knownBefore(trace, call), made).map((breach) => ({ ...breach, call })),
  );
}

/** The calls before one, as they stood when it was made: of those that were not answered yet nobody knows whether they succeed. */
function knownBefore(trace: readonly MadeCall[], call: number): readonly MadeCall[] {
  const answered = trace[call]?.after ?? call;
  const before = trace.slice(0, call);
  // The usual case: a plan that waits for each of its calls.
  if (answered >= call) return before;
  return before.map((made, index) => (index < answered ? made : { tool: made.tool, args: made.args, ok: false }));
}

/** What was left undone, now that the run is over. */
export function checkEnd({ rules = [] }: Policy, trace: readonly MadeCall[]): readonly CallBreach[] {
  return rules.flatMap((rule) => {
    if ("after" in rule) return left(rule, trace);
    return "atLeast" in rule ? tooFew(rule, trace) : [];
  });
}

function left(rule: AfterRule, trace: readonly MadeCall[]): readonly CallBreach[] {
  const { after, must, same } = rule;
  return trace.flatMap((made, call) => {
    if (!fitsMade(after, made, () => trace.slice(0, call))) return [];
    const isAlike = alike(made, same);
    const isDone = must.returned === undefined ? fits : fitsMade;
    const done = trace.some(
      (later, at) => at > call && isDone(must, later, () => trace.slice(0, at)) && isAlike(later),
    );
    if (done) return [];
    const message = `After ${nameOf(made.tool)}, ${madeWords(must)}${sameWords(same)} must be called before the plan ends, and was not.${because(rule)} Call it on every way out.`;
    return [{ code: "postcondition", message, call }];
  });
}

function tooFew(rule: AtLeastRule, trace: readonly MadeCall[]): readonly CallBreach[] {
  const count = trace.filter((made, index) => fits(rule.of, made, () => trace.slice(0, index))).length;
  if (count >= rule.atLeast) return [];
  const found = count === 0 ? "never was" : `was only ${times(count)}`;
  const message = `By the policy ${callWords(rule.of)} is called at least ${times(rule.atLeast)} in a run; it ${found}.${because(rule)} Call it whatever the tools return.`;
  return [{ code: "postcondition", message, call: trace.length - 1 }];
}
