import { defaultBudget } from "../policy/index.js";

/** The engine asks whether to go on once in so many steps (JS_INTERRUPT_COUNTER_INIT of QuickJS). */
export const STEPS_PER_INTERRUPT = 10_000;

/** What one run may use. Every limit is enforced from outside the program. */
export interface Limits {
  /** Wall time from start to end, waiting for answers included. */
  readonly timeMs: number;
  /**
   * Rounds of loops and calls of functions, as the engine counts them: to the next ten thousand. Unlike time, equal runs
   * take equally many on every machine and under every load. By default more than any run has time for.
   */
  readonly steps: number;
  /** The WebAssembly memory of the run cannot grow past this. At least 20: the engine starts with 16. */
  readonly memoryMb: number;
  /** At most 256: more overflows the stack of the host underneath. */
  readonly stackKb: number;
  readonly calls: number;
  readonly callsInFlight: number;
  /** Characters of JSON in the arguments of one call. */
  readonly argumentChars: number;
  /** Characters of JSON in the arguments of all calls. */
  readonly argumentCharsInAll: number;
  /** Characters of JSON in the answer to one call. */
  readonly answerChars: number;
  /** Characters of JSON in the result. */
  readonly resultChars: number;
  /** Characters of console output in all. */
  readonly logChars: number;
}

export const defaultLimits: Limits = {
  timeMs: 1_000,
  steps: 2 ** 52,
  memoryMb: 64,
  stackKb: 256,
  calls: defaultBudget.calls,
  callsInFlight: defaultBudget.callsInFlight,
  argumentChars: 1_000_000,
  argumentCharsInAll: 4_000_000,
  answerChars: 4_000_000,
  resultChars: 1_000_000,
  logChars: 64_000,
};

const bounds: { readonly [K in keyof Limits]: readonly [number, number] } = {
  timeMs: [1, 2 ** 31 - 1],
  steps: [STEPS_PER_INTERRUPT, 2 ** 52],
  memoryMb: [20, 2_048],
  stackKb: [16, 256],
  calls: [0, 1_000_000],
  callsInFlight: [1, 10_000],
  argumentChars: [2, 2 ** 28],
  argumentCharsInAll: [2, 2 ** 28],
  answerChars: [2, 2 ** 28],
  resultChars: [2, 2 ** 28],
  logChars: [0, 2 ** 28],
};

/** The full record. Throws a RangeError for a limit that could not be kept: asking for one is misuse. */
export function withDefaults(limits: Partial<Limits> = {}): Limits {
  const full = { ...defaultLimits, ...limits };
  for (const name of Object.keys(bounds) as (keyof Limits)[]) {
    const [low, high] = bounds[name];
    const value = full[name];
    if (!(value >= low && value <= high))
      throw new RangeError(`limits.${name} is ${value}; it must be ${low} to ${high}.`);
  }
  return full;
}
