import type { SourceIssue, SourceIssueCode, SourceNote } from "./issue.js";
import { type Place, showPlace } from "./place.js";

/**
 * Takes down something wrong. Readers report and go on, so that one run tells all there is to mend. A `note` is no reason to refuse
 * a source: it says in which way a slip was read.
 */
export type Report = (code: SourceIssueCode | "note", place: Place, message: string) => void;

export function sourceIssue(code: SourceIssueCode, place: Place, message: string): SourceIssue {
  return { code, place: showPlace(place), message };
}

interface Collected {
  readonly issues: readonly SourceIssue[];
  readonly notes: readonly SourceNote[];
  readonly report: Report;
}

/** Lists that fill as readers report. */
export function collectIssues(): Collected {
  const issues: SourceIssue[] = [];
  const notes: SourceNote[] = [];
  const report: Report = (code, place, message) => {
    if (code === "note") notes.push({ place: showPlace(place), message });
    else issues.push(sourceIssue(code, place, message));
  };
  return { issues, notes, report };
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

/** One for each place: what several tools share is read, and noted, for each of them. */
export function distinctNotes(all: readonly SourceNote[]): readonly SourceNote[] {
  return [...new Map(all.toReversed().map((note) => [note.place, note])).values()].toReversed();
}
