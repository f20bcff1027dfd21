import type { MadeCall } from "./facts.js";

/** Milliseconds up to `now` in which at least one of the calls was under way. */
export function timeUnderWay(calls: readonly MadeCall[], now: number): number {
  const spans = calls.flatMap(({ during }) =>
    during === undefined ? [] : [{ from: during.from, to: during.to ?? now }],
  );
  let sum = 0;
  let done = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, done));
    done = Math.max(done, to);
  }
  return sum;
}
