import type { Policy } from "../policy/index.js";
import { hashOfValue, isObject, type Json, type ToolSpec } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { toolsSince } from "./changes.js";
import type { Problem } from "./result.js";

/** Whether this is a plan as `verify` seals them, unchanged to the letter. */
export function isSealed(value: unknown): value is VerifiedPlan {
  if (!isObject(value) || !Array.isArray(value.tools) || !value.tools.every(isBinding)) return false;
  const { goal, source, script, budget, policy, evidence } = value;
  if ([goal, source, script].some((text) => typeof text !== "string")) return false;
  if (![budget, policy, evidence].every(isObject)) return false;
  const { hash, ...bound } = value;
  return hash === hashOfValue(bound);
}

function isBinding(value: unknown): boolean {
  if (!isObject(value) || !isObject(value.spec)) return false;
  const { server, name, input, output } = value.spec;
  return typeof server === "string" && typeof name === "string" && isObject(input) && isObject(output);
}

export interface Now {
  /** The tools as they are claimed to be now. */
  readonly tools: readonly ToolSpec[];
  /** Absent: whatever the plan was judged by. */
  readonly policy: Policy | undefined;
  /** ms since the epoch. */
  readonly now: number;
}

/** Why a plan may not run as things are now: it, its tools or the policy are not what was judged. */
export function whyNot(plan: VerifiedPlan, { tools, policy, now }: Now): readonly Problem[] {
  if (!isSealed(plan)) {
    return [
      { code: "not_judged", message: "This is not a plan as it was judged: its hash does not fit. Verify it again." },
    ];
  }
  if (plan.validUntil !== undefined && now > plan.validUntil) {
    const until = new Date(plan.validUntil).toISOString();
    const message = `The plan was good until ${until}, as its policy says. Verify it again, and make a new run.`;
    return [{ code: "expired", message }];
  }
  const changes = toolsSince(plan, tools);
  const others: readonly Problem[] =
    changes.length === 0 ? [] : [{ code: "other_tools", message: `${changes.join(" ")} ${toolsAdvice}` }];
  if (policy === undefined || hashOfValue(policy) === hashOfValue(plan.policy)) return others;
  const apart = rulesApart(plan.policy, policy);
  const message = `The plan was judged by another policy than the one given; they differ in ${apart}. Verify it by this one.`;
  return [...others, { code: "other_policy", message }];
}

const toolsAdvice = "Look at the change, and verify the plan again with the tools of now.";

/** The parts of a policy in which two differ, as a file names them. */
function rulesApart(judged: Policy, given: Policy): string {
  const before = new Map<string, unknown>(Object.entries(judged));
  const after = new Map<string, unknown>(Object.entries(given));
  const rules = new Set([...before.keys(), ...after.keys()]);
  const apart = [...rules].filter((rule) => hashOfValue([before.get(rule)]) !== hashOfValue([after.get(rule)]));
  return apart.sort().join(", ");
}

/** The sealed plan in the head of a journal. */
export function planIn(head: Json): VerifiedPlan | undefined {
  const value: unknown = head;
  return isSealed(value) ? value : undefined;
}
