import type { Site } from "../../policy/index.js";
import type { GivenRun } from "./given-run.js";
import type { Marks } from "./trial.js";

/** How often a call that the program writes was made, over the worlds it ran in. */
export interface SiteRuns extends Site {
  /** Worlds in which it was made at least once, of those in which every tool kept its contract. */
  readonly worlds: number;
  /** The same, of those in which a tool failed. */
  readonly faultWorlds: number;
  /** Calls in one world, at most. */
  readonly most: number;
}

export function siteRuns(
  { calls }: Marks,
  kept: readonly GivenRun[],
  failing: readonly GivenRun[],
): readonly SiteRuns[] {
  const counts = (runs: readonly GivenRun[], { line, column }: Site) =>
    runs.map(({ sites }) => sites.filter((site) => site.line === line && site.column === column).length);
  const made = (times: readonly number[]) => times.filter((count) => count > 0).length;
  return calls.map(({ site }) => {
    const usual = counts(kept, site);
    const odd = counts(failing, site);
    return { ...site, worlds: made(usual), faultWorlds: made(odd), most: Math.max(0, ...usual, ...odd) };
  });
}
