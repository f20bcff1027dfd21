import type { Json } from "../toolspecs/index.js";

/** One call a plan made in a world, under the tool's original name. */
export interface TraceEntry {
  readonly tool: string;
  readonly server: string;
  readonly args: Json;
}

/** The smallest world found in which a law breaks, with what the program did there. */
export interface Counterexample {
  readonly law: string;
  /** One line per event, for people and for the model that repairs. */
  readonly story: readonly string[];
  readonly trace: readonly TraceEntry[];
  /** Meets the same failure again: `verify(plan, tools, { replay })`. */
  readonly replay: string;
}
