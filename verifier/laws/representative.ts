import { canonicalJson } from "../../toolspecs/index.js";
import type { GivenRun } from "./given-run.js";

/** The run that shows most: it ended well, used most tools, went down most branches, with plain values, and was brief. */
export function representative(runs: readonly GivenRun[]): GivenRun {
  const [first, ...others] = runs;
  if (first === undefined) throw new Error("There is always at least one world.");
  let best = { run: first, rank: rankOf(first) };
  for (const run of others) {
    const rank = rankOf(run);
    if (isBefore(best.rank, rank)) best = { run, rank };
  }
  return best.run;
}

function rankOf({ end, calls, probe }: GivenRun): readonly number[] {
  const tools = new Set(calls.map(({ fn }) => fn)).size;
  const branches = probe.filter((count) => count > 0).length;
  const odd = calls.reduce((sum, { args }) => sum + oddness(canonicalJson(args)), 0);
  return [Number(end.ok), tools, branches, -Math.ceil(odd / 8), -calls.length, -odd];
}

/** How far a text is from what people expect to read: odd characters, empty texts, endless numbers. */
function oddness(text: string): number {
  const strange = text.match(/[^\w\s.,:;@/{}[\]"-]/g)?.length ?? 0;
  const empty = text.match(/""|" "/g)?.length ?? 0;
  const endless = text.match(/\d{7,}|\d\.\d{4,}|-\d|e[+-]\d/g)?.length ?? 0;
  return strange + 4 * empty + 4 * endless + Math.floor(text.length / 100);
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
}
