/**
 * Runs in a queue on PostgreSQL, driven by worker processes:
 *
 *     npm run bench:workers -- --database postgres://... [--runs 200] [--ms 50] [--concurrency 2]
 *
 * Prints the throughput with 1, 2 and 4 workers; then what becomes of the runs when one of four is killed in the middle. Ends with 1 if any
 * run did not end, or any call was made twice. Takes an empty database, and makes tables in it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { listRuns, resumeRun, submitRun } from "../executor/index.js";
import type { ToolSpec } from "../toolspecs/index.js";
import { createVerifier, type VerifiedPlan } from "../verifier/index.js";

const callsEach = 5;
const source = `export default async function plan() { let sum = 0; for (let n = 0; n < ${callsEach}; n += 1) sum += await shop.pay({ n }); return sum; }`;

const pay: ToolSpec = {
  server: "shop",
  name: "pay",
  description: "",
  input: { type: "object", properties: { n: { type: "integer" } }, required: ["n"], additionalProperties: false },
  output: { schema: { type: "integer" }, origin: "declared" },
  effect: "irreversible",
  trusted: true,
};

interface Setting {
  readonly database: string;
  readonly runs: number;
  readonly ms: number;
  readonly concurrency: number;
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      database: { type: "string", default: "" },
      runs: { type: "string", default: "200" },
      ms: { type: "string", default: "50" },
      concurrency: { type: "string", default: "2" },
    },
  });
  const { database, runs, ms, concurrency } = values;
  const setting = { database, runs: Number(runs), ms: Number(ms), concurrency: Number(concurrency) };
  const plan = await judged();
  console.log(
    `${runs} runs of ${callsEach} calls of ${ms} ms, ${concurrency} at a time each worker; ideal: ${((setting.concurrency * 1000) / (callsEach * setting.ms)).toFixed(1)} runs a second a worker\n`,
  );
  for (const workers of [1, 2, 4]) {
    const { rate, made } = await driven(plan, { ...setting, workers });
    console.log(`${workers} workers: ${rate.toFixed(1)} runs a second (${made} calls)`);
  }
  const { made, twice, waited, unended } = await driven(plan, { ...setting, workers: 4, killed: 1 });
  console.log(
    `\n4 workers, one killed: ${setting.runs - unended} of ${setting.runs} runs ended, ${waited} after a person said what became of a call; ${made} calls, ${twice} made twice`,
  );
  return unended === 0 && twice === 0 && made === setting.runs * callsEach;
}

async function judged(): Promise<VerifiedPlan> {
  const verifier = createVerifier({ worlds: 1 });
  const verdict = await verifier.verify({ goal: "", source }, [pay], { policy: { approve: [] } });
  await verifier.close();
  if (verdict.outcome !== "passed") throw new Error("The loop is a plan.");
  return verdict.verified;
}

interface Driven {
  /** Runs a second. */
  readonly rate: number;
  readonly made: number;
  readonly twice: number;
  readonly waited: number;
  readonly unended: number;
}

async function driven(
  plan: VerifiedPlan,
  {
    database,
    runs,
    ms,
    concurrency,
    workers,
    killed = 0,
  }: Setting & { readonly workers: number; readonly killed?: number },
): Promise<Driven> {
  const world = join(await mkdtemp(join(tmpdir(), "holdshort-bench-")), "world");
  await writeFile(world, "");
  const mine = new Set<string>();
  for (let n = 0; n < runs; n += 1) {
    const submitted = await submitRun(plan, { database, note: null, now: Date.now() });
    if (!submitted.ok) throw new Error(submitted.issues[0]?.message);
    mine.add(submitted.value.run);
  }
  const argv = [database, world, String(concurrency), String(ms)];
  const children = Array.from({ length: workers }, () => worker(argv));
  await Promise.all(children.map(({ stdout }) => stdout && once(stdout, "data")));
  // From here on all of them work; what was done while the last one was starting does not count.
  const before = runs - (await left(database, mine));
  const started = performance.now();
  const made = async () => (await readFile(world, "utf8")).split("\n").slice(0, -1);
  const victims = children.slice(0, killed);
  if (victims.length > 0) {
    while ((await made()).length < (runs * callsEach) / 3) await pause(10);
    for (const child of victims) child.kill("SIGKILL");
  }
  const waited = await allEnded({ database, mine, made });
  const rate = ((runs - before) * 1000) / (performance.now() - started);
  for (const child of children) child.kill("SIGKILL");
  const keys = await made();
  return {
    rate,
    waited,
    made: keys.length,
    twice: keys.length - new Set(keys).size,
    unended: await left(database, mine),
  };
}

function worker(argv: readonly string[]): ChildProcess {
  const program = fileURLToPath(new URL("./workers/drive.js", import.meta.url));
  return spawn(process.execPath, ["--no-deprecation", program, ...argv], { stdio: ["ignore", "pipe", "inherit"] });
}

interface Watched {
  readonly database: string;
  readonly mine: ReadonlySet<string>;
  readonly made: () => Promise<readonly string[]>;
}

/** Answers what is asked by looking into the world, as a person would; how many runs were asked about. */
async function allEnded({ database, mine, made }: Watched): Promise<number> {
  const asked = new Set<string>();
  for (;;) {
    const open = (await listed(database)).filter(({ run, state }) => mine.has(run) && state !== "done");
    if (open.length === 0) return asked.size;
    for (const { run, state } of open) {
      if (state !== "waiting") continue;
      asked.add(run);
      await answered(database, run, await made());
    }
    await pause(50);
  }
}

/** The call in doubt is the one that is asked about; which it is does not matter to whoever only looks whether its key is in the world. */
async function answered(database: string, run: string, keys: readonly string[]): Promise<void> {
  for (let call = 0; call < callsEach; call += 1) {
    const happened = keys.includes(`${run}:${call}`);
    const answers = new Map([
      [call, happened ? ({ say: "happened", value: 1 } as const) : ({ say: "again" } as const)],
    ]);
    const resumed = await resumeRun(run, { database, answers, now: Date.now() });
    if (resumed.ok) return;
  }
}

async function listed(database: string) {
  const list = await listRuns(database, { most: 100_000 });
  if (!list.ok) throw new Error(list.issues[0]?.message);
  return list.value;
}

async function left(database: string, mine: ReadonlySet<string>): Promise<number> {
  return (await listed(database)).filter(({ run, state }) => mine.has(run) && state !== "done").length;
}

process.exitCode = (await main()) ? 0 : 1;
