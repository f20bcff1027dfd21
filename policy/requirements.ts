import type { ToolFacts } from "./facts.js";
import type { BeforeRule, Policy } from "./policy.js";
import { nameOf } from "./selector.js";

/** What must have been called before a tool: what its spec says, and what the policy adds. */
export function requirementsOf({ rules = [] }: Policy, tool: ToolFacts): readonly BeforeRule[] {
  return [
    ...(tool.requires ?? []).map((required) => ({ before: { tool: nameOf(tool) }, must: { tool: required } })),
    ...rules.filter((rule) => "before" in rule),
  ];
}
