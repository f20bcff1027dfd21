import type { Site } from "../../policy/index.js";
import type { Run } from "../../sandbox/index.js";
import type { Json } from "../../toolspecs/index.js";

/** A run, with what the plan was given in it. */
export interface GivenRun extends Run {
  readonly input: Json | undefined;
  /** Where each call is written, by index of the call; shorter where the engine could not tell. */
  readonly sites: readonly Site[];
}
