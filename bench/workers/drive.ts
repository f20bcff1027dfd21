/**
 * A worker for the bench: `node drive.js DATABASE WORLD CONCURRENCY MS`. Each call takes so many ms and is then added to the world, a file.
 */
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { execute, functions, planIn, startWorker } from "../../executor/index.js";
import { createSandbox } from "../../sandbox/index.js";

const [database = "", world = "", concurrency = "4", ms = "50"] = process.argv.slice(2);
const sandbox = createSandbox({ threads: 2 });
const call = functions({
  shop: {
    pay: async (_, { key }) => {
      await pause(Number(ms));
      appendFileSync(world, `${key}\n`);
      return 1;
    },
  },
});

const started = await startWorker({
  database,
  concurrency: Number(concurrency),
  log: (text) => console.error(text),
  drive: async ({ run, journal, entries: [head], signal }) => {
    const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
    if (plan === undefined) throw new Error(`${run} does not begin as a run.`);
    return execute(plan, { tools: plan.tools.map(({ spec }) => spec), call, journal, signal, sandbox });
  },
});
if (!started.ok) throw new Error(started.issues[0]?.message);
console.log("ready");
await started.value.ended;
