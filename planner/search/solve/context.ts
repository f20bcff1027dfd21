import type { Filling } from "../fill/fill.js";
import type { Goal } from "../goal/goal.js";
import type { Mention, Span } from "../goal/mention.js";
import type { Model } from "../learned/model.js";
import type { ProducerIndex } from "../link/producers.js";
import type { ToolEntry } from "../tools/entry.js";
import type { Request } from "../tools/request.js";
import type { ToolIndex } from "../tools/toolIndex.js";

/** What the search reads and never changes, for one clause. */
export interface SolveContext {
  readonly goal: Goal;
  readonly region: Span;
  readonly request: Request;
  readonly tools: ToolIndex;
  readonly producers: ProducerIndex;
  readonly model: Model;
  /** The ways to fill calls that were worked out for this clause already. */
  readonly ways: Map<string, readonly Filling[]>;
  /** What alike calls could be given, likewise. */
  readonly alike: Map<string, readonly AlikeCalls[]>;
  /** How many tools may stand one behind the other to feed one parameter. */
  readonly depth: number;
}

/** Several calls of one tool, with what each is given. */
export interface AlikeCalls {
  readonly entry: ToolEntry;
  readonly fillings: readonly Filling[];
  /** Numbers that only say how many calls there are. */
  readonly counts: readonly Mention[];
}

/** One tool to call and why. */
export interface Wanted {
  readonly entry: ToolEntry;
  /** The call answers the clause; another only feeds it. */
  readonly answers: boolean;
  readonly depth: number;
  /** Tools that wait for this one: none of them is asked to feed itself. */
  readonly waiting: readonly ToolEntry[];
}
