export { modelProposer } from "./model/model-proposer.js";
export type { ModelOptions } from "./model/options.js";
export { type PlanRequest, type PlanVerifier, plan } from "./plan.js";
export type { Progress } from "./progress.js";
export type { Proposal, Proposer, Task } from "./proposer.js";
export type { SearchOptions } from "./search/options.js";
export { searchProposer } from "./search/proposer.js";
