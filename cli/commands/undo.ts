import { Argument, type Command, Option } from "commander";
import type { Deeds, UndoPlan } from "../../executor/index.js";
import { renderDeeds, undoJson } from "../../report/index.js";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Judgement } from "../../verifier/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { type EngineFlags, engineOf, engineOptions, told } from "../engine.js";
import { checkTarget, writeTarget } from "../files.js";
import { beforeTools, command } from "../help.js";
import { type ReadJournal, type ReadRun, readJournal, readQueued, withNoted } from "../journals.js";
import { jsonText } from "../json-text.js";
import { type LiveTools, withLiveTools } from "../live.js";
import { withOptions } from "../option-groups.js";
import {
  filesIn,
  jsonOption,
  mcpTimeoutOption,
  type PolicyFlags,
  policyOption,
  type RunFlags,
  runOptions,
  shapesOptions,
  type ToolsFlags,
  toolsOption,
} from "../options.js";
import { policyOf } from "../policy.js";
import { printReport } from "../print.js";
import type { Problem } from "../problem.js";
import { noteOf, performed } from "../running.js";
import { renderOptions } from "../style.js";
import { withVerifier } from "../verifying.js";

interface Flags extends ToolsFlags, RunFlags, PolicyFlags, EngineFlags {
  readonly run?: boolean;
  readonly output?: string;
}

/** Takes back what a run did, with a plan of its own. */
export function undoCommand(choose: Choose): Command {
  const undo = command({
    name: "undo",
    summary: "show what a run did and how it is taken back, as a plan that is checked like any other; --run runs it",
    examples: ["holdshort undo .holdshort/20260101T090000-1a2b3c.jsonl"],
  }).addArgument(new Argument("<journal>", `the journal of the run, or with --engine dbos its id. ${beforeTools}`));
  withOptions(undo, [
    new Option(
      "--run",
      "run that plan, with approvals and a journal of its own, JOURNAL.undo.jsonl; with --engine dbos queue it, as RUN.undo",
    ),
    new Option("-o, --output <file>", "write that plan into a file, replaced if it exists").conflicts("run"),
    toolsOption(),
    ...shapesOptions(),
    policyOption(),
    ...engineOptions(),
    ...runOptions(),
    mcpTimeoutOption(),
    jsonOption(),
  ]);
  return undo.action((journal: string, flags: Flags) => {
    choose((context) => work(journal, flags, context));
  });
}

async function work(name: string, given: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const { cwd } = context.io;
  const engine = engineOf(given, context);
  if (!engine.ok) return engine;
  const inputs = engine.value === undefined ? [name, ...filesIn(given)] : filesIn(given);
  const target = given.output === undefined ? undefined : await checkTarget(given.output, { cwd, inputs });
  if (target?.ok === false) return target;
  const found = await done(name, engine.value, context);
  if (!found.ok) return found;
  const completed = withNoted(found.value.read.note, given, name);
  if (!completed.ok) return completed;
  const flags = completed.value;
  return withLiveTools(flags, context, async (live) => {
    const offered = await offer(found.value.read, { flags, live, context });
    if (!offered.ok) return offered;
    if (flags.run === true) return run(found.value, offered.value, { flags, live, context });
    const { verdict, plan } = offered.value;
    if (target?.ok && verdict?.outcome === "passed" && plan !== undefined) {
      const written = await writeTarget(target.value, plan.source);
      if (!written.ok) return written;
    }
    return success(show(offered.value, flags, context));
  });
}

/** What was done, and where it is written down. */
type Done =
  | { readonly read: ReadJournal; readonly run?: undefined }
  | { readonly read: ReadRun; readonly run: string; readonly database: string };

async function done(name: string, database: string | undefined, context: Context): Promise<Outcome<Done, Problem>> {
  if (database === undefined) {
    const read = await readJournal(name, context);
    return "code" in read ? failure(read) : success({ read });
  }
  const read = await readQueued(name, database, context);
  return read.ok ? success({ read: read.value, run: name, database }) : read;
}

interface Setting {
  readonly flags: Flags;
  readonly live: LiveTools;
  readonly context: Context;
}

interface Offer {
  readonly deeds: Deeds;
  /** Absent where there is nothing to take back, or nothing that takes it back. */
  readonly plan?: UndoPlan;
  readonly verdict?: Judgement;
}

async function offer(read: ReadRun, { flags, live, context }: Setting): Promise<Outcome<Offer, Problem>> {
  const { deedsIn, undoPlan } = await context.parts.executor();
  const deeds = deedsIn(read.entries, live.tools);
  if (deeds.steps.length === 0) return success({ deeds });
  const named = await policyOf(flags, live.tools, context);
  if (!named.ok) return named;
  const plan = undoPlan(deeds.steps, live.tools);
  // The same worlds each time, so that an undo that was broken off is gone on with and not begun again.
  const judging = { seed: read.plan.evidence.seed, policy: named.value ?? read.plan.policy };
  const verdict = await withVerifier(judging, context, (verifier) => verifier.verify(plan, live.tools));
  return verdict.ok ? success({ deeds, plan, verdict: verdict.value }) : verdict;
}

/** 3 where something was done that nothing takes back. */
function show({ deeds, verdict }: Offer, { json, output }: Flags, { io }: Context): ExitCode {
  const code = verdict === undefined ? (deeds.kept.length === 0 ? 0 : 3) : exitCode(verdict);
  if (json) {
    io.stdout.write(jsonText(undoJson(deeds, verdict)));
    return code;
  }
  io.stdout.write(renderDeeds(deeds, renderOptions(io.stdout, io.env)));
  if (verdict !== undefined) {
    io.stdout.write("\n");
    printReport(io, io.stdout, verdict);
  }
  if (verdict === undefined && deeds.kept.length > 0)
    io.stderr.write(
      "Nothing of it can be taken back by a tool. What stays is for a person; tell a tool's inverse with --shapes.\n",
    );
  if (verdict?.outcome === "passed") {
    io.stderr.write(output === undefined ? "To take it back, add --run.\n" : `Written: ${output}\n`);
  }
  return code;
}

const takenBack = "It was taken back. For what is still to be done, make a new run.";

async function run(done: Done, offered: Offer, setting: Setting): Promise<Outcome<ExitCode, Problem>> {
  const { flags, live, context } = setting;
  const { io, parts } = context;
  if (offered.verdict?.outcome !== "passed") return success(show(offered, flags, context));
  const plan = offered.verdict.verified;
  if (!flags.json) io.stderr.write(renderDeeds(offered.deeds, renderOptions(io.stderr, io.env)));
  const { endRun, fileJournal, takeBackRun } = await parts.executor();
  const note = noteOf(flags, flags, io.cwd);
  const ending = { message: takenBack, now: Date.now() };
  if (done.run !== undefined) {
    const queued = await takeBackRun(done.run, { database: done.database, by: plan, note, ...ending });
    return queued.ok ? success(told(queued.value.run, flags, context)) : queued;
  }
  const { journal: taken } = done.read;
  const ended = await endRun(fileJournal(taken), ending);
  if (!ended.ok) return ended;
  const journal = `${taken.replace(/\.jsonl$/, "")}.undo.jsonl`;
  return performed({ plan, live, journal, note }, flags, context);
}
