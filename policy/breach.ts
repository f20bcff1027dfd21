import type { Site } from "./facts.js";

export type BreachCode =
  | "policy_denied"
  | "forbidden_call"
  | "precondition"
  | "postcondition"
  | "at_most"
  | "budget"
  | "cost"
  | "forbidden_flow";

/** What a policy does not allow: which of its rules, in words, and what to do instead. */
export interface Breach {
  readonly code: BreachCode;
  readonly message: string;
}

/** A breach that a recorded run shows. */
export interface CallBreach extends Breach {
  /** Index of the call in the trace. */
  readonly call: number;
}

/** A breach that the program itself shows. */
export interface ProgramBreach extends Breach, Site {
  readonly severity: "error" | "warning";
}
