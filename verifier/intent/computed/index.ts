import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import type { Issue } from "../../issues/index.js";
import type { GivenRun } from "../../laws/given-run.js";
import { findAlteredSums } from "./altered.js";
import { findMadeUpByComputing } from "./computed.js";
import { findEmbellished } from "./embellished.js";
import { passedIn } from "./passed.js";

/** Values in what the runs passed to the tools that the goal does not give, though no literal shows it. */
export function findMadeUpInRuns(runs: readonly GivenRun[], data: DataFlow, goal: Goal): readonly Issue[] {
  const places = passedIn(runs, data);
  const found = findMadeUpByComputing(places, data, goal);
  const others = [...findAlteredSums(places, goal), ...findEmbellished(places, goal)];
  // Of one place one thing is said.
  return [
    ...found,
    ...others.filter((one) => !found.some(({ line, column }) => one.line === line && one.column === column)),
  ];
}
