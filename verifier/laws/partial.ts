import type { Site } from "../../policy/index.js";
import type { Run } from "../../sandbox/index.js";
import type { Binding } from "../../toolspecs/index.js";
import type { GivenRun } from "./given-run.js";

/** Work half done: a tool failed, the program stopped, and what it had done by then stays done. */
export interface Partial {
  /** Index of the tool that failed. */
  readonly failed: number;
  /** Where the program writes the call that failed. */
  readonly site?: Site;
  /** The same call of the program had been made by then, in a loop: a later one failed. */
  readonly again: boolean;
  /** How often each tool had changed something by then, by its index; irreversible ones first. */
  readonly done: readonly { readonly fn: number; readonly times: number }[];
}

/** For each tool, the worst that its failure left behind in one of the runs; tools whose failure leaves nothing are not in it. */
export function partialEffects(runs: readonly GivenRun[], reached: readonly Binding[]): readonly Partial[] {
  const worst = new Map<number, Partial & { readonly harm: number }>();
  for (const run of runs) {
    const found = leftBehind(run, reached);
    if (found !== undefined && found.harm > (worst.get(found.failed)?.harm ?? 0)) worst.set(found.failed, found);
  }
  return [...worst.values()].sort((a, b) => a.failed - b.failed).map(({ harm: _, ...partial }) => partial);
}

function leftBehind({ end, calls, sites }: GivenRun, reached: readonly Binding[]) {
  const index = calls.findIndex(({ answer }) => answer?.ok === false);
  const failed = calls[index];
  if (end.ok || failed === undefined) return undefined;
  const site = sites[index];
  const again = calls.some(
    ({ fn, answer }, other) => fn === failed.fn && answer?.ok === true && isSame(sites[other], site),
  );
  const times = new Map<number, number>();
  for (const { fn, answer } of calls) if (answer?.ok === true) times.set(fn, (times.get(fn) ?? 0) + 1);
  const weight = (fn: number) => weightOf(reached[fn]);
  const done = [...times]
    .map(([fn, count]) => ({ fn, times: count }))
    .filter(({ fn }) => weight(fn) > 0)
    .sort((a, b) => weight(b.fn) - weight(a.fn) || a.fn - b.fn);
  return { failed: failed.fn, ...(site !== undefined && { site }), again, done, harm: harmOf(calls, reached) };
}

function isSame(one: Site | undefined, other: Site | undefined): boolean {
  return one?.line === other?.line && one?.column === other?.column;
}

/** How much calls changed that did not fail. */
export function harmOf(calls: Run["calls"], reached: readonly Binding[]): number {
  return calls.reduce((sum, { fn, answer }) => sum + (answer?.ok === true ? weightOf(reached[fn]) : 0), 0);
}

function weightOf(tool: Binding | undefined): number {
  return { irreversible: 1_000, write: 1, read: 0 }[tool?.spec.effect ?? "read"];
}
