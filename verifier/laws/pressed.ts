import type { Run } from "../../sandbox/index.js";
import { type Binding, writtenName } from "../../toolspecs/index.js";
import { harmOf } from "./partial.js";
import type { World } from "./world.js";

/**
 * Worlds drawn at random seldom have a tool fail where that leaves most half done. For each tool this makes the one that does, of
 * the runs in which nothing failed: what it is called for last, after most has been changed, fails.
 */
export function pressed(worlds: readonly World[], runs: readonly Run[], reached: readonly Binding[]): readonly World[] {
  return reached.flatMap((binding, fn) => {
    const worst = runs
      .map((run, index) => ({ world: worlds[index], ...lastCall(run, fn, reached) }))
      .reduce((most, one) => (one.harm > most.harm ? one : most));
    if (worst.harm === 0 || worst.world === undefined) return [];
    const message = `${writtenName(binding)} failed: the service is not available`;
    return [{ ...worst.world, failure: { fn, nth: worst.nth, lasting: false, message } }];
  });
}

/** Which call of the tool comes last in a run, from 0, and what has been changed by then. */
function lastCall({ calls }: Run, fn: number, reached: readonly Binding[]) {
  const last = calls.findLastIndex((call) => call.fn === fn);
  const before = calls.slice(0, Math.max(0, last));
  return { nth: before.filter((call) => call.fn === fn).length, harm: harmOf(before, reached) };
}
