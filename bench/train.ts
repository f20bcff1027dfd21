/**
 * Learns the planner's weights from public benchmarks and says how well it does on tools it has not seen:
 *
 *     npm run train -- --data DIR [--check] [--show FILE]
 *
 * DIR holds `bfcl`, `metatool` and `seal-tools`, which are read and never copied. With `--check` nothing is written.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { pack, unpack } from "../planner/search/learned/pack.js";
import { card } from "./train/card.js";
import { emptyModel } from "./train/empty.js";
import { figures, withTrust } from "./train/figures.js";
import { folds } from "./train/folds.js";
import { learn } from "./train/learn.js";
import { fitLogistic } from "./train/logistic.js";
import { type Planned, planRow } from "./train/plans.js";
import { readRows } from "./train/rows.js";
import { slotExamples } from "./train/slots.js";
import { toolExample } from "./train/tools.js";

const folder = "planner/search/learned";
const weightsFile = `${folder}/weights.bin`;

const { values } = parseArgs({
  options: { data: { type: "string" }, show: { type: "string" }, check: { type: "boolean", default: false } },
});
if (values.data === undefined) throw new Error("Usage: npm run train -- --data DIR [--check] [--show FILE]");

const start = performance.now();
const say = (text: string) => console.error(`${((performance.now() - start) / 1000).toFixed(0)} s: ${text}`);

const rows = await readRows(values.data);
const lessons = {
  slots: rows.flatMap((row) => slotExamples(row, emptyModel)),
  tools: rows.flatMap((row) => toolExample(row) ?? []),
};
say(`${rows.length} rows, ${lessons.slots.length} parameters, ${lessons.tools.length} choices of a tool`);

// What a model says of rows whose tools it has not seen: the only ground to judge trust and accuracy on.
const plans: Planned[] = [];
for (let fold = 0; fold < folds; fold += 1) {
  const model = { ...emptyModel, ...learn(lessons, fold) };
  for (const row of rows) if (row.fold === fold && row.planned) plans.push(planRow(row, model));
  say(`fold ${fold + 1} of ${folds}`);
}
const trusted = withTrust(plans);
const found = figures(trusted, plans);
console.log(found);
for (const { row, taken, missing, trust, right } of trusted) {
  if (row.file !== values.show || right) continue;
  console.log(
    `${row.id} (${trust.toFixed(2)}): ${row.goal.text.slice(0, 300)}\n    ${taken?.why ?? missing?.message}\n    ${JSON.stringify(taken?.calls)}`,
  );
}

if (!values.check) {
  const confidence = fitLogistic(plans.flatMap(({ options }) => options.filter(({ fed }) => !fed)));
  const bytes = pack({ ...emptyModel, ...learn(lessons, undefined), confidence });
  unpack(bytes);
  writeFileSync(weightsFile, bytes);
  const made = { file: "weights.bin", bytes: bytes.length, rows: rows.length, figures: found };
  writeFileSync(`${folder}/weights.card.md`, card({ ...made, date: new Date().toISOString().slice(0, 10) }));
  say(`${weightsFile}: ${bytes.length} bytes`);
}
