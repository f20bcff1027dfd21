export { type Issue, issueAt, type Place } from "./issue.js";
export * from "./messages.js";
export { type IssueCode, type IssueKind, issueTable, type Phase, type Severity } from "./table.js";
