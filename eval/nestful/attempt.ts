import { plan } from "../../planner/index.js";
import type { ToolSpec } from "../../toolspecs/index.js";
import type { Attempt, Setting } from "../benchmark.js";
import type { Fields } from "../lines.js";
import { sourcedCalls } from "../sourced.js";
import { matchOf } from "./sequence.js";

export interface Nested {
  readonly goal: string;
  readonly tools: readonly ToolSpec[];
  /** The authors' calls. */
  readonly calls: readonly Fields[];
}

/** One row through the library. */
export async function attempt({ goal, tools, calls: wanted }: Nested, setting: Setting): Promise<Attempt> {
  const verdict = await plan({ goal, tools, ...setting });
  const { correct, why, ...counts } = matchOf(verdict.outcome === "abstained" ? [] : sourcedCalls(verdict), wanted);
  const said = verdict.outcome === "abstained" ? verdict.missing.map(({ message }) => message).join(" ") : why;
  const endings = { passed: "planned", rejected: "rejected", abstained: "abstained" } as const;
  return { ending: endings[verdict.outcome], correct, why: correct ? "" : said, ms: verdict.ms.plan, counts };
}
