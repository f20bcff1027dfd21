import type { Json } from "./json.js";
import type { Schema, SchemaObject } from "./schema.js";

/** What a call can do to the world, from harmless to final. Unknown counts as the worst that is plausible. */
export type Effect = "read" | "write" | "irreversible";

/** Where an output schema came from. `unknown`: nobody said anything, the schema is `true`. */
export type SchemaOrigin = "declared" | "observed" | "assumed" | "unknown";

/** A claim about one tool. holdshort plans from claims alone and never calls the tool to find out more. */
export interface ToolSpec {
  /** Original name of the server that offers the tool; `tools` when the source names none. */
  readonly server: string;
  /** Original name, as the server knows it. */
  readonly name: string;
  readonly description: string;
  /** Always an object schema: a plan passes one object argument per call. */
  readonly input: SchemaObject;
  readonly output: { readonly schema: Schema; readonly origin: SchemaOrigin };
  readonly effect: Effect;
  /** Calling twice with equal arguments is the same as calling once. Absent: not known. */
  readonly idempotent?: boolean;
  /** False when the output may carry text that somebody else wrote (mail, web pages, tickets). */
  readonly trusted: boolean;
  readonly examples?: readonly Json[];
}
