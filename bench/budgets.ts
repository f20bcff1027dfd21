/**
 * Random programs under random policies, run for real by the executor:
 *
 *     npm run bench:budgets -- [--programs 10000] [--seed 1]
 *
 * Prints what became of them. Ends with 1 if any run exceeded a budget.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { createSandbox } from "../sandbox/index.js";
import { Trials, type Tried, trials } from "./budgets/trial.js";
import { programs } from "./soundness/program.js";

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { programs: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
  });
  const wanted = Number(values.programs);
  const sandbox = createSandbox();
  const court = new Trials(sandbox);
  const tried: Tried[] = [];
  const started = performance.now();
  for (let batch = 0; tried.length < wanted; batch += 1) {
    const seed = Number(values.seed) * 1_000_003 + batch;
    const drawn = fc.sample(trials(programs()), { seed, numRuns: 16 });
    const found = await Promise.all(drawn.map((trial) => court.run(trial)));
    tried.push(...found.flatMap((one) => one ?? []));
  }
  await sandbox.close();
  console.log(summary(tried, performance.now() - started));
  return tried.every(({ exceeded }) => exceeded.length === 0);
}

function summary(tried: readonly Tried[], ms: number): string {
  const codes = new Map<string, number>();
  for (const { outcome, code = outcome } of tried) codes.set(code, (codes.get(code) ?? 0) + 1);
  const ends = [...codes].toSorted((a, b) => b[1] - a[1]).map(([code, times]) => `${code} ${times}`);
  const broken = tried.filter(({ exceeded }) => exceeded.length > 0);
  return [
    `runs ${tried.length}, with ${tried.reduce((sum, { calls }) => sum + calls, 0)} calls in all`,
    `ended: ${ends.join(", ")}`,
    `exceeded a budget: ${broken.length}${broken
      .slice(0, 5)
      .map(({ exceeded }) => `\n  ${exceeded.join("; ")}`)
      .join("")}`,
    `${(ms / 1000).toFixed(1)} s`,
  ].join("\n");
}

process.exitCode = (await main()) ? 0 : 1;
