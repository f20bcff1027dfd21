import type { AtMostRule, Policy } from "./policy.js";

export interface Limit extends AtMostRule {
  readonly code: "budget" | "at_most";
}

/** Budgets of tools are rules without conditions, said shortly. */
export function limitsOf({ budget = {}, rules = [] }: Policy): readonly Limit[] {
  const budgets = Object.entries(budget.tools ?? {});
  return [
    ...budgets.map(([tool, atMost]): Limit => ({ code: "budget", atMost, of: { tool } })),
    ...rules.flatMap((rule): readonly Limit[] => ("atMost" in rule ? [{ code: "at_most", ...rule }] : [])),
  ];
}
