import type { ProblemCode } from "../executor/index.js";
import { visible } from "../report/index.js";
import type { JsonObject, SourceIssue, SourceNote } from "../toolspecs/index.js";
import type { DropIssue } from "../verifier/index.js";

/** What keeps a command from starting or finishing: bad usage, bad input, a file that cannot be written. Exit 2. */
export interface Problem {
  readonly code: SourceIssue["code"] | ProblemCode | DropIssue["code"] | "usage" | "unwritable";
  /** `command line`, or a file or URL, with a path into it where one helps. */
  readonly place: string;
  /** What happened and what to do instead. */
  readonly message: string;
}

export function usage(message: string): Problem {
  return { code: "usage", place: "command line", message };
}

/** Place, what happened, what to do; the further lines of a message (what a server said last) are set in. */
export function problemText(problems: readonly Problem[]): string {
  return problems
    .map(({ code, place, message }) => (code === "usage" ? message : `${place}: ${message}`))
    .map((text) => `holdshort: ${text.trim().split(/\r?\n/).map(visible).join("\n  ")}\n`)
    .join("");
}

const shownNotes = 3;

/** How sources were read where they are not as they should be: the first few, because a large document repeats its slips. */
export function noteText(notes: readonly SourceNote[]): string {
  const left = notes.length - shownNotes;
  return [
    ...notes.slice(0, shownNotes).map(({ place, message }) => `${place}: ${message}`),
    ...(left > 0 ? [`${left} more of this kind; holdshort doctor, with the same --tools, tells them all.`] : []),
  ]
    .map((text) => `holdshort: note: ${visible(text)}\n`)
    .join("");
}

/** The one document on stdout when `--json` was asked for and there is no verdict to give. */
export function problemJson([first, ...more]: readonly Problem[]): JsonObject {
  return { error: { ...problemFields(first), ...(more.length > 0 && { more: more.map(problemFields) }) } };
}

function problemFields(problem: Problem | undefined): JsonObject {
  const { code, place, message } = problem ?? { code: "usage", place: "", message: "" };
  return { code, message, place };
}
