import type { Json } from "./json.js";
import type { Schema, SchemaObject } from "./schema.js";
import type { Undo } from "./undo.js";

/** What a call can do to the world, from harmless to final. Unknown counts as the worst that is plausible. */
export type Effect = "read" | "write" | "irreversible";

/**
 * Where an output schema came from, from firm to nothing. `declared`: the source's own schema. `assumed`: the user's word,
 * or examples in the source. `observed`: inferred from recorded outputs. `unknown`: nobody said anything, the schema is `true`.
 */
export type SchemaOrigin = "declared" | "observed" | "assumed" | "unknown";

export interface ToolOutput {
  readonly schema: Schema;
  readonly origin: SchemaOrigin;
  /** What an assumed or observed schema rests on, as people read it: `observed in 12 outputs`. */
  readonly basis?: string;
}

/** How a tool of an HTTP API is called. For whoever makes the call; planners are not shown it. */
export interface HttpCall {
  /** In capitals. */
  readonly method: string;
  /** With a `{name}` for each parameter in it. */
  readonly path: string;
  /** What the path is put behind: an address, or one that is relative to the document's own. */
  readonly base?: string;
  /** By property of the input: where in the request its value goes. */
  readonly parameters: { readonly [property: string]: HttpParameter };
  /** Media type of the body, if the tool sends one. Properties of the input that are not in `parameters` belong to it. */
  readonly body?: string;
  /** Where the credential goes, if the document asks for one. */
  readonly credential?: HttpCredential;
}

export interface HttpCredential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  /** `basic`: of a text `user:password`. */
  readonly form: "bearer" | "basic" | "plain";
}

export interface HttpParameter {
  readonly in: "path" | "query" | "header" | "cookie" | "body";
  /** Its name in that place. A parameter in the body that has none is the whole body. */
  readonly name?: string;
  /** How a list or an object is written (OpenAPI 3.1, 4.8.12.3), where the document says so. */
  readonly style?: string;
  readonly explode?: boolean;
}

/** `ask`: a person. `extract`: a model that has no tools, about a text. */
export type BuiltinKind = "ask" | "extract";

/** A claim about one tool. holdshort plans from claims alone and never calls the tool to find out more. */
export interface ToolSpec {
  /** Original name of the server that offers the tool; `tools` when the source names none. */
  readonly server: string;
  /** Original name, as the server knows it. */
  readonly name: string;
  readonly description: string;
  /** Always an object schema: a plan passes one object argument per call. */
  readonly input: SchemaObject;
  readonly output: ToolOutput;
  readonly effect: Effect;
  /** Set where nobody said what a call does, and `effect` is the worst that is plausible. */
  readonly effectSupposed?: true;
  /** Calling twice with equal arguments is the same as calling once. Absent: not known. */
  readonly idempotent?: boolean;
  /** False when the output may carry text that somebody else wrote (mail, web pages, tickets). */
  readonly trusted: boolean;
  readonly examples?: readonly Json[];
  /** Tools, as `server/name`, that must have been called before this one, and succeeded. All of them. */
  readonly requires?: readonly string[];
  /** What one call costs; zero or more, in a unit that the user chose for all tools. */
  readonly cost?: number;
  /**
   * Input parameters through which harm could leave, where untrusted text must not end up: `to`, `recipients[]`,
   * `message.body`. A path that leads to an object or an array means everything in it.
   */
  readonly sinks?: readonly string[];
  /** Input parameter that takes an idempotency key: calls with equal keys count as one, however often they are made. */
  readonly idempotencyKey?: string;
  /** How long what it told stays true enough to act on, in ms. Absent: not known. */
  readonly freshFor?: number;
  /** How a call of it is taken back. */
  readonly undo?: Undo;
  readonly http?: HttpCall;
  /** Set where the tool is one of holdshort's own; no source can say so. */
  readonly builtin?: BuiltinKind;
}
