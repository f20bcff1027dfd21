import { join } from "node:path";
import type { Compiler } from "../../../verifier/compiler/compiler.js";
import type { GoodProgram, Skipped } from "../program.js";
import { agentdojoFiles } from "./agentdojo.js";
import { convert } from "./convert.js";
import { nestfulFiles } from "./nestful.js";
import type { GoldFile } from "./row.js";
import { sealFiles } from "./seal.js";
import { ultratoolFiles } from "./ultratool.js";

/** What one file of rows gave. */
export interface Harvest {
  readonly origin: string;
  readonly rows: number;
  readonly programs: readonly GoodProgram[];
  /** Why no program was made of the other rows: a reason each. */
  readonly skipped: readonly string[];
}

/** Programs from every benchmark in the folder, which is read and never copied. */
export async function readGold(folder: string, compiler: Compiler): Promise<readonly Harvest[]> {
  const files: readonly GoldFile[] = [
    ...nestfulFiles(join(folder, "nestful")),
    ...sealFiles(join(folder, "seal-tools")),
    ...ultratoolFiles(join(folder, "ultratool")),
    ...agentdojoFiles(join(folder, "agentdojo")),
  ];
  const harvests: Harvest[] = [];
  for (const file of files) harvests.push(harvestOf(file.origin, await convert(file, compiler)));
  return harvests;
}

function harvestOf(origin: string, made: readonly (GoodProgram | Skipped)[]): Harvest {
  const programs = made.flatMap((one) => ("skipped" in one ? [] : [one]));
  const skipped = made.flatMap((one) => ("skipped" in one ? [one.skipped] : []));
  return { origin, rows: made.length, programs, skipped };
}
