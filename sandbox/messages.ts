import type { Echo } from "./echo.js";
import type { Limits } from "./limits.js";
import type { Fault, GuestFunction, Place, ScriptedFailure } from "./run.js";

// What goes between a worker and its host. A worker does one task at a time; `task` tells late messages of an older one
// apart. Values of programs and tools travel as JSON text: it is made once, on the side that has the value, and no one in
// between looks inside.

export interface WorkerSetup {
  /** The compiled engine, shared by all workers; instances and memories are not. */
  readonly compiled: WebAssembly.Module;
  /** The files of the guest side, by name. */
  readonly guestSources: Readonly<Record<string, string>>;
}

/** A job as a worker sees it. */
export interface Program {
  readonly script: string;
  readonly functions: readonly GuestFunction[];
  readonly input?: string;
  readonly clock: number;
  readonly seed: number;
  readonly probe?: string;
  readonly placed?: boolean;
}

/** JSON of a value, or of the message of an error. */
export interface AnswerText {
  readonly ok: boolean;
  readonly text: string;
}

/** A scripted world; the answers by index of the function. */
export interface WorldText {
  readonly input?: string;
  readonly answers: readonly (readonly AnswerText[])[];
  readonly forgets: readonly (readonly number[])[];
  readonly echoes: readonly (readonly Echo[])[];
  readonly failure: ScriptedFailure | undefined;
}

/** What a tool fails with that has no answer in a scripted world. */
export const NO_ANSWER = "This world has no answer for the tool.";

/** In place of the index of an answer. */
export const ANSWER = { none: -1, failure: -2 } as const;

/** Whether a batch goes on after a run: where a tool fails, a program may throw, or return before all is answered. */
export function goesOn(end: { readonly ok: true } | { readonly ok: false; readonly fault: Fault }, failing: boolean) {
  return end.ok || (failing && (end.fault.code === "threw" || end.fault.code === "unawaited_call"));
}

export interface CallText {
  readonly fn: number;
  readonly args: string;
  readonly place?: Place;
}

/** A call in a scripted world. `answer` is its index there or one of `ANSWER`, absent when the run ended first. */
export interface ScriptedCall extends CallText {
  /** How many calls had been answered when it was made. */
  readonly after: number;
  readonly answer?: number;
}

/** How a run ended, less what its driver knows anyway. */
export interface GuestEnd {
  readonly end:
    | { readonly ok: true; readonly result: string | undefined }
    | { readonly ok: false; readonly fault: Fault };
  readonly logs: readonly string[];
  readonly probe: readonly number[];
  /** Ids of the calls whose answer never reached the program. */
  readonly unanswered: readonly number[];
}

export type ToWorker =
  | {
      readonly kind: "run";
      readonly task: number;
      readonly program: Program;
      readonly limits: Limits;
      /** Whether to say each time that the program waits. */
      readonly watched: boolean;
    }
  | {
      readonly kind: "worlds";
      readonly task: number;
      readonly program: Program;
      readonly limits: Limits;
      readonly worlds: readonly WorldText[];
    }
  | { readonly kind: "answer"; readonly task: number; readonly id: number; readonly answer: AnswerText }
  | { readonly kind: "stop"; readonly task: number };

export type FromWorker =
  /** The thread listens, and its next context waits. */
  | { readonly kind: "ready"; readonly task: 0 }
  | { readonly kind: "call"; readonly task: number; readonly call: CallText }
  /** The program waits for answers, and for nothing else; `answers` of them it has had. */
  | { readonly kind: "quiet"; readonly task: number; readonly answers: number }
  /** The end of a run; of a world, with its calls. */
  | { readonly kind: "ended"; readonly task: number; readonly end: GuestEnd }
  | { readonly kind: "world"; readonly task: number; readonly end: GuestEnd; readonly calls: readonly ScriptedCall[] }
  /** What the job asks for cannot be set up. */
  | { readonly kind: "misused"; readonly task: number; readonly message: string }
  /** No further world of the task will be run. */
  | { readonly kind: "finished"; readonly task: number };
