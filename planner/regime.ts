import type { Left } from "./round.js";

/** How a budget stands, by the names and bounds of BATS (arXiv 2511.17006, section 3.2). */
export type Regime = "high" | "medium" | "low" | "critical";

/** By the scarcest resource: 70 % and more of it is high, 30 % medium, 10 % low, less is critical. */
export function regimeOf(left: readonly Left[]): Regime {
  const share = Math.min(1, ...left.map(({ used, of }) => (of === 0 ? 0 : (of - used) / of)));
  if (share >= 0.7) return "high";
  if (share >= 0.3) return "medium";
  return share >= 0.1 ? "low" : "critical";
}
