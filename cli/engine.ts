import { Option } from "commander";
import { failure, type Json, type Outcome, success } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { calledAs } from "./called.js";
import type { Context, ExitCode } from "./context.js";
import { type Environment, variable } from "./io.js";
import { jsonText } from "./json-text.js";
import type { RunFlags, ToolsFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";
import { answersIn } from "./running.js";

export interface EngineFlags {
  readonly engine?: "file" | "dbos";
  readonly database?: string;
}

export function databaseOption(): Option {
  return new Option(
    "--database <url>",
    "the PostgreSQL database in which runs are queued and written down, postgres://user@host/database (or HOLDSHORT_DATABASE, which other users of the machine do not see)",
  );
}

export function engineOptions(): Option[] {
  return [
    new Option(
      "--engine <engine>",
      "who drives the run: this process, with a file as journal, or any holdshort worker of a database (dbos) (default: file)",
    ).choices(["file", "dbos"]),
    databaseOption(),
  ];
}

const variableName = "HOLDSHORT_DATABASE";

/** The address of the database that is named, if one is. */
export function databaseIn({ database }: EngineFlags, env: Environment): string | undefined {
  return database ?? variable(env, variableName);
}

/** The address of the database. */
export function databaseOf(flags: EngineFlags, { io }: Pick<Context, "io">): Outcome<string, Problem> {
  const address = databaseIn(flags, io.env);
  if (address !== undefined) return success(address);
  return failure(usage(`It is not said which database. Name it with --database postgres://... or ${variableName}.`));
}

/** The database where runs are queued; nothing where they are driven here. */
export function engineOf(flags: Flags, context: Pick<Context, "io">): Outcome<string | undefined, Problem> {
  if (flags.engine === "dbos") {
    const stray = workersOwn(flags);
    return stray === undefined ? databaseOf(flags, context) : failure(stray);
  }
  if (flags.database === undefined) return success(undefined);
  return failure(usage("--database is for runs that workers drive. Add --engine dbos, or leave it out."));
}

interface Queue extends Context {
  readonly database: string;
}

type Flags = RunFlags & ToolsFlags & EngineFlags & { readonly journal?: string };

interface ToQueue {
  readonly flags: Flags;
  readonly note: Json;
  readonly input: Json | undefined;
}

/** Leaves a plan that passed to the workers. */
export async function queued(
  plan: VerifiedPlan,
  { flags, note, input }: ToQueue,
  { database, ...context }: Queue,
): Promise<Outcome<ExitCode, Problem>> {
  const { submitRun } = await context.parts.executor();
  const submitted = await submitRun(plan, { database, note, input, now: Date.now() });
  if (!submitted.ok) return submitted;
  return success(told(submitted.value.run, flags, context));
}

/** Writes answers down and leaves the run to the workers again. */
export async function resumedInQueue(
  run: string,
  flags: Flags,
  { database, ...context }: Queue,
): Promise<Outcome<ExitCode, Problem>> {
  const stray = toolsOfOthers(flags);
  if (stray !== undefined) return failure(stray);
  const answers = answersIn(flags.answer);
  if (!answers.ok) return answers;
  const { resumeRun } = await context.parts.executor();
  const resumed = await resumeRun(run, { database, answers: answers.value, now: Date.now() });
  if (!resumed.ok) return resumed;
  return success(told(run, flags, context));
}

/** Says that a run is queued, and how it is followed. */
export function told(run: string, { json }: Flags, { io }: Context): ExitCode {
  const command = calledAs(io.env);
  const show = `${command} runs show ${run}`;
  if (json) io.stdout.write(jsonText({ outcome: "queued", run, show }));
  else {
    io.stdout.write(
      `QUEUED ${run}\n\nNext\n  - Workers drive it: ${command} worker, with the same --database.\n  - Where it stands: ${show}\n`,
    );
  }
  return 0;
}

export function showWords(run: string, env: Environment): string {
  return `${calledAs(env)} runs show ${run}`;
}

export function resumeWords(run: string, env: Environment): string {
  return `${calledAs(env)} resume ${run} --engine dbos`;
}

export function undoWords(run: string, env: Environment): string {
  return `${calledAs(env)} undo ${run} --engine dbos`;
}

/** How calls are made is for whoever makes them to say. */
function workersOwn({ journal, approve, callTimeout, width, rate }: Flags): Problem | undefined {
  const given = Object.entries({ journal, "call-timeout": callTimeout, width, rate });
  const [name] = given.find(([, value]) => value !== undefined) ?? [];
  if (name === "journal") return usage("With --engine dbos the journal is in the database. Leave --journal out.");
  if (name !== undefined)
    return usage(`With --engine dbos the worker makes the calls. Give --${name} to holdshort worker.`);
  if (approve === "all")
    return usage("With --engine dbos the worker makes the calls. Give --approve all to holdshort worker.");
  return undefined;
}

function toolsOfOthers({ tools, shapes, observed }: Flags): Problem | undefined {
  if ([tools, shapes, observed].every((given) => given === undefined)) return undefined;
  return usage(
    "With --engine dbos the worker finds the tools. Give --tools, --shapes and --observed to holdshort worker.",
  );
}
