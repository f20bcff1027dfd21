import { setTimeout as pause } from "node:timers/promises";
import type { Entry, RunResult } from "../executor/index.js";
import type { Context } from "./context.js";
import { graceMs } from "./io.js";

/** What is left of the grace is for writing down and printing. */
const patienceMs = graceMs - 500;

/**
 * How a run went, or how it stands where a signal came and the call under way has not ended in time: the process may be gone before it does, and
 * whoever reads its output must not be left with nothing.
 */
export async function resultInTime(
  run: Promise<RunResult>,
  entries: readonly Entry[],
  { io, parts }: Context,
): Promise<RunResult> {
  const { standingOf } = await parts.executor();
  const done = new AbortController();
  const late = stopped(io.signal, done.signal)
    .then(() => pause(patienceMs, undefined, { signal: done.signal }))
    .then(() => standing(entries, standingOf));
  // Where the run ends first, nobody waits for this any longer.
  late.catch(() => undefined);
  return Promise.race([run, late]).finally(() => done.abort());
}

function stopped(signal: AbortSignal, done: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true, signal: done });
    done.addEventListener("abort", () => reject(done.reason), { once: true });
  });
}

type StandingOf = Awaited<ReturnType<Context["parts"]["executor"]>>["standingOf"];

function standing(entries: readonly Entry[], standingOf: StandingOf): RunResult {
  const [head] = entries;
  const calls = standingOf(entries)?.calls ?? [];
  const open = calls.filter(({ outcome }) => outcome === "unknown");
  const names = open.map(({ call, server, tool }) => `call ${call} (${server}.${tool})`).join(", ");
  const what = names === "" ? "" : ` Nobody saw the end of ${names}: look there what became of it.`;
  const message = `The run was interrupted.${what} What was done is in the journal; resume the run to go on.`;
  const problem = { code: "interrupted", message, resumable: true } as const;
  return { outcome: "failed", problem, run: head?.kind === "head" ? head.run : "", calls, logs: [] };
}
