import { type Budget, budgetOf, type Policy } from "../policy/index.js";
import { isObject } from "../toolspecs/index.js";

/** How thoroughly a plan is judged. Every field has a default; equal options give equal verdicts, apart from times. */
export interface VerifyOptions {
  /** Worlds to run the program in. Default 100. */
  readonly worlds?: number | undefined;
  /** Of the generated worlds. Default 1. */
  readonly seed?: number | undefined;
  /** Default 256 calls, 32 in flight, or what the policy says. Where both say something, the narrower holds. */
  readonly budget?: Budget | undefined;
  /** What the user allows. Default: everything but what the tools themselves require. */
  readonly policy?: Policy | undefined;
  /** The time of the judgement, in ms since the epoch, from which `validFor` of the policy counts. Default: the clock of the machine. */
  readonly now?: (() => number) | undefined;
  /** What the clock of the plan shows, in ms since the epoch. Default 2026-01-01T00:00:00Z. */
  readonly clock?: number | undefined;
  /** Of one run in one world: loop rounds and function calls before the program is said not to end. Default 5,000,000. */
  readonly steps?: number | undefined;
  /**
   * Wall time of one run in one world, in ms, for programs that do much in few steps; one that needs more is tried again with
   * eight times that before it is said not to end. Default 1000.
   */
  readonly timeMs?: number | undefined;
  /** `replay` of an earlier counterexample: its world is tried first. */
  readonly replay?: string | undefined;
}

export interface FullOptions {
  readonly worlds: number;
  readonly seed: number;
  readonly budget: Budget;
  readonly policy: Policy;
  readonly clock: number;
  readonly now: () => number;
  readonly steps: number;
  readonly timeMs: number;
  readonly replay: Replay | undefined;
}

/** Rebuilds one world: the seed of fast-check and its path to the value, through the shrinking. */
export interface Replay {
  /** Whether every tool keeps its contract there. */
  readonly kind: "kept" | "failing";
  readonly seed: number;
  readonly path: string;
}

/** What holds where nobody gave a policy. */
export const noPolicy: Policy = {};

/** The full record. Throws a RangeError for options that make no sense: they are checked where people give them. */
export function withDefaults(options: VerifyOptions): FullOptions {
  const replay = options.replay === undefined ? undefined : parseReplay(options.replay);
  const policy = orNone(options.policy);
  const worlds = options.worlds ?? 100;
  const seed = replay?.seed ?? options.seed ?? 1;
  if (!Number.isInteger(worlds) || worlds < 1 || worlds > 100_000) {
    throw new RangeError(`worlds is ${worlds}; it must be a whole number from 1 to 100000.`);
  }
  if (!Number.isInteger(seed) || Math.abs(seed) > 2 ** 31) {
    throw new RangeError(`seed is ${seed}; it must be a whole number of 32 bits.`);
  }
  return {
    worlds,
    seed,
    budget: budgetOf(policy, options.budget),
    policy,
    now: options.now ?? Date.now,
    clock: options.clock ?? Date.UTC(2026, 0, 1),
    steps: options.steps ?? 5_000_000,
    timeMs: options.timeMs ?? 1_000,
    replay,
  };
}

/** A policy without a word is none. The plan of a journal brings back the one that nobody gave as such a copy. */
function orNone(policy: Policy | undefined): Policy {
  return policy === undefined || (isObject(policy) && Object.keys(policy).length === 0) ? noPolicy : policy;
}

/** `<seed>:<path>`, e.g. `1:17:0:2`; with `fault:` before it for a world in which a tool fails. */
export function formatReplay({ kind, seed, path }: Replay): string {
  return `${kind === "failing" ? "fault:" : ""}${seed}:${path}`;
}

function parseReplay(text: string): Replay {
  const match = /^(fault:)?(-?\d{1,10}):(\d{1,6}(?::\d{1,6}){0,400})$/.exec(text);
  if (match?.[2] === undefined || match[3] === undefined) {
    throw new RangeError(`"${text}" is no replay string; it looks like 1:17:0:2 or fault:1:17:0:2.`);
  }
  return { kind: match[1] === undefined ? "kept" : "failing", seed: Number(match[2]), path: match[3] };
}
