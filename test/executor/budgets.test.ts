import fc from "fast-check";
import { expect, test } from "vitest";
import { Trials, trials } from "#dist/bench/budgets/trial.js";
import { programs } from "#dist/bench/soundness/program.js";
import { createSandbox } from "#dist/sandbox/index.js";

// A few of what `npm run bench:budgets` runs ten thousand of.
test("no run of any program exceeds a budget of any policy", async () => {
  const sandbox = createSandbox();
  const court = new Trials(sandbox);
  const drawn = fc.sample(trials(programs()), { seed: 20260101, numRuns: 120 });
  const tried = (await Promise.all(drawn.map((trial) => court.run(trial)))).flatMap((one) => one ?? []);
  await sandbox.close();
  expect(tried.flatMap(({ exceeded }) => exceeded)).toEqual([]);
  // And budgets really were what stopped some of them.
  const codes = new Set(tried.map(({ code }) => code));
  for (const code of ["budget", "cost", "calls", "calls_in_flight"]) expect(codes).toContain(code);
  expect(tried.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThan(100);
}, 60_000);
