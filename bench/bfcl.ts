/**
 * The embedded planner on the Berkeley Function-Calling Leaderboard's rows of one turn:
 *
 *     node dist/bench/bfcl.js --data DIR [--file NAME.json] [--limit N] [--show wrong|abstained|...]
 *
 * DIR holds the benchmark's files (`NAME.json` and `possible_answer/NAME.json`); they are read and never copied.
 */
import { parseArgs } from "node:util";
import { createVerifier } from "../verifier/index.js";
import { readRows } from "./bfcl/rows.js";
import { type Ending, runRow, type Scored } from "./bfcl/run.js";

const usage = "Usage: node dist/bench/bfcl.js --data DIR [--file NAME.json] [--limit N] [--show ENDING]";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      file: { type: "string", default: "BFCL_v4_simple_python.json" },
      limit: { type: "string", default: "1000000" },
      show: { type: "string" },
    },
  });
  if (values.data === undefined) throw new Error(usage);
  const rows = readRows(values.data, values.file).slice(0, Number(values.limit));
  // A few worlds are enough: the rows' functions declare no outputs that a plan could trip over.
  const verifier = createVerifier({ worlds: 5 });
  const scored: Scored[] = [];
  try {
    for (const row of rows) scored.push(await runRow(row, verifier));
  } finally {
    await verifier.close();
  }
  for (const one of scored)
    if (one.ending === values.show) console.log(`${one.row.id}: ${one.row.goal}\n    ${one.why}`);
  console.log(summary(values.file, scored));
}

function summary(file: string, scored: readonly Scored[]): string {
  const count = (ending: Ending) => scored.filter((one) => one.ending === ending).length;
  const share = scored.length === 0 ? 0 : (100 * count("correct")) / scored.length;
  const endings: readonly Ending[] = ["correct", "wrong", "abstained", "rejected", "unreadable", "crashed"];
  const times = scored.map((one) => one.ms).sort((a, b) => a - b);
  const lines: readonly (readonly [string, string])[] = [
    ["rows", String(scored.length)],
    ...endings.map((ending) => [ending, String(count(ending))] as const),
    ["accuracy", `${share.toFixed(1)} %`],
    ["plan p50", `${(times[times.length >> 1] ?? 0).toFixed(2)} ms`],
  ];
  return [file, ...lines.map(([name, value]) => `  ${name.padEnd(12)}${value.padStart(10)}`)].join("\n");
}

await main();
