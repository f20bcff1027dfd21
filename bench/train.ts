/**
 * Learns the planner's weights from public benchmarks and says how well it does on tools it has not seen:
 *
 *     npm run train -- --data DIR [--check] [--show FILE] [--without slots,tools,counts]
 *
 * DIR holds `bfcl`, `metatool` and `seal-tools`, which are read and never copied. With `--check` nothing is written, nor with `--without`, which
 * leaves out a part of what is learned: values for parameters, the choice of tools, how often to call.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { unpack } from "../planner/search/learned/pack.js";
import { card } from "./train/card.js";
import { lessonsOf, parts, plansOf, weightsOf } from "./train/course.js";
import { figures, withTrust } from "./train/figures.js";
import { folds } from "./train/folds.js";
import { readRows } from "./train/rows.js";

const folder = "planner/search/learned";
const weightsFile = `${folder}/weights.bin`;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    show: { type: "string" },
    without: { type: "string", default: "" },
    check: { type: "boolean", default: false },
  },
});
if (values.data === undefined) throw new Error("Usage: npm run train -- --data DIR [--check] [--show FILE]");

const start = performance.now();
const say = (text: string) => console.error(`${((performance.now() - start) / 1000).toFixed(0)} s: ${text}`);

const rows = await readRows(values.data);
const lessons = lessonsOf(rows);
say(`${rows.length} rows, ${lessons.slots.length} parameters, ${lessons.tools.length} choices of a tool`);

const without = parts.filter((part) => values.without.split(",").includes(part));
const plans = plansOf(rows, lessons, { without, onFold: (fold) => say(`fold ${fold + 1} of ${folds}`) });
const trusted = withTrust(plans, without);
const found = figures(trusted, plans);
console.log(found);
for (const { row, taken, missing, trust, right } of trusted) {
  if (row.file !== values.show || right) continue;
  console.log(
    `${row.id} (${trust.toFixed(2)}): ${row.goal.text.slice(0, 300)}\n    ${taken?.why ?? missing?.message}\n    ${JSON.stringify(taken?.calls)}`,
  );
}

if (!values.check && without.length === 0) {
  const bytes = weightsOf(lessons, plans);
  unpack(bytes);
  writeFileSync(weightsFile, bytes);
  const made = { file: "weights.bin", bytes: bytes.length, rows: rows.length, figures: found };
  writeFileSync(`${folder}/weights.card.md`, card({ ...made, date: new Date().toISOString().slice(0, 10) }));
  say(`${weightsFile}: ${bytes.length} bytes`);
}
