import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import type { Issue } from "../../issues/index.js";
import type { GivenRun } from "../../laws/given-run.js";
import { findPassedOver } from "./all.js";
import { findMisanswered } from "./answers.js";
import { findWrongEnds } from "./best.js";
import { casesOf } from "./case.js";
import { findMiscounted } from "./counted.js";
import { findBothWays } from "./either.js";
import { findUnmet } from "./unmet.js";

/** What the runs did with the records that they were told, held against what the goal says of such records. */
export function findInCases(runs: readonly GivenRun[], data: DataFlow, goal: Goal): readonly Issue[] {
  const cases = casesOf(runs, data);
  if (data.calls.every(({ binding }) => binding.spec.effect === "read")) return findMisanswered(cases, data, goal);
  return [
    ...findUnmet(cases, data, goal),
    ...findMiscounted(cases, data, goal),
    ...findPassedOver(cases, data, goal),
    ...findWrongEnds(cases, data, goal),
    ...findBothWays(cases, data, goal),
  ];
}
