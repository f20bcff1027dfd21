import ts = require("typescript");

import type { Counterexample } from "./counterexample.js";

// Every message of the judge, in one place. A model repairs the plan from these sentences, so each says what is wrong and
// what to do instead; their wording is part of the algorithm.

export type Severity = "error" | "warning";

export type IssueCode =
  | "syntax"
  | "subset"
  | "type"
  | "indirect_tool"
  | "call_outside_plan"
  | "floating_call"
  | "budget"
  | "throws"
  | "never_ends"
  | "bad_argument"
  | "bad_value"
  | "too_large"
  | "not_deterministic"
  | "branch_never_run"
  | "unusable_schema"
  | "sandbox";

/** Something wrong with a program: what, where, and what to do instead. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly message: string;
  /** 1-based place in the plan's source; 1:1 when the issue is about the whole program. */
  readonly line: number;
  readonly column: number;
  readonly counterexample?: Counterexample;
}

/** A place in a plan's source, as a 0-based offset. */
export interface Place {
  readonly file: ts.SourceFile;
  readonly start: number;
}

function issue(code: IssueCode, { file, start }: Place, message: string): Issue {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { code, severity: "error", message, line: line + 1, column: character + 1 };
}

export function syntaxIssue(file: ts.SourceFile, diagnostic: ts.Diagnostic): Issue {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  return issue("syntax", { file, start: diagnostic.start ?? 0 }, `This is not TypeScript: ${text}`);
}

export function subsetIssue(place: Place, what: string, advice: string): Issue {
  return issue("subset", place, `${what} ${advice}`);
}

export function typeIssue(file: ts.SourceFile, diagnostic: ts.Diagnostic): Issue {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replace(/\s+/g, " ");
  const advice = typeAdvice[diagnostic.code];
  const message = `${text} (TS${diagnostic.code})${advice === undefined ? "" : ` ${advice}`}`;
  return issue("type", { file, start: diagnostic.start ?? 0 }, message);
}

/** What to do about the compiler errors that plans meet most. */
const typeAdvice: { readonly [code: number]: string } = {
  2304: "Only the tools and plain ECMAScript exist here: no network, files, timers or modules.",
  2532: "Check for undefined first: an array element or optional property may be missing.",
  18046: "The tool does not declare what it returns: narrow the value with checks before it is used.",
  18048: "Check for undefined first: an array element or optional property may be missing.",
  2375: "Leave the property out when there is no value, e.g. `...(x === undefined ? {} : { x })`.",
  2379: "Leave the property out when there is no value, e.g. `...(x === undefined ? {} : { x })`.",
};

export function indirectToolIssue(place: Place, name: string): Issue {
  return issue(
    "indirect_tool",
    place,
    `${name} is used without being called. Call tools directly, as \`${name}({ … })\`, so that every call can be seen.`,
  );
}

export function callOutsidePlanIssue(place: Place, name: string): Issue {
  return issue("call_outside_plan", place, `${name} is called while the program loads. Move the call into plan().`);
}

export function floatingCallIssue(place: Place, what: string): Issue {
  return issue(
    "floating_call",
    place,
    `${what} is not awaited: the plan could end before it does. Put \`await\` before it, or collect the promises in \`await Promise.all(…)\`.`,
  );
}

export function budgetIssue(place: Place, calls: number, budget: number): Issue {
  return issue(
    "budget",
    place,
    `The plan makes at least ${calls} tool calls; ${budget} are allowed. Call less often, or ask for a larger budget.`,
  );
}

export function unusableSchemaIssue(
  place: Place,
  { tool, side, problem }: { tool: string; side: string; problem: string },
): Issue {
  return issue(
    "unusable_schema",
    place,
    `The ${side} schema of ${tool} makes no sense (${problem}), so nothing can be said about its calls. Mend the schema of the tool.`,
  );
}

/** Not a reason to refuse a plan, as no tool may ever lead there; but nothing was seen of what happens if one does. */
export function branchNeverRunIssue(branch: { readonly line: number; readonly column: number }, worlds: number): Issue {
  const message = `This branch ran in none of ${worlds} worlds, so nothing is known of what it does. Read it with care.`;
  return { code: "branch_never_run", severity: "warning", message, line: branch.line, column: branch.column };
}

/** A law that does not hold in some world. */
export function lawIssue(
  code: IssueCode,
  place: Place,
  broken: { readonly message: string; readonly counterexample?: Counterexample },
): Issue {
  const found = issue(code, place, broken.message);
  return broken.counterexample === undefined ? found : { ...found, counterexample: broken.counterexample };
}
