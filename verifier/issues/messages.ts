import ts = require("typescript");

import type { BuiltinKind } from "../../toolspecs/index.js";
import type { Counterexample } from "../counterexample.js";
import type { Fix } from "../repair/fix.js";
import { absentAdvice, isUnknownName, withoutOptions } from "./absent.js";
import { type Issue, issueAt, type Place } from "./issue.js";
import { type IssueCode, issueTable } from "./table.js";
import { unknownAdvice } from "./unknown.js";

// Every message of the judge, in one place. A model repairs the plan from these sentences, so each says what is wrong and
// what to do instead; their wording is part of the algorithm.

export function syntaxIssue(file: ts.SourceFile, diagnostic: ts.Diagnostic): Issue {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  return issueAt("syntax", { file, start: diagnostic.start ?? 0 }, `This is not TypeScript: ${text}`);
}

export function subsetIssue(place: Place, what: string, advice: string): Issue {
  return issueAt("subset", place, `${what} ${advice}`);
}

interface Known {
  /** The names that the tools go by. */
  readonly namespaces?: ReadonlySet<string>;
  readonly fix?: Fix | undefined;
}

export function typeIssue(
  file: ts.SourceFile,
  diagnostic: ts.Diagnostic,
  { namespaces = new Set(), fix }: Known = {},
): Issue {
  const said = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replace(/\s+/g, " ");
  const text = withoutOptions(said);
  const advice =
    (fix && `${fix.title}.`) ??
    otherNamespace(file, diagnostic, namespaces) ??
    absentAdvice(diagnostic.code, text) ??
    typeAdvice[diagnostic.code] ??
    (/type 'unknown'/i.test(text) ? unknownAdvice(file, diagnostic) : undefined);
  const message = `${text} (TS${diagnostic.code})${advice === undefined ? "" : ` ${advice}`}`;
  return { ...issueAt("type", { file, start: diagnostic.start ?? 0 }, message), ...(fix && { fix }) };
}

