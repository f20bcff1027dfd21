import type { Step } from "../../place.js";
import type { Schema } from "../../schema.js";
import type { Effort } from "./effort.js";

/** Why nothing fits. */
export interface Empty {
  /** The way from the value to the part of it that cannot be. */
  readonly path: readonly Step[];
  /** Continues "no value fits, for …". */
  readonly because: string;
  /** What to do about it. */
  readonly advice: string;
}

/** What the rules for one kind of value may lean on. */
export interface Inquiry {
  readonly root: Schema;
  readonly effort: Effort;
  /** How many schemas lie around this one. */
  readonly depth: number;
  /** Why no part of the value at `step` can keep to all of the schemas; nothing when one may. */
  ask(step: Step, all: readonly Schema[]): Empty | undefined;
}

export function empty(because: string, advice: string): Empty {
  return { path: [], because, advice };
}

/** Far below what would use up the stack. What lies deeper gets the benefit of the doubt. */
export const maxDepth = 100;
