/** One row through the library: its tools read, its goal planned and checked. The calls come from a world the plan ran in. */
import { plan } from "../planner/index.js";
import { type Json, readTools } from "../toolspecs/index.js";
import type { Attempt, Setting } from "./benchmark.js";
import { type SourcedCall, sourcedCalls } from "./sourced.js";

export interface PlannedRow {
  readonly goal: string;
  /** The row's functions, as a source of tools. */
  readonly functions: readonly Json[];
}

/** The call list of a passed plan, in order. */
export type Calls = readonly SourcedCall[];

export interface Judged {
  readonly correct: boolean;
  readonly why: string;
  readonly counts?: Readonly<Record<string, number>>;
}

/** `judge` is asked about the calls of a plan that passed, and about no calls when there is no such plan. */
export async function planRow(row: PlannedRow, setting: Setting, judge: (calls: Calls) => Judged): Promise<Attempt> {
  const tools = await readTools([row.functions]);
  if (!tools.ok) return { ending: "unreadable", ...judge([]), why: messages(tools.issues), ms: 0 };
  const { proposer, verifier, signal } = setting;
  const verdict = await plan({ goal: row.goal, tools: tools.value, proposer, verifier, signal });
  const ms = verdict.ms.plan;
  switch (verdict.outcome) {
    case "abstained":
      return { ending: "abstained", ...judge([]), why: messages(verdict.missing), ms };
    case "rejected":
      return { ending: "rejected", ...judge([]), why: messages(verdict.issues), ms };
    case "passed":
      return { ending: "planned", ...judge(sourcedCalls(verdict)), ms };
  }
}

function messages(all: readonly { readonly message: string }[]): string {
  return all.map(({ message }) => message).join(" ");
}
