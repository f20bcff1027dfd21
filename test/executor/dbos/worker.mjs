// A worker in a process of its own: node worker.mjs DATABASE WORLD CONCURRENCY. The world is a file to which every call is added when it
// really happens. Tools answer after a moment; who pays for number 13 hangs until it is killed.
import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { execute, functions, planIn, startWorker } from "../../../dist/executor/index.js";

const [database, world, concurrency] = process.argv.slice(2);

const does =
  (name) =>
  async ({ n }, { key }) => {
    await pause(5);
    appendFileSync(world, `${name} ${n} ${key}\n`);
    if (name === "pay" && n === 13 && !existsSync(`${world}.hung`)) {
      appendFileSync(`${world}.hung`, String(process.pid));
      await new Promise(() => {});
    }
    return n;
  };

const call = functions({ shop: { look: does("look"), note: does("note"), pay: does("pay") } });

const started = await startWorker({
  database,
  concurrency: Number(concurrency),
  log: (text) => console.error(text),
  drive: async ({ journal, entries: [head], signal }) => {
    const plan = planIn(head.plan);
    return execute(plan, { tools: plan.tools.map(({ spec }) => spec), call, journal, signal });
  },
});
if (!started.ok) throw new Error(started.issues[0].message);
process.on("SIGTERM", () => started.value.stop());
console.log("ready");
const how = await started.value.ended;
console.log(how);
process.exit(0);
