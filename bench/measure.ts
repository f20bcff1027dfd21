/** A line of a table: what was measured, and what it is held against. */
export interface Row {
  readonly what: string;
  /** As the issue or the reader puts it, e.g. `<= 8 ms`; empty where nothing was promised. */
  readonly target: string;
  readonly unit: string;
  readonly median: number;
  readonly p95: number;
}

/** The value below which `share` of the values lie. NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs before the first that counts, where something is measured warm: engines compile what they run in several steps. */
export const warmUp = 300;

/** Times `body`, in ms, `runs` times after `warmup` runs that do not count. */
export async function timed(runs: number, warmup: number, body: (run: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = -warmup; run < runs; run += 1) {
    const started = performance.now();
    await body(run);
    if (run >= 0) times.push(performance.now() - started);
  }
  return times;
}

export function row(what: string, target: string, values: readonly number[], unit = "ms"): Row {
  return { what, target, unit, median: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

/** A Markdown table. */
export function table(rows: readonly Row[]): string {
  const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
  const lines = rows.map(
    ({ what, target, unit, median, p95 }) =>
      `| ${what} | ${target} | ${number(median)} ${unit} | ${number(p95)} ${unit} |`,
  );
  return ["| what | target | median | p95 |", "|---|---|---|---|", ...lines].join("\n");
}
