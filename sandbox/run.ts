import type { Json } from "../toolspecs/index.js";
import type { Echo } from "./echo.js";
import type { Limits } from "./limits.js";

/** A function the program sees as `namespace.member`. */
export interface GuestFunction {
  readonly namespace: string;
  readonly member: string;
}

/** One program to run. Equal jobs with equal answers give equal runs. */
export interface Job {
  /** JavaScript of one module whose default export is the function to call. */
  readonly script: string;
  readonly functions: readonly GuestFunction[];
  /** Passed to the function where present. */
  readonly input?: Json;
  /** What the clock shows, all the time, in ms since the epoch (UTC). */
  readonly clock: number;
  /** Of `Math.random`. */
  readonly seed: number;
  readonly limits?: Partial<Limits>;
  /** Name of a further export, an array of numbers, that is read back when the run has ended. */
  readonly probe?: string;
  /** Whether calls say where they stand; it costs a little for each. Default: they do not. */
  readonly placed?: boolean;
}

/** 1-based place in `Job.script`. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Call {
  /** 0, 1, 2, … in the order in which the program made them. */
  readonly id: number;
  /** Index into `Job.functions`. */
  readonly fn: number;
  readonly args: Json;
  /** Where `Job.placed`: of the parenthesis that opens the arguments, as the engine tells it. A program may name its functions so that it lies. */
  readonly place?: Place;
}

export type Answer = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** How whoever answers the calls follows a run, and ends it. */
export interface Watch {
  /** Told each time the program can do no more before it gets an answer, with how many answers had reached it by then. */
  readonly onQuiet?: (answers: number) => void;
  /** Aborting ends the run with the fault `stopped`. */
  readonly signal?: AbortSignal;
}

/** A call and what it got; `answer` is absent when the run ended first. */
export interface AnsweredCall extends Call {
  /** In a scripted world, where answers come in the order of the calls: how many of them had come when it was made. */
  readonly after?: number;
  readonly answer?: Answer;
}

/** How a run ended, with what it did until then. A program that fails is a value, never an exception. */
export interface Run {
  readonly end: { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false; readonly fault: Fault };
  readonly calls: readonly AnsweredCall[];
  readonly logs: readonly string[];
  /** Counters of `Job.probe`; empty when there are none. */
  readonly probe: readonly number[];
}

export type FaultCode =
  | "syntax"
  | "threw"
  | "bad_value"
  | "time"
  | "steps"
  | "memory"
  | "stack"
  | "calls"
  | "calls_in_flight"
  | "unawaited_call"
  | "too_large"
  | "stuck"
  | "stopped"
  | "engine";

/** Why a run did not return. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
  /** 1-based place in `Job.script`, where the engine knows one. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * Answers fixed beforehand, by index of the function. The n-th *different* arguments that a function is called with get its
 * n-th answer, and equal arguments get equal answers: a world that does not contradict itself. After the last it starts over.
 */
export interface ScriptedWorld {
  readonly answers: readonly (readonly Answer[])[];
  /** Passed to the function in place of the job's input. */
  readonly input?: Json;
  /** By index of the function: those whose earlier answers hold no longer once it has answered. */
  readonly forgets?: readonly (readonly number[])[];
  /** By index of the function: what its answers repeat of the arguments. */
  readonly echoes?: readonly (readonly Echo[])[];
  readonly failure?: ScriptedFailure;
}

/** Calls of one function that fail whatever they ask for: its `nth` (from 0) and, where it lasts, all after that. */
export interface ScriptedFailure {
  readonly fn: number;
  readonly nth: number;
  readonly lasting: boolean;
  readonly message: string;
}
