import type { SourceIssue, SourceIssueCode } from "./issue.js";
import { type Place, showPlace } from "./place.js";

/** Takes note of something wrong. Readers report and go on, so that one run tells all there is to mend. */
export type Report = (code: SourceIssueCode, place: Place, message: string) => void;

export function sourceIssue(code: SourceIssueCode, place: Place, message: string): SourceIssue {
  return { code, place: showPlace(place), message };
}

/** A list that fills as readers report. */
export function collectIssues(): { readonly issues: readonly SourceIssue[]; readonly report: Report } {
  const issues: SourceIssue[] = [];
  return { issues, report: (code, place, message) => void issues.push(sourceIssue(code, place, message)) };
}

const shown = 20;

/** A thousand issues help nobody: the first ones, each once, and how many were left out. */
export function capIssues(all: readonly SourceIssue[]): readonly SourceIssue[] {
  const issues = [...new Map(all.map((issue) => [JSON.stringify(issue), issue])).values()];
  const next = issues[shown];
  if (next === undefined) return issues;
  const rest = `Left out: ${issues.length - shown} more. Mend the ones above and try again.`;
  return [...issues.slice(0, shown), { ...next, message: rest }];
}