/** `billing.list(…)` where the tools are in no `billing`: as a rule, their source was named otherwise than the plan calls it. */
function otherNamespace(
  { text }: ts.SourceFile,
  { code, start = 0, length = 0 }: ts.Diagnostic,
  namespaces: ReadonlySet<string>,
): string | undefined {
  const isCalled = /^\s*\.\s*\w+\s*\(/.test(text.slice(start + length, start + length + 200));
  if (!isUnknownName(code) || !isCalled || namespaces.size === 0) return undefined;
  const name = text.slice(start, start + length);
  const known = [...namespaces].slice(0, 5).join(", ");
  return `No tools go by that name. The tools here are in: ${known}. Whoever hands them over names them, as in --tools ${name}=SOURCE.`;
}

/** What to do about the compiler errors that plans meet most. */
const typeAdvice: { readonly [code: number]: string } = {
  2532: "Check for undefined first: an array element or optional property may be missing.",
  18048: "Check for undefined first: an array element or optional property may be missing.",
  2375: "Leave the property out when there is no value, e.g. `...(x === undefined ? {} : { x })`.",
  2379: "Leave the property out when there is no value, e.g. `...(x === undefined ? {} : { x })`.",
};

export function indirectToolIssue(place: Place, name: string): Issue {
  return issueAt(
    "indirect_tool",
    place,
    `${name} is used without being called. Call tools directly, as \`${name}({ … })\`, so that every call can be seen.`,
  );
}

export function builtinSchemaIssue(place: Place, name: string, why: string): Issue {
  return issueAt(
    "builtin_schema",
    place,
    `${name} cannot be called like this: ${why}. Write its schema out where it is called, or in a constant at the top of the program that ends in \`as const\`, like \`{ type: "object", properties: { date: { type: "string", format: "date" } }, required: ["date"] }\`.`,
  );
}

export function builtinNotOfferedIssue(place: Place, kind: BuiltinKind): Issue {
  const offers = {
    ask: "Nobody can be asked here: holdshort.ask is not offered. Give --builtins ask, or take the value from the goal, an input of the plan or a tool.",
    extract:
      "No model reads texts here: holdshort.extract is not offered. Give --builtins extract, or take the value out of the text with the means of the language.",
  };
  return issueAt("builtin_not_offered", place, offers[kind]);
}

export function callOutsidePlanIssue(place: Place, name: string): Issue {
  return issueAt("call_outside_plan", place, `${name} is called while the program loads. Move the call into plan().`);
}

export function floatingCallIssue(place: Place, what: string): Issue {
  return issueAt(
    "floating_call",
    place,
    `${what} is not awaited: the plan could end before it does. Put \`await\` before it, or collect the promises in \`await Promise.all(…)\`.`,
  );
}

export function budgetIssue(place: Place, calls: number, budget: number): Issue {
  return issueAt(
    "budget",
    place,
    `The plan makes at least ${calls} tool calls; ${budget} are allowed. Call less often, or ask for a larger budget.`,
  );
}

/** Nobody can say where the values go, so nobody could weigh the plan. */
export function entangledIssue(place: Place): Issue {
  return issueAt(
    "entangled",
    place,
    "Too many values of the program flow into each other to tell where each comes from. Split the plan, or shorten its lists of literals and its chains of functions.",
  );
}

/** The bound is a number, and so large that a run may be stopped half done. */
export function largeBudgetIssue(place: Place, calls: number, budget: number): Issue {
  return issueAt(
    "budget",
    place,
    `The plan can make up to ${calls} tool calls; ${budget} are allowed, and a run that needs more is stopped there. Go through fewer at a time, or ask for a larger budget.`,
    "warning",
  );
}

export function unusableSchemaIssue(
  place: Place,
  { tool, side, problem, tooLarge }: { tool: string; side: string; problem: string; tooLarge: boolean },
): Issue {
  const what = tooLarge
    ? `needs values larger than can be tried out: ${problem}. Nothing can be said about its calls. Lower the least sizes in the schema of the tool, or leave them out.`
    : `makes no sense (${problem}), so nothing can be said about its calls. Mend the schema of the tool.`;
  return issueAt("unusable_schema", place, `The ${side} schema of ${tool} ${what}`);
}

/** Not a reason to refuse a plan, as no tool may ever lead there; but nothing was seen of what happens if one does. */
export function branchNeverRunIssue(branch: { readonly line: number; readonly column: number }, worlds: number): Issue {
  const message = `This branch ran in none of ${worlds} worlds, so nothing is known of what it does. Read it with care.`;
  const { severity } = issueTable.branch_never_run;
  return { code: "branch_never_run", severity, message, line: branch.line, column: branch.column };
}

/** What stays done where a tool fails and the plan stops. Not an error: with one step after the other it cannot be helped. */
export function partialEffectsIssue(
  place: Place,
  failed: { readonly tool: string; readonly again: boolean },
  done: readonly { readonly tool: string; readonly times: number; readonly final: boolean }[],
): Issue {
  const parts = done.map(({ tool, times, final }) => {
    const often = times === 1 ? "once" : `${times} times`;
    return `${tool} was already called ${often}${final ? ", which cannot be undone" : ""}`;
  });
  const what = failed.again ? `a later call of ${failed.tool} fails` : `${failed.tool} fails here`;
  return issueAt(
    "partial_effects",
    place,
    `If ${what}, the plan stops half-way: ${parts.join("; ")}. Catch the failure and return what was done by then, so that the rest can be done later.`,
  );
}

/** A law that does not hold in some world. */
export function lawIssue(
  code: IssueCode,
  place: Place,
  broken: { readonly message: string; readonly counterexample?: Counterexample },
): Issue {
  const found = issueAt(code, place, broken.message);
  return broken.counterexample === undefined ? found : { ...found, counterexample: broken.counterexample };
}
