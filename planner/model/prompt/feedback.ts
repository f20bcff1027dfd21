import type { Catalogue } from "../../../toolspecs/index.js";
import type { Issue, Rejected } from "../../../verifier/index.js";
import { hintFor } from "./hint.js";

const mostIssues = 5;
const mostEvents = 12;
const longestLine = 200;
const longestMessage = 400;

/** What is wrong with a rejected program, short enough for a small model: the issues, their lines, and one bad run. */
export function feedback({ issues, plan }: Rejected, tools: Catalogue): string {
  const causes = withoutEchoes(errorsIn(issues), tools);
  const shown = causes
    .slice(0, mostIssues)
    .map((issue, index) => `${index + 1}. ${describe(issue, plan.source, tools)}`);
  const left = causes.length - shown.length;
  return [...shown, ...(left > 0 ? [`(and ${left} more)`] : [])].join("\n");
}

function errorsIn(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ severity }) => severity === "error");
}

/** Where several issues come to the same advice they are one mistake, and its last place is where it was made: the compiler begins with what follows. */
function withoutEchoes(errors: readonly Issue[], tools: Catalogue): readonly Issue[] {
  const hints = errors.map((issue) => hintFor(issue, tools));
  return errors.filter((_, index) => hints[index] === undefined || hints.lastIndexOf(hints[index]) === index);
}

/** Why programs failed, a line for each reason, the latest first: for whoever is to write another one from the start. */
export function summary(rejected: readonly Rejected[], tools: Catalogue): string {
  const errors = rejected.toReversed().flatMap(({ issues }) => withoutEchoes(errorsIn(issues), tools));
  const reasons = new Set(errors.map((issue) => reason(issue, tools)));
  return [...reasons].slice(0, mostIssues).join("\n");
}

function reason(issue: Issue, tools: Catalogue): string {
  const hint = hintFor(issue, tools);
  return `- ${issue.code}: ${clip(issue.message)}${hint === undefined ? "" : ` ${hint}`}`;
}

/** What may not stay, right before the answer: a small model says again what it was shown, unless it is told so last. */
export function mustChange({ issues, plan }: Rejected, tools: Catalogue): string {
  const source = plan.source.split("\n");
  const lines = withoutEchoes(errorsIn(issues), tools).map(({ line }) => line);
  const places = [...new Set(lines)].slice(0, mostPlaces).map((line) => place(line, source[line - 1]?.trim() ?? ""));
  return `Write the whole program again. Keep what was right, but ${places.join(" and ")} must read otherwise.`;
}

const mostPlaces = 3;

function place(line: number, text: string): string {
  return text === "" || text.length > longestLine ? `line ${line}` : `line ${line} (\`${text}\`)`;
}

function describe(issue: Issue, source: string, tools: Catalogue): string {
  const head = `${issue.code} at line ${issue.line}: ${clip(issue.message, longestMessage)}`;
  const hint = hintFor(issue, tools);
  return [head, ...excerpt(issue, source), ...(hint === undefined ? [] : [`   ${hint}`]), ...story(issue)].join("\n");
}

/** The line of the source with a caret under the place. */
function excerpt({ line, column }: Issue, source: string): string[] {
  const text = source.split("\n")[line - 1]?.trimEnd();
  if (text === undefined || text === "" || text.length > longestLine) return [];
  const indent = text.length - text.trimStart().length;
  const caret = " ".repeat(Math.max(0, Math.min(column, text.length) - 1 - indent));
  return [`   ${text.trimStart()}`, `   ${caret}^`];
}

function story({ counterexample }: Issue): string[] {
  if (counterexample === undefined) return [];
  const events = counterexample.story.slice(0, mostEvents).map((event) => `   - ${clip(event)}`);
  const left = counterexample.story.length - events.length;
  return ["   It happens when:", ...events, ...(left > 0 ? [`   - … ${left} more`] : [])];
}

function clip(text: string, most = longestLine): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
