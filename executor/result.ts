import type { BreachCode } from "../policy/index.js";
import type { FaultCode } from "../sandbox/index.js";
import type { Json, Schema, SchemaOrigin } from "../toolspecs/index.js";
import type { Violation } from "../validation/index.js";
import type { ModelUsage } from "./model-usage.js";
import type { Question } from "./question.js";

/** How a run ended, or where it stands. Expected failures are values: `execute` rejects for misuse alone. */
export type RunResult = Ending & {
  readonly run: string;
  /** In the order in which the program made them. */
  readonly calls: readonly CallReport[];
  /** What the program wrote to its console, less what is secret. */
  readonly logs: readonly string[];
  /** What it took to read values out of texts (`holdshort.extract`), now; absent where nothing was read, or nobody counted. */
  readonly usage?: ModelUsage;
  /** The run was over before this; nothing was called now. Its end, in ms since the epoch. */
  readonly endedAt?: number;
};

export type Ending =
  /** `shown`: the value less what is secret, as the journal has it; for whoever prints it. */
  | { readonly outcome: "done"; readonly value: Json; readonly shown: Json }
  /** A person has to say something first. What was done is in the journal, and the run can be resumed from it. */
  | { readonly outcome: "waiting"; readonly questions: readonly Question[] }
  | { readonly outcome: "failed"; readonly problem: Problem }
  /** Nothing was done: this is not what was judged, or the journal cannot be had. */
  | { readonly outcome: "refused"; readonly problems: readonly Problem[] };

export interface Problem {
  readonly code: ProblemCode;
  /** What happened, where, and what to do next. */
  readonly message: string;
  /** Number of the call it is about, from 1. */
  readonly call?: number;
  /** The journal is not ended: once the cause is gone the run can be resumed. */
  readonly resumable?: true;
  readonly broken?: BrokenAssumption;
}

/** An output outside of what the plan was judged on. */
export interface BrokenAssumption {
  readonly tool: string;
  readonly server: string;
  readonly origin: SchemaOrigin;
  /** What the schema rests on, where it was not declared. */
  readonly basis?: string;
  readonly violations: readonly Violation[];
  /** What the output looks like, to verify the plan with: it fits an entry of a file of shapes. */
  readonly observed: Schema;
}

export type ProblemCode =
  | BreachCode
  | FaultCode
  | "bad_argument"
  | "broken_assumption"
  | "not_judged"
  | "other_tools"
  | "other_policy"
  | "other_plan"
  | "expired"
  /** The plan reads values out of texts, and nobody is there who does that. */
  | "cannot_extract"
  | "bad_input"
  | "bad_answer"
  | "diverged"
  | "not_replayable"
  | "interrupted"
  | "journal_busy"
  | "journal_broken"
  | "journal_unwritable"
  /** A package that is installed only where it is wanted. */
  | "not_installed"
  | "database_unreachable"
  /** The run had failed before it was resumed. */
  | "ended";

export interface CallReport {
  /** Number of the call in the run, from 1. */
  readonly call: number;
  readonly tool: string;
  readonly server: string;
  /** Less what is secret. */
  readonly args: Json;
  /** Where the program writes the call, 1-based; absent where that is not known. */
  readonly line?: number;
  readonly column?: number;
  readonly outcome: "ok" | "failed" | "denied" | "waiting" | "unknown" | "not_made";
}
