import type { Schema } from "../../toolspecs/index.js";
import type { Goal } from "./goal.js";
import type { Look } from "./looks.js";
import type { SchemaSource } from "./schema.js";
import type { Span } from "./span.js";

/** Where a literal goes, and the goal of the plan it stands in. */
export interface GroundingContext {
  readonly goal: Goal;
  /** Of the parameter that the literal reaches. */
  readonly schema?: Schema;
  /** Its path, e.g. `recipients[0].address`. */
  readonly parameter?: string;
  readonly tool?: { readonly name: string; readonly description: string };
}

/** How the goal says a value. */
export type How =
  | "exact"
  | "normalised"
  | "number word"
  | "computed unit"
  | "date"
  | "day without a clock"
  | "parts"
  | "initials";

/** Where a literal comes from. Spans are of the goal, in UTF-16 offsets. */
export type Grounding =
  /** `parts`: every place, where the value is put together from several; the span is that of the first. */
  | (Span & { readonly by: "goal"; readonly how: How; readonly parts?: readonly Span[] })
  | { readonly by: "schema"; readonly what: SchemaSource; readonly looks: Look }
  | { readonly by: "convention" }
  | {
      readonly by: "nothing";
      readonly looks: Look;
      /** Some of its parts are said, and what is missing is a word, or a time beside a date. */
      readonly partly: boolean;
      /** What the goal says instead, if it says something of the kind. */
      readonly nearest?: Span;
      /** The value is the nearest one but for a letter or two: of what the goal quotes, or of what it says in passing. */
      readonly garbled?: "quoted" | "said";
      /** The goal says this very number, in a larger unit than the parameter counts in; what it is in that of the parameter. */
      readonly inUnit?: number;
    };
