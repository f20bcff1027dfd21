import type { Attempt, Benchmark, Done, Ending } from "./benchmark.js";
import { type Share, shareOf } from "./share.js";
import type { Interval } from "./wilson.js";

/** How a planner did on some cases. `accuracy` is correct of all rows; abstaining where silence is right is correct. */
export interface Result {
  readonly rows: number;
  readonly correct: number;
  readonly abstained: number;
  readonly accuracy: number;
  /** 95 % interval of the accuracy. */
  readonly ci95: Interval;
  /** How often each ending came. */
  readonly endings: Readonly<Record<Ending, number>>;
  /** How many rows were answered, how many of these rightly, and measures of the benchmark's own. */
  readonly figures: Readonly<Record<string, Share>>;
}

export interface Report extends Result {
  readonly bench: string;
  readonly planner: string;
  readonly byFile: Readonly<Record<string, Result>>;
  /** Milliseconds that planning took. */
  readonly ms: { readonly p50: number; readonly p99: number };
}

export function reportOf(
  { benchmark, planner }: { benchmark: Benchmark; planner: string },
  done: readonly Done[],
): Report {
  const files = [...new Set(done.map((one) => one.case.file))];
  const attemptsIn = (file: string) => done.filter((one) => one.case.file === file).map((one) => one.attempt);
  const attempts = done.map((one) => one.attempt);
  const times = attempts.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    bench: benchmark.name,
    planner,
    ...resultOf(benchmark, attempts),
    byFile: Object.fromEntries(files.map((file) => [file, resultOf(benchmark, attemptsIn(file))])),
    ms: { p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
  };
}

function resultOf(benchmark: Benchmark, attempts: readonly Attempt[]): Result {
  const count = (ending: Ending) => attempts.filter((one) => one.ending === ending).length;
  const rows = attempts.length;
  const correct = attempts.filter((one) => one.correct).length;
  const answered = attempts.filter(({ ending }) => ending === "planned");
  const { share: accuracy, ci95 } = shareOf(correct, rows);
  return {
    rows,
    correct,
    abstained: count("abstained"),
    accuracy,
    ci95,
    endings: {
      planned: count("planned"),
      abstained: count("abstained"),
      rejected: count("rejected"),
      unreadable: count("unreadable"),
      crashed: count("crashed"),
    },
    figures: {
      answered: shareOf(answered.length, rows),
      "right of the answered": shareOf(answered.filter((one) => one.correct).length, answered.length),
      ...benchmark.figures?.(attempts),
    },
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
