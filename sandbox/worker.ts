import { parentPort, workerData } from "node:worker_threads";
import { freshContext, type GuestContext, prepareTemplate } from "./guest-context.js";
import { GuestRun } from "./guest-run.js";
import { holdClock } from "./host-clock.js";
import { defaultLimits, type Limits } from "./limits.js";
import type { FromWorker, Program, ToWorker, WorkerSetup } from "./messages.js";
import { runScripted } from "./scripted.js";

// The thread in which guest code runs. The host never waits for it: it terminates the thread if a deadline passes here.

const { compiled, guestSources } = workerData as WorkerSetup;
const port = parentPort;
if (port === null) throw new Error("sandbox/worker.js is the entry of a worker thread.");
const showTime = holdClock();
const template = await prepareTemplate(compiled, guestSources);

/** A context made while nobody waited, so that the next run need not. Used by one job, then forgotten. */
let spare: { readonly memoryMb: number; readonly context: Promise<GuestContext> } | undefined;
let current:
  | {
      readonly task: number;
      readonly run: GuestRun;
      readonly memoryMb: number;
      readonly watched: boolean;
      answers: number;
    }
  | undefined;

async function makeSpare(memoryMb: number): Promise<void> {
  if (spare !== undefined) return;
  const made = { memoryMb, context: freshContext(template, memoryMb) };
  spare = made;
  await made.context;
  if (spare === made) send({ kind: "ready", task: 0 });
}

/** A context with the tools of the program, used by nobody yet. */
async function equippedContext(program: Program, { memoryMb, stackKb }: Limits): Promise<GuestContext> {
  const ready = spare?.memoryMb === memoryMb ? spare.context : undefined;
  spare = undefined;
  const guest = await (ready ?? freshContext(template, memoryMb));
  guest.install(program, stackKb);
  showTime(program.clock);
  return guest;
}

function send(message: FromWorker): void {
  port?.postMessage(message);
}

type Task<K> = Extract<ToWorker, { kind: K }>;

async function begin({ task, program, limits, watched }: Task<"run">): Promise<void> {
  const deadline = performance.now() + limits.timeMs;
  const guest = await equippedContext(program, limits);
  const run = new GuestRun(guest, {
    program,
    limits,
    deadline,
    onCall: (call) => send({ kind: "call", task, call }),
  });
  current = { task, run, memoryMb: limits.memoryMb, watched, answers: 0 };
  run.start();
  report();
}

function report(): void {
  if (current === undefined) return;
  const { task, memoryMb, watched, answers } = current;
  const { ended } = current.run;
  if (ended === undefined) {
    if (watched) send({ kind: "quiet", task, answers });
    return;
  }
  current = undefined;
  send({ kind: "ended", task, end: ended });
  setImmediate(makeSpare, memoryMb);
}

async function beginWorlds({ task, program, limits, worlds }: Task<"worlds">): Promise<void> {
  await runScripted(
    {
      program,
      limits,
      freshContext: () => equippedContext(program, limits),
      onEnd: (end, calls) => send({ kind: "world", task, end, calls }),
    },
    worlds,
  );
  send({ kind: "finished", task });
  await makeSpare(limits.memoryMb);
}

/** What cannot be set up as the job asks for is the caller's mistake, and so an exception over there. */
function misused(task: number, thrown: unknown): void {
  send({ kind: "misused", task, message: thrown instanceof Error ? thrown.message : String(thrown) });
}

port.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "run":
      begin(message).catch((thrown) => misused(message.task, thrown));
      break;
    case "worlds":
      beginWorlds(message).catch((thrown) => misused(message.task, thrown));
      break;
    case "answer":
      if (current?.task !== message.task) break;
      current.answers += 1;
      current.run.answer(message.id, message.answer);
      report();
      break;
    case "stop":
      if (current?.task !== message.task) break;
      current.run.stop();
      report();
  }
});
await makeSpare(defaultLimits.memoryMb);
