export type { Counterexample, TraceEntry } from "./counterexample.js";
export type { Issue, IssueCode, Severity } from "./issues.js";
export type { Plan } from "./plan.js";
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
