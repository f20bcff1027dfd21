import type { Policy } from "../policy/index.js";
import { builtinNow, hashOfValue, isObject, type Json, type ToolSpec } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Problem } from "./result.js";

/** Whether this is a plan as `verify` seals them, unchanged to the letter. */
export function isSealed(value: unknown): value is VerifiedPlan {
  if (!isObject(value) || !Array.isArray(value.tools)) return false;
  const { goal, source, script, budget, policy, evidence } = value;
  if ([goal, source, script].some((text) => typeof text !== "string")) return false;
  if (![budget, policy, evidence].every(isObject)) return false;
  const { hash, ...bound } = value;
  return hash === hashOfValue(bound);
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
  const drifted = plan.tools.flatMap(({ spec }) => drift(spec, tools));
  if (policy === undefined || hashOfValue(policy) === hashOfValue(plan.policy)) return drifted;
  const message = "The plan was judged by another policy than the one given. Verify it by this one.";
  return [...drifted, { code: "other_policy", message }];
}

function drift(judged: ToolSpec, tools: readonly ToolSpec[]): readonly Problem[] {
  const name = `${judged.server}/${judged.name}`;
  const now =
    judged.builtin === undefined
      ? tools.find((tool) => tool.server === judged.server && tool.name === judged.name)
      : builtinNow(judged, tools);
  if (now === undefined && judged.builtin !== undefined) {
    const message = `The plan calls ${judged.server}.${judged.builtin}, which is not offered now. Offer it (--builtins ${judged.builtin}), or make a new plan.`;
    return [{ code: "other_tools", message }];
  }
  if (now === undefined) {
    const message = `The plan calls ${name}, and no source has this tool now. Name its source, or make a new plan.`;
    return [{ code: "other_tools", message }];
  }
  const changed = parts.filter((part) => hashOfValue({ part: now[part] }) !== hashOfValue({ part: judged[part] }));
  if (changed.length === 0) return [];
  const message = `The tool ${name} is not what it was when the plan was judged (${changed.join(", ")} changed). Look at the change, and verify the plan again.`;
  return [{ code: "other_tools", message }];
}

const parts = [
  "description",
  "input",
  "output",
  "effect",
  "idempotent",
  "trusted",
  "requires",
  "cost",
  "sinks",
  "idempotencyKey",
  "freshFor",
  "http",
  "builtin",
] as const satisfies readonly (keyof ToolSpec)[];

/** The sealed plan in the head of a journal. */
export function planIn(head: Json): VerifiedPlan | undefined {
  const value: unknown = head;
  return isSealed(value) ? value : undefined;
}
