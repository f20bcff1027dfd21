import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { getQuickJS } from "quickjs-emscripten";
import { type Answer, type Call, createSandbox, type Job, type Sandbox } from "../sandbox/index.js";
import { type Row, row, timed, warmUp } from "./measure.js";
import { peerRows } from "./peers.js";

const tenCalls = "let sum = 0; for (let i = 0; i < 10; i += 1) sum += (await t.get({ n: i })).n; return sum;";
const twentyAtOnce = "return (await Promise.all(Array.from({ length: 20 }, (_, n) => t.get({ n })))).length;";
const hostile = "for (;;) 'x'.repeat(1e5).split('').sort().join('');";

function job(body: string, timeMs = 1_000): Job {
  const script = `export default async function plan() { ${body} }`;
  return { script, functions: [{ namespace: "t", member: "get" }], clock: 0, seed: 1, limits: { timeMs } };
}

const echo = async ({ args }: Call): Promise<Answer> => ({ ok: true, value: args });

/** The sandbox, warm: each run in an engine and a memory of its own. */
export async function sandboxRows(): Promise<readonly Row[]> {
  const sandbox = createSandbox();
  const rested = await timedApart(() => sandbox.run(job(tenCalls), echo));
  const busy = await timed(200, warmUp, () => sandbox.run(job(tenCalls), echo));
  const slow = async (call: Call) => {
    await pause(20);
    return echo(call);
  };
  const parallel = await timed(20, 3, () => sandbox.run(job(twentyAtOnce), slow));
  const answers = Array.from({ length: 10 }, (_, n): Answer => ({ ok: true, value: { n } }));
  const worlds = await timed(20, 5, () => sandbox.runWorlds(job(tenCalls), Array(100).fill({ answers: [answers] })));
  const deadline = await hostileRows(sandbox);
  await sandbox.close();
  return [
    row("10 awaited calls, fresh capped memory, context ready", "<= 1.5 ms", rested),
    row("the same, back to back", "", busy),
    row("the same in a bare, uncapped quickjs-emscripten", "", await bare()),
    ...(await peerRows(tenCalls)),
    row("20 parallel calls of 20 ms", "<= 40 ms", parallel),
    row("100 worlds of 10 calls", "", worlds),
    ...deadline,
  ];
}

/** With a rest before each run, as between the plans of a person: what can be prepared is ready. */
async function timedApart(body: () => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = -warmUp; run < 100; run += 1) {
    await pause(10);
    const [ms = 0] = await timed(1, 0, body);
    if (run >= 0) times.push(ms);
  }
  return times;
}

async function hostileRows(sandbox: Sandbox): Promise<readonly Row[]> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times = await timed(5, 0, () => sandbox.run(job(hostile, 500), echo));
  delay.disable();
  const late = times.map((ms) => ms - 500);
  return [
    row("a hostile loop ends after its deadline by", "<= 100 ms", late),
    row("longest gap of the host's event loop meanwhile", "<= 20 ms", [delay.max / 1e6]),
  ];
}

/**
 * What the engine costs by itself: one shared module, no limits, values as JSON, calls answered in the same thread. Contexts
 * are left behind: disposing of them is what aborts the engine now and then.
 */
async function bare(): Promise<readonly number[]> {
  const quickjs = await getQuickJS();
  return timed(100, warmUp, async () => {
    const context = quickjs.newContext();
    const get = context.newFunction("get", (args) => {
      const promise = context.newPromise();
      promise.resolve(context.unwrapResult(context.evalCode(`(${JSON.stringify(context.dump(args))})`)));
      void promise.settled.then(() => context.runtime.executePendingJobs());
      return promise.handle;
    });
    const tools = context.newObject();
    context.setProp(tools, "get", get);
    context.setProp(context.global, "t", tools);
    const result = context.unwrapResult(context.evalCode(`(async () => { ${tenCalls} })()`));
    const native = context.resolvePromise(result);
    context.runtime.executePendingJobs();
    context.unwrapResult(await native).dispose();
  });
}
