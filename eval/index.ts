export type { Attempt, Benchmark, Case, DataIssue, Done, Ending, Setting } from "./benchmark.js";
export { type Evaluation, evaluate } from "./evaluate.js";
export type { Report, Result } from "./report.js";
export type { Share } from "./share.js";
export { benchmarks } from "./table.js";
