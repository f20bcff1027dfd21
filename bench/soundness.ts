/**
 * Random programs against what the analysis says of them:
 *
 *     npm run bench:soundness -- [--programs 10000] [--seed 1] [--worlds 4] [--show N]
 *
 * Prints what became of the programs, and the source of the first N that contradict the analysis. Ends with 1 if any does.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { createSandbox } from "../sandbox/index.js";
import { type Contradiction, Court, type Ending } from "./soundness/law.js";
import { programs } from "./soundness/program.js";

/** Programs checked together. */
const BATCH = 16;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      programs: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      worlds: { type: "string", default: "4" },
      show: { type: "string", default: "3" },
    },
  });
  const [wanted, seed] = [Number(values.programs), Number(values.seed)];
  const sandbox = createSandbox();
  const court = new Court(sandbox, Number(values.worlds));
  const endings: Ending[] = [];
  const started = performance.now();
  // Whoever is refused does not count: as many programs are judged as were asked for.
  for (let batch = 0; endings.filter(isJudged).length < wanted; batch += 1) {
    const drawn = fc.sample(programs(), { seed: seed * 1_000_003 + batch, numRuns: BATCH });
    endings.push(...(await court.judge(drawn, seed + batch * BATCH)));
  }
  await sandbox.close();
  const found = endings.flatMap((ending) => (ending.kind === "unsound" ? [ending.found] : []));
  for (const one of found.slice(0, Number(values.show))) console.log(story(one));
  console.log(summary(endings, performance.now() - started));
  return found.length === 0;
}

function isJudged({ kind }: Ending): boolean {
  return kind === "ran" || kind === "unsound";
}

function story({ tool, problem, source }: Contradiction): string {
  return `${tool}: ${problem}\n${source}`;
}

function summary(endings: readonly Ending[], ms: number): string {
  const ran = endings.flatMap((ending) => (ending.kind === "ran" ? [ending] : []));
  const count = (kind: Ending["kind"]) => endings.filter((ending) => ending.kind === kind).length;
  const total = (of: (ending: (typeof ran)[number]) => number) => ran.reduce((sum, ending) => sum + of(ending), 0);
  const why = new Map<string, number>();
  for (const ending of endings) if ("why" in ending) why.set(ending.why, (why.get(ending.why) ?? 0) + 1);
  const refusals = [...why].toSorted((a, b) => b[1] - a[1]).slice(0, 5);
  return [
    `programs drawn ${endings.length}: ${count("form")} refused by form, ${count("types")} by types`,
    ...refusals.map(([text, times]) => `  ${times} x ${text.slice(0, 160)}`),
    `programs run ${ran.length}, in ${total(({ runs }) => runs)} worlds, ${total(({ ended }) => ended)} runs ended well`,
    `bounds of reached tools: ${total(({ bounds }) => bounds.constant)} numbers, ${total(({ bounds }) => bounds.symbolic)} by size, ${total(({ bounds }) => bounds.unbounded)} unbounded`,
    `origins listed ${total(({ sharpness }) => sharpness.claimed)}, seen ${total(({ sharpness }) => sharpness.seen)}`,
    `contradictions ${count("unsound")}`,
    `${(ms / 1000).toFixed(1)} s`,
  ].join("\n");
}

process.exitCode = (await main()) ? 0 : 1;
