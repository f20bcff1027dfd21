export { arbitraryOf } from "./arbitrary/arbitrary.js";
export type { Counterexample, TraceEntry } from "./counterexample.js";
export type { Issue, IssueCode, Severity } from "./issues.js";
export type { VerifyOptions } from "./options.js";
export type { Plan } from "./plan.js";
export { type Validate, type Violation, validatorOf } from "./validator.js";
export type {
  Abstained,
  CallBounds,
  Evidence,
  Judgement,
  Missing,
  Passed,
  PlanText,
  Rejected,
  Usage,
  Verdict,
  VerifiedPlan,
} from "./verdict.js";
export { createVerifier, type Verifier, verify } from "./verifier.js";
