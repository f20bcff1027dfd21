import type { Json, ToolSpec } from "../toolspecs/index.js";

// What policies are asked about, as plain data: calls for the executor and the worlds, facts of a program for the verifier.

/** What a policy looks at in a tool. A `ToolSpec` is one. */
export interface ToolFacts extends Pick<ToolSpec, "server" | "name" | "effect" | "builtin"> {
  /** Of one call, in whatever unit the user counts in. Default: nothing. */
  readonly cost?: number;
  /** Tools, as `server/name`, that must have been called before this one, and succeeded. */
  readonly requires?: readonly string[];
  /** Arguments through which harm could leave. Absent: every argument of a tool that changes something. */
  readonly sinks?: readonly string[];
}

/** A call that is about to be made. */
export interface Call {
  readonly tool: ToolFacts;
  readonly args: Json;
  /** When, in ms since the epoch. Known of real runs alone. */
  readonly at?: number;
}

/** A call that was made. */
export interface MadeCall extends Call {
  /** Whether the tool answered, and did not fail. */
  readonly ok: boolean;
  readonly output?: Json;
  /** How many of the calls before it had been answered when it was made, where they are answered in their order. Default: all. */
  readonly after?: number;
  /** When it was under way, in ms since the epoch; without `to` it still is. Known of real runs alone. */
  readonly during?: { readonly from: number; readonly to?: number };
}

/** A place in the program, 1-based. */
export interface Site {
  readonly line: number;
  readonly column: number;
}

/** A tool that the program can call, first at this place, and how often in one run. */
export interface ReachFact extends Site {
  readonly tool: ToolFacts;
  readonly min: number;
  /** `null`: no bound is known. */
  readonly max: number | null;
}

/** A value that comes out of a tool and ends up in an argument of another call. */
export interface FlowFact extends Site {
  readonly from: OutputOrigin;
  readonly to: {
    readonly server: string;
    readonly tool: string;
    /** Path of the argument; empty when it is all of them, or whether the call is made at all. */
    readonly argument: string;
  };
  /** The value does not stand in the argument: it decides whether, or how often, the call is made. */
  readonly implicit: boolean;
}

export interface OutputOrigin {
  readonly server: string;
  readonly tool: string;
  /** Path in the output, `items[].id`; empty for all of it. */
  readonly path: string;
  readonly trusted: boolean;
  /** Set where the type leaves no room for text. */
  readonly bounded?: "boolean" | "enum" | "number";
}
