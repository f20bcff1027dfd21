/**
 * The Berkeley Function-Calling Leaderboard (v4), rows of one turn: which functions to call for a sentence, with which
 * arguments, or none. https://github.com/ShishirPatil/gorilla
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark, Case } from "../benchmark.js";
import { readCases } from "../lines.js";
import { type Calls, type Judged, planRow } from "../plan-row.js";
import { type Row, rowsIn } from "./rows.js";
import { faultOf } from "./score.js";

/** Arguments of the Java and JavaScript rows are source texts of those languages, which no plan holds. */
export const bfclFiles = [
  "simple_python",
  "multiple",
  "parallel",
  "parallel_multiple",
  "irrelevance",
  "live_simple",
  "live_multiple",
  "live_parallel",
  "live_parallel_multiple",
  "live_irrelevance",
  "live_relevance",
] as const;

export const bfcl: Benchmark = {
  name: "bfcl",
  about: "one sentence, up to dozens of functions: the right calls with the right arguments, or none",
  read: (folder) => readCases(folder, () => bfclRows(folder).map(caseOf)),
};

export function bfclRows(folder: string): Row[] {
  return bfclFiles
    .filter((file) => existsSync(join(folder, fileName(file))))
    .flatMap((file) => rowsIn(folder, fileName(file)).map((row) => ({ ...row, file })));
}

function fileName(file: string): string {
  return `BFCL_v4_${file}.json`;
}

function caseOf(row: Row): Case {
  return {
    id: row.id,
    file: row.file,
    attempt: (setting) => planRow(row, setting, (calls) => judge(row, calls)),
  };
}

function judge({ file, gold, documented }: Row, calls: Calls): Judged {
  // What is asked of these rows is that something is called at all.
  if (file === "live_relevance") return { correct: calls.length > 0, why: calls.length > 0 ? "" : "no call" };
  if (gold === undefined) return { correct: calls.length === 0, why: calls.length === 0 ? "" : "called something" };
  const why = faultOf(calls, gold, documented);
  return { correct: why === undefined, why: why ?? "" };
}
