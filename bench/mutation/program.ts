import type { Policy } from "../../policy/index.js";
import type { ToolSpec } from "../../toolspecs/index.js";

/** A program that is right, with what it is right about: every rejection of it is a mistake of the judge. */
export interface GoodProgram {
  readonly id: string;
  /** Where it comes from: a file of benchmark rows, or `own`. */
  readonly origin: string;
  readonly goal: string;
  readonly source: string;
  readonly tools: readonly ToolSpec[];
  /** What whoever owns the tools asks of every plan, whatever its goal. */
  readonly policy?: Policy;
  /** Whether the tools say what their calls do; those that do not count as irreversible, mere look-ups too. */
  readonly claimsEffects: boolean;
}

/** A row that no good program can be made of, and why. */
export interface Skipped {
  readonly skipped: string;
}
