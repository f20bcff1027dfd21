export { type Validate, type Violation, validatorOf } from "../validation/index.js";
export { notAgain } from "./again.js";
export { arbitraryOf } from "./arbitrary/arbitrary.js";
export type { Counterexample, TraceEntry } from "./counterexample.js";
export { type DropIssue, eachWithoutStep, withoutStep } from "./drop/without.js";
export type {
  ExplainedArgument,
  ExplainedCall,
  Explanation,
  RivalTool,
  RivalValue,
} from "./explanation.js";
export type { OutlineStep } from "./flow/effects/outline.js";
export type { PartialEffect } from "./flow/effects/partial.js";
export type { CallSite as Site } from "./flow/effects/site.js";
export type { PathStep, WaveCall, Waves } from "./flow/effects/waves.js";
export type { LiteralSource, Provenance, Source, Way } from "./flow/provenance.js";
export { type Issue, type IssueCode, type IssueKind, issueTable, type Severity } from "./issues/index.js";
export type { SiteRuns } from "./laws/site-runs.js";
export type { VerifyOptions } from "./options.js";
export type { Plan } from "./plan.js";
export type { Approval, PolicyEvidence } from "./policy/evidence.js";
export type { Pointed, SourceEdit } from "./repair/edit.js";
export { edited, type Fix } from "./repair/fix.js";
export { type ToInput, toInput } from "./repair/to-input.js";
export type {
  Abstained,
  Assumption,
  CallBounds,
  EndpointUsage,
  Evidence,
  Judgement,
  LoopSize,
  Missing,
  Passed,
  PlanInput,
  PlanText,
  Rejected,
  ToolEffect,
  Usage,
  Verdict,
  VerifiedPlan,
} from "./verdict.js";
export { createVerifier, type Verifier, verify } from "./verifier.js";
export type { SampleCall, WorldSample } from "./world-sample.js";
