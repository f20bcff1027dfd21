import type { Policy } from "./policy.js";

/** How much a plan may do. The verifier holds programs to it, the executor real runs. */
export interface Budget {
  /** Tool calls in one run. */
  readonly calls: number;
  /** Tool calls that may wait for an answer at the same time. */
  readonly callsInFlight: number;
}

/** 256 calls, 32 in flight: wide enough for the loops people ask for, narrow enough to stop a flood at once. */
export const defaultBudget: Budget = { calls: 256, callsInFlight: 32 };

/** The narrower of what a policy and a caller say; the default holds for what neither speaks of. */
export function budgetOf({ budget = {} }: Policy, given?: Budget): Budget {
  const narrower = (key: keyof Budget) =>
    given === undefined ? (budget[key] ?? defaultBudget[key]) : Math.min(given[key], budget[key] ?? given[key]);
  return { calls: narrower("calls"), callsInFlight: narrower("callsInFlight") };
}
