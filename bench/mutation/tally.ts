import { type Phase, phases } from "./phases.js";
import type { Trial } from "./run.js";

/** Counts of mutants; `changed` are those that do not do what the good program does, and what the rates are of. */
export interface Tally {
  readonly mutants: number;
  readonly equivalent: number;
  /** Equivalent, and refused none the less. */
  readonly equivalentRefused: number;
  readonly changed: number;
  readonly killed: { readonly [phase in Phase]: number };
  readonly survived: number;
  /** Survivors that passed with a warning the good program does not get. */
  readonly flagged: number;
  /** Of `changed`, 0 to 1; NaN of none. */
  readonly killRate: number;
}

export function tally(trials: readonly Trial[]): Tally {
  const count = (wanted: (trial: Trial) => boolean) => trials.filter(wanted).length;
  const killed = { types: 0, flow: 0, laws: 0 };
  for (const phase of phases) killed[phase] = count(({ fate }) => fate === phase);
  const survived = count(({ fate }) => fate === "survived");
  const equivalent = count(({ fate }) => fate === "equivalent");
  const changed = trials.length - equivalent;
  return {
    mutants: trials.length,
    equivalent,
    equivalentRefused: count(({ fate, passed }) => fate === "equivalent" && !passed),
    changed,
    killed,
    survived,
    flagged: count(({ fate, flagged }) => fate === "survived" && flagged),
    killRate: (changed - survived) / changed,
  };
}
