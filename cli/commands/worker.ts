import { type Command, Option } from "commander";
import type { Job, RunResult } from "../../executor/index.js";
import { asJson, failure, hashOfValue, type Outcome, success } from "../../toolspecs/index.js";
import { approver } from "../asking.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { databaseOf, databaseOption, type EngineFlags } from "../engine.js";
import { command } from "../help.js";
import { withNoted } from "../journals.js";
import { judgedAgain } from "../judged-again.js";
import { withLiveTools } from "../live.js";
import { sourceOptions, withOptions } from "../option-groups.js";
import {
  integer,
  mcpTimeoutOption,
  modelOptions,
  type PolicyFlags,
  policyOption,
  type RunFlags,
  runOptions,
  type ToolsFlags,
} from "../options.js";
import { policyOf } from "../policy.js";
import type { Problem } from "../problem.js";
import { limits } from "../running.js";

interface Flags extends ToolsFlags, RunFlags, PolicyFlags, EngineFlags {
  readonly concurrency?: number;
}

/** Drives the runs that are queued in a database until it is stopped. */
export function workerCommand(choose: Choose): Command {
  const worker = command({
    name: "worker",
    summary: "drive the runs that are queued in a database; any number of workers share them",
    examples: ["holdshort worker --database postgres://ada@localhost/holdshort"],
  });
  withOptions(worker, [
    databaseOption(),
    new Option(
      "--concurrency <number>",
      "runs driven at the same time; what the worker that was started last says holds for all (default: 4)",
    ).argParser(integer(1, 1_000)),
    ...sourceOptions(),
    policyOption(),
    ...runOptions(),
    ...modelOptions(),
    mcpTimeoutOption(),
  ]);
  return worker.action((flags: Flags) => choose((context) => work(flags, context)));
}

async function work(flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const database = databaseOf(flags, context);
  if (!database.ok) return database;
  const { startWorker } = await context.parts.executor();
  const { io } = context;
  const judged = new Set<string>();
  const started = await startWorker({
    database: database.value,
    concurrency: flags.concurrency ?? 4,
    log: (text) => io.stderr.write(`holdshort: ${text}\n`),
    drive: async (job) => {
      const result = await driven(job, flags, { ...context, judged });
      io.stderr.write(`holdshort: run ${job.run}: ${outcomeOf(result)}\n`);
      return result;
    },
  });
  if (!started.ok) return started;
  const worker = started.value;
  io.stderr.write(
    `holdshort: the worker ${worker.id} takes runs. Stop it with Ctrl-C: others go on with what it had.\n`,
  );
  const stop = () => void worker.stop();
  io.signal.addEventListener("abort", stop);
  if (io.signal.aborted) stop();
  if ((await worker.ended) === "stopped") return success(0);
  const message =
    "The connection to the database was lost, so the worker ended; others go on with what it had. Start it again.";
  return failure({ code: "database_unreachable", place: "worker", message });
}

/** A run that is left has not failed: another worker goes on with it. */
function outcomeOf(result: RunResult): string {
  if (result.outcome !== "failed") return result.outcome;
  return result.problem.resumable === true ? "left to the next worker" : "failed";
}

interface Setting extends Context {
  /** Plans that passed with the tools as they were. */
  readonly judged: Set<string>;
}

async function driven(job: Job, flags: Flags, setting: Setting): Promise<RunResult> {
  const { run } = job;
  const outcome = await execution(job, flags, setting);
  if (outcome.ok) return outcome.value;
  const problems = outcome.issues.map(({ message }) => ({ code: "not_judged", message }) as const);
  return { outcome: "refused", problems, run, calls: [], logs: [] };
}

async function execution(
  { run, journal, entries, signal }: Job,
  given: Flags,
  { judged, ...context }: Setting,
): Promise<Outcome<RunResult, Problem>> {
  const { execute, planIn } = await context.parts.executor();
  const [head] = entries;
  const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
  if (head?.kind !== "head" || plan === undefined) return failure(forged(run));
  const completed = withNoted(head.note, given, `The run ${run}`);
  if (!completed.ok) return completed;
  const flags = completed.value;
  return withLiveTools(flags, context, async (live) => {
    const same = hashOfValue({ plan: plan.hash, tools: asJson(live.tools) });
    const problem = judged.has(same) ? undefined : await judgedAgain(plan, live, context);
    if (problem !== undefined) return failure({ ...problem, place: run });
    judged.add(same);
    const policy = await policyOf(flags, live.tools, context);
    if (!policy.ok) return policy;
    const calling = await live.callFor(plan);
    if (!calling.ok) return calling;
    // Nobody sits before a worker.
    const approve = approver(flags.approve === "all" ? "all" : "none", context.io);
    const more = { ...limits(flags), approve, journal, policy: policy.value, signal };
    return success(await execute(plan, { tools: live.tools, ...calling.value, ...more }));
  });
}

function forged(run: string): Problem {
  return { code: "journal_broken", place: run, message: "The first entry is not that of a run, or was changed." };
}
