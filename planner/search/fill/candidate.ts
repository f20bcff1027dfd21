import type { Json } from "../../../toolspecs/index.js";
import type { Span } from "../goal/mention.js";

/** A value a slot could be given, with the words it comes from and what it is worth. */
export interface Candidate {
  readonly score: number;
  /** The words the value comes from. */
  readonly spans: readonly Span[];
  readonly value: Json;
  /** One call per value: the slot takes one, the goal names several. `value` is the first of them. */
  readonly each?: readonly Json[];
  /** The value stands on nothing but its place among other words. */
  readonly soft: boolean;
}
