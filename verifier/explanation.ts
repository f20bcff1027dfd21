import type { Json } from "../toolspecs/index.js";

/** What in the goal led a planner to a plan, and what else it weighed. The judge neither makes nor reads it. */
export interface Explanation {
  /** Probability, as the planner claims it, that the plan is what was asked for. */
  readonly confidence: number;
  readonly calls: readonly ExplainedCall[];
  /** Words of the goal that the plan does nothing about. */
  readonly unplaced: readonly string[];
}

/** A call that the program writes; one made for each of several values stands here once. */
export interface ExplainedCall {
  readonly tool: string;
  readonly server: string;
  /** The call answers the goal; another only fetches what a later one needs. */
  readonly answers: boolean;
  /** How much likelier the tool is meant than none, as the logarithm of the odds. */
  readonly score: number;
  /** Words of the goal that speak for the tool, in order. */
  readonly words: readonly string[];
  /** Other tools that were weighed for the same words, best first. */
  readonly runnersUp: readonly RivalTool[];
  readonly arguments: readonly ExplainedArgument[];
}

export interface RivalTool {
  readonly tool: string;
  readonly server: string;
  readonly score: number;
}

export interface ExplainedArgument {
  /** Path of the parameter, e.g. `address.street`. */
  readonly parameter: string;
  readonly value: Json;
  /** The stretch of the goal that the value was taken from; `null` where the schema names it and the goal does not. */
  readonly words: string | null;
  /** Probability of the value against the others, and against none. */
  readonly probability: number;
  /** Other values that were weighed, best first; `null` is none. */
  readonly runnersUp: readonly RivalValue[];
}

export interface RivalValue {
  readonly value: Json | null;
  readonly words: string | null;
  readonly probability: number;
}
