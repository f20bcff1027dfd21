import type { Counterexample } from "./counterexample.js";

export type Severity = "error" | "warning";

export type IssueCode =
  | "syntax"
  | "subset"
  | "type"
  | "floating_call"
  | "budget"
  | "throws"
  | "never_ends"
  | "bad_argument"
  | "bad_value"
  | "not_deterministic"
  | "sandbox";

/** Something wrong with a program: what, where, and what to do instead. A model repairs the plan from `message`. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly message: string;
  /** 1-based place in the plan's source; 1:1 when the issue is about the whole program. */
  readonly line: number;
  readonly column: number;
  readonly counterexample?: Counterexample;
}
