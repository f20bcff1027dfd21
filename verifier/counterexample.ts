import type { Site } from "../policy/index.js";
import type { Json } from "../toolspecs/index.js";
import type { WorldSample } from "./world-sample.js";

/** One call a plan made in a world, under the tool's original name. */
export interface TraceEntry extends Partial<Site> {
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
  /** The same world with what the tools answered in it. Absent in counterexamples of earlier versions. */
  readonly world?: WorldSample;
  /** Meets the same failure again: `verify(plan, tools, { replay })`. */
  readonly replay: string;
}
