import type { Issue } from "../issues/index.js";

/** Whether a goal asks for something more than once: then equal calls are what was meant, and only worth a look. */
const repetition =
  /\b(?:twice|thrice|again|repeat(?:ed|edly)?|(?:two|three|four|five|ten|\d+) (?:times|more)|both|each)\b/i;

/** What is quoted is somebody's words; an hourly rate is paid once; to delete something again undoes what was done. */
const otherwise =
  /\bboth (?:[\p{L}\d."]+ ){1,6}and\b|"[^"]*"|“[^”]*”|\beach (?:day|night|week|month|year|hour|minute)\b|\b(?:delete|remove|cancel|close|undo|stop) (?:it|them|that|this) again\b/giu;

/** The issues of a plan, with equal calls forgiven where the goal speaks of repetition. */
export function allowRepetition(issues: readonly Issue[], goal: string): readonly Issue[] {
  if (!repetition.test(goal.replace(otherwise, " "))) return issues;
  return issues.map((issue) => (issue.code === "repeated_call" ? { ...issue, severity: "warning" } : issue));
}
