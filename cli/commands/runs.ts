import { Argument, type Command, Option } from "commander";
import type { RunState } from "../../executor/index.js";
import { queuedJson, renderRuns, renderShownRun, shownJson } from "../../report/index.js";
import { type Outcome, success } from "../../toolspecs/index.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { databaseOf, databaseOption, type EngineFlags, resumeWords, undoWords } from "../engine.js";
import { command } from "../help.js";
import { jsonText } from "../json-text.js";
import { integer, jsonOption } from "../options.js";
import type { Problem } from "../problem.js";
import { renderOptions } from "../style.js";

interface Flags extends EngineFlags {
  readonly json?: boolean;
}

interface ListFlags extends Flags {
  readonly state?: RunState;
  readonly most?: number;
}

const states = ["queued", "running", "waiting", "done", "failed", "refused"] satisfies RunState[];

/** Looks at the runs of a database. Nothing is driven, and nobody is kept from driving. */
export function runsCommand(choose: Choose): Command {
  const runs = command({
    name: "runs",
    summary: "look at the runs that workers drive",
    examples: ["holdshort runs list --database postgres://ada@localhost/holdshort"],
  });
  const list = command({
    name: "list",
    summary: "list runs, the one that changed last first",
    examples: ["holdshort runs list --state waiting"],
  });
  list.addOption(databaseOption());
  list.addOption(new Option("--state <state>", "only those in this state").choices(states));
  list.addOption(new Option("--most <number>", "so many at most (default: 100)").argParser(integer(1, 100_000)));
  list.addOption(jsonOption());
  list.action((flags: ListFlags) => choose((context) => listed(flags, context)));
  const show = command({
    name: "show",
    summary: "show where a run stands: its calls, its questions, its result",
    examples: ["holdshort runs show 2f1c9f5e-0f3e-4a57-9d0a-6f6b1f0f9a11 --json"],
  }).addArgument(new Argument("<run>", "the id of the run"));
  show.addOption(databaseOption());
  show.addOption(jsonOption());
  show.action((run: string, flags: Flags) => choose((context) => shown(run, flags, context)));
  return runs.addCommand(list).addCommand(show);
}

async function listed(flags: ListFlags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const database = databaseOf(flags, context);
  if (!database.ok) return database;
  const { listRuns } = await context.parts.executor();
  const { state, most = 100 } = flags;
  const runs = await listRuns(database.value, { most, ...(state !== undefined && { state }) });
  if (!runs.ok) return runs;
  const { stdout } = context.io;
  if (flags.json) stdout.write(jsonText(runs.value.map(queuedJson)));
  else stdout.write(renderRuns(runs.value, renderOptions(stdout, context.io.env)));
  return success(0);
}

async function shown(run: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const database = databaseOf(flags, context);
  if (!database.ok) return database;
  const { deedsIn, planIn, showRun, standingOf } = await context.parts.executor();
  const found = await showRun(database.value, run);
  if (!found.ok) return found;
  const { stdout, env } = context.io;
  const { entries } = found.value;
  const one = { run: found.value.run, standing: standingOf(entries) };
  const [head] = entries;
  const tools = head?.kind === "head" ? (planIn(head.plan)?.tools ?? []) : [];
  const halfDone =
    one.run.state === "failed" &&
    deedsIn(
      entries,
      tools.map(({ spec }) => spec),
    ).steps.length > 0;
  const commands = { resume: resumeWords(run), ...(halfDone && { undo: undoWords(run) }) };
  if (flags.json) stdout.write(jsonText(shownJson(one, commands)));
  else stdout.write(renderShownRun(one, { ...renderOptions(stdout, env), ...commands }));
  return success(0);
}
