import type { Json } from "../../../toolspecs/index.js";
import type { Span } from "../goal/mention.js";

/** A value a slot could be given, with the words it comes from and what the model sees of it. */
export interface Candidate {
  /** The words the value comes from; none for a value the schema names and the goal does not. */
  readonly spans: readonly Span[];
  readonly value: Json;
  /** One call per value: the slot takes one, the goal names several. `value` is the first of them. */
  readonly each?: readonly Json[];
  /** The value stands on nothing but its place among other words. */
  readonly soft: boolean;
  /** Of a change: the words around the value say what it is for. */
  readonly tied?: boolean;
  /** The goal says it in so many words: no learning has to speak for it. */
  readonly stated?: boolean;
  /** Of a value that no word of the goal stands for: what was learned must speak for it, by these features. */
  readonly ties?: readonly number[];
  readonly features: readonly number[];
}

export interface Scored extends Candidate {
  /** How much likelier the value is than none: the difference of the model's scores. */
  readonly score: number;
  /** It was said for the call before, an alike one. */
  readonly again?: boolean;
  /** What the value counts for beside others. */
  readonly worth: number;
}

/** Everything one slot could be given. */
export interface Choice {
  readonly candidates: readonly Candidate[];
  /** What the model sees of giving it nothing. */
  readonly omission: readonly number[];
}
