/** One row through the library: its tools read, its goal planned and checked, the calls of the checked plan scored. */
import { type PlanVerifier, plan, searchProposer } from "../../planner/index.js";
import { readTools } from "../../toolspecs/index.js";
import type { Row } from "./rows.js";
import { faultOf } from "./score.js";

export type Ending = "correct" | "wrong" | "abstained" | "rejected" | "unreadable" | "crashed";

export interface Scored {
  readonly row: Row;
  readonly ending: Ending;
  /** What is wrong, or what was missing. */
  readonly why: string;
  /** Time the planner took. */
  readonly ms: number;
}

export async function runRow(row: Row, verifier: PlanVerifier): Promise<Scored> {
  try {
    return await planRow(row, verifier);
  } catch (error) {
    return {
      row,
      ending: "crashed",
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ms: 0,
    };
  }
}

async function planRow(row: Row, verifier: PlanVerifier): Promise<Scored> {
  const tools = await readTools([row.functions]);
  if (!tools.ok) {
    return { row, ending: "unreadable", why: tools.issues.map((issue) => issue.message).join(" "), ms: 0 };
  }
  const verdict = await plan({ goal: row.goal, tools: tools.value, proposer: searchProposer(), verifier });
  const ms = verdict.ms.plan;
  switch (verdict.outcome) {
    case "abstained": {
      const why = verdict.missing.map((missing) => missing.message).join(" ");
      return { row, ending: row.gold === undefined ? "correct" : "abstained", why, ms };
    }
    case "rejected":
      return { row, ending: "rejected", why: verdict.issues.map((issue) => issue.message).join(" "), ms };
    case "passed": {
      const fault = row.gold === undefined ? "answered" : faultOf(verdict.trace, row.gold, row.documented);
      return { row, ending: fault === undefined ? "correct" : "wrong", why: fault ?? "", ms };
    }
  }
}
