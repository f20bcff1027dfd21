import type ts from "typescript";
import type { Policy, Site } from "../policy/index.js";
import { writtenName } from "../toolspecs/index.js";
import type { DataFlow } from "./flow/values/index.js";
import { ordersDeed } from "./intent/deeds.js";
import { comparePassed } from "./intent/intent.js";
import { type Issue, issueAt } from "./issues/index.js";
import type { Hushed } from "./laws/hushed.js";
import type { LawsFinding } from "./laws/laws.js";
import type { SiteRuns } from "./laws/site-runs.js";
import { siteOf } from "./syntax.js";

interface Judged {
  readonly file: ts.SourceFile;
  readonly data: DataFlow;
  readonly goal: string;
  readonly ungrounded: Policy["ungrounded"];
}

/** The issues known before the program ran, with what its runs showed beyond the laws; each thing is said once. */
export function withShown(
  known: readonly Issue[],
  laws: Pick<LawsFinding, "runs" | "hushed" | "sites" | "broken"> | undefined,
  judged: Judged,
): readonly Issue[] {
  if (laws === undefined) return known;
  const hushed = laws.hushed.map((one) => hushedIssue(one, judged));
  const passed = comparePassed(laws.runs, judged.data, judged).filter(
    (one) => !known.some((other) => isSame(one, other)),
  );
  const other = known.filter((issue) => !laws.hushed.some((one) => isSuspicionOf(issue, one)));
  // Runs that were broken off say nothing of what comes after.
  const never = laws.broken === undefined ? neverMade(laws.sites, judged) : [];
  return [...hushed, ...never, ...passed, ...other];
}

/** Changes that no run made, where nothing that a run brings along decides about them: none ever will. */
function neverMade(sites: readonly SiteRuns[], { file, data }: Judged): readonly Issue[] {
  return data.calls.flatMap(({ call, binding, control }) => {
    const { line, column } = siteOf(call);
    const runs = sites.find((one) => one.line === line && one.column === column);
    const isDead = runs !== undefined && runs.worlds + runs.faultWorlds === 0;
    if (!isDead || binding.spec.effect === "read" || [...control.keys()].some(({ kind }) => kind !== "literal"))
      return [];
    const message = `${writtenName(binding)} is never called: what decides about it is the same in every run. Call it where it is meant, or leave it out.`;
    return [issueAt("dead_code", { file, start: call.getStart(file) }, message, "error")];
  });
}

/** An error where the goal asks for what failed. */
function hushedIssue({ tool, site, message, counterexample }: Hushed, { file, goal }: Judged): Issue {
  const start = site === undefined ? 0 : file.getPositionOfLineAndCharacter(site.line - 1, site.column - 1);
  const severity = ordersDeed(goal, tool.spec) ? "error" : "warning";
  return { ...issueAt("swallowed_failure", { file, start }, message, severity), counterexample };
}

/** What the program alone lets suspect of a call stands around it. */
function isSuspicionOf({ code, call }: Issue, { site }: Hushed): boolean {
  return code === "swallowed_failure" && call !== undefined && isSamePlace(call, site);
}

function isSame(one: Issue, other: Issue): boolean {
  return one.code === other.code && one.severity === other.severity && isSamePlace(one, other);
}

function isSamePlace(one: Site, other: Site | undefined): boolean {
  return one.line === other?.line && one.column === other.column;
}
