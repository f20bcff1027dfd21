/**
 * Seal-Tools (Wu et al., NLPCC 2024): requests for one call or several, some of which feed each other, with five candidate
 * tools. F1 of tools and of parameters over all rows; a row is correct when all of it is. https://github.com/fairyshine/Seal-Tools
 */
import { type Attempt, type Benchmark, type Case, sumOf } from "../benchmark.js";
import { readCases } from "../lines.js";
import { type Calls, type Judged, planRow } from "../plan-row.js";
import { f1Of, type Share, shareOf } from "../share.js";
import { type SealRow, sealRows } from "./rows.js";
import { countsOf, isExact } from "./score.js";

export const sealTools: Benchmark = {
  name: "seal-tools",
  about: "one or several sentences, five functions: the calls with their parameters",
  read: (folder) => readCases(folder, () => sealRows(folder).map(caseOf)),
  figures,
};

function figures(attempts: readonly Attempt[]): Readonly<Record<string, Share>> {
  const [tools, parameters] = (["tools", "parameters"] as const).map((what) => ({
    right: sumOf(attempts, what),
    said: sumOf(attempts, `${what}Said`),
    wanted: sumOf(attempts, `${what}Wanted`),
  }));
  const shares = (name: string, { right, said, wanted }: { right: number; said: number; wanted: number }) => ({
    [`${name} F1`]: f1Of(right, said, wanted),
    [`${name} precision`]: shareOf(right, said),
    [`${name} recall`]: shareOf(right, wanted),
  });
  return { ...(tools && shares("tool", tools)), ...(parameters && shares("parameter", parameters)) };
}

function caseOf(row: SealRow): Case {
  return { id: row.id, file: row.file, attempt: (setting) => planRow(row, setting, (calls) => judged(row, calls)) };
}

function judged({ gold }: SealRow, calls: Calls): Judged {
  const correct = isExact(calls, gold);
  const said = calls.map(({ tool, args }) => `${tool}(${JSON.stringify(args)})`).join("; ");
  const wanted = gold.map(({ tool, parameters }) => `${tool}(${JSON.stringify(parameters)})`).join("; ");
  const why = correct ? "" : `${said} instead of ${wanted}`;
  return { correct, why, counts: { ...countsOf(calls, gold) } };
}
