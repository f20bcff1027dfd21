// The rows that ways of asking are compared on: a seeded sample of public benchmarks, each with the authors' rule.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bfclRows } from "../../eval/bfcl/bfcl.js";
import { faultOf } from "../../eval/bfcl/score.js";
import { secondRows } from "../../eval/nestful/second.js";
import { matchOf } from "../../eval/nestful/sequence.js";
import type { SourcedCall } from "../../eval/sourced.js";
import { readTools, type ToolSpec } from "../../toolspecs/index.js";
import { randomOf } from "../mutation/random.js";

export interface Trial {
  readonly id: string;
  readonly set: string;
  readonly goal: string;
  readonly tools: readonly ToolSpec[];
  /** What is wrong with the calls, by the authors' rule; nothing where they are right. */
  fault(calls: readonly SourcedCall[]): string | undefined;
}

const bfclSets = ["simple_python", "multiple", "parallel"];

/** The first `rows` of each set in an order that the seed gives: a longer sample begins with the shorter one. Row by row, each set in turn. */
export async function sampleOf(
  data: string,
  { rows, seed }: { rows: number; seed: string },
): Promise<readonly Trial[]> {
  const random = randomOf(seed);
  const sets = [...(await bfclTrials(data)), nestfulTrials(data)].map((set) => random.shuffled(set));
  return Array.from({ length: rows }, (_, index) => sets.flatMap((set) => set[index] ?? [])).flat();
}

async function bfclTrials(data: string): Promise<readonly (readonly Trial[])[]> {
  const rows = bfclRows(folderOf(data, "bfcl"));
  const trials = bfclSets.map((set) =>
    rows
      .filter(({ file }) => file === set)
      .map(async ({ id, goal, functions, gold = [], documented }): Promise<Trial[]> => {
        const tools = await readTools([functions]);
        if (!tools.ok) return [];
        const fault = (calls: readonly SourcedCall[]) => faultOf(calls, gold, documented);
        return [{ id, set: `bfcl ${set}`, goal, tools: tools.value, fault }];
      }),
  );
  return Promise.all(trials.map(async (set) => (await Promise.all(set)).flat()));
}

function nestfulTrials(data: string): readonly Trial[] {
  return secondRows(folderOf(data, "nestful")).map(({ id, goal, tools, calls: wanted }) => ({
    ...{ id, goal, tools, set: "nestful v2" },
    fault: (calls) => {
      const { correct, why } = matchOf(calls, wanted);
      return correct ? undefined : why;
    },
  }));
}

function folderOf(data: string, name: string): string {
  const inside = join(data, name);
  return existsSync(inside) ? inside : data;
}
