/**
 * NESTFUL v2 (Basu et al., arXiv 2409.03797): nested calls of arithmetic and small utility functions, each row with its own few functions.
 * Scored by the authors' full sequence match; their win rate needs the functions themselves, which are not in the data.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ToolSpec } from "../../toolspecs/index.js";
import { type Benchmark, type Case, sumOf } from "../benchmark.js";
import { type Fields, fields, items, readCases, readRows, text } from "../lines.js";
import { shareOf } from "../share.js";
import { attempt } from "./attempt.js";
import { functionOf } from "./tools.js";

export const secondNestful: Benchmark = {
  name: "nestful-v2",
  about: "a sentence or a word problem, 7 to 19 functions: 2 to 18 calls that use what earlier calls return",
  read: (folder) => readCases(folder, () => secondRows(folder).map(caseOf)),
  figures: (attempts) => ({ "calls in their place": shareOf(sumOf(attempts, "placed"), sumOf(attempts, "calls")) }),
};

export interface SecondRow {
  readonly id: string;
  readonly goal: string;
  readonly tools: readonly ToolSpec[];
  /** The authors' calls. */
  readonly calls: readonly Fields[];
}

export function secondRows(folder: string): readonly SecondRow[] {
  return readRows(fileIn(folder), (row) => {
    const tools = items(row.tools, "tools").map((one) => functionOf(fields(one, "tools")));
    const byName = new Map(tools.toReversed().map((tool) => [tool.name, tool]));
    return {
      id: text(row.sample_id, "sample_id"),
      goal: text(row.input, "input"),
      tools: tools.filter((tool) => byName.get(tool.name) === tool),
      calls: items(row.output, "output").map((one) => fields(one, "output")),
    };
  });
}

/** The benchmark's own folder holds the second version in one of its own. */
function fileIn(folder: string): string {
  const name = "nestful_data.jsonl";
  const places = ["v2", join("nestful", "v2"), "."].map((place) => join(folder, place, name));
  return places.find((path) => existsSync(path)) ?? join(folder, name);
}

function caseOf({ id, goal, tools, calls }: SecondRow): Case {
  return { id, file: "v2", attempt: (setting) => attempt({ goal, tools, calls }, setting) };
}
