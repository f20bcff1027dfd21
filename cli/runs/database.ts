import type { RunState } from "../../executor/index.js";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { calledAs } from "../called.js";
import type { Context, ExitCode } from "../context.js";
import { databaseIn, databaseOf, resumeWords, undoWords } from "../engine.js";
import type { Environment } from "../io.js";
import { type Problem, usage } from "../problem.js";
import { type ListFlags, type ShowFlags, usualMost } from "./flags.js";
import { listTold, runTold } from "./told.js";

interface Place {
  readonly database?: string;
  /** The folder of journals, where there is no database. */
  readonly files: string;
}

/** Where runs are looked for. A folder that is named goes before a database of the environment. */
export function placeOf(
  { named, usual }: { readonly named: string | undefined; readonly usual: string },
  flags: ListFlags,
  { io }: Context,
): Outcome<Place, Problem> {
  if (named !== undefined && flags.database !== undefined)
    return failure(usage("Runs are in a folder or in a database. Name the folder, or --database."));
  const database = named === undefined ? databaseIn(flags, io.env) : undefined;
  return success({ files: named ?? usual, ...(database !== undefined && { database }) });
}

const states: readonly RunState[] = ["queued", "running", "waiting", "done", "failed", "refused"];

export async function databaseRuns(
  database: string,
  flags: ListFlags,
  context: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const { listRuns } = await context.parts.executor();
  const { most = usualMost } = flags;
  const state = states.find((known) => known === flags.state);
  if (state === undefined && flags.state !== undefined)
    return failure(usage(`No run of a database is ever ${flags.state}. Its states are ${states.join(", ")}.`));
  const runs = await listRuns(database, { most, ...(state !== undefined && { state }) });
  return runs.ok ? listTold(runs.value, { json: flags.json === true, most }, context) : runs;
}

function neither(run: string, env: Environment): string {
  return `${run} is no journal: those are files that end in .jsonl (see ${calledAs(env)} runs list). If it is the id of a run in a database, name that with --database postgres://... or HOLDSHORT_DATABASE.`;
}

export async function shownInDatabase(
  run: string,
  flags: ShowFlags,
  context: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const database = databaseOf(flags, context);
  if (!database.ok) return failure(usage(neither(run, context.io.env)));
  const { databaseUndos, showRun, standingOf, takenBackIn } = await context.parts.executor();
  const found = await showRun(database.value, run);
  if (!found.ok) return found;
  const back = await databaseUndos(database.value, run);
  if (!back.ok) return back;
  const { entries } = found.value;
  const { undos } = back.value;
  const shown = { ...found.value.run, takenBack: takenBackIn(undos) };
  const one = { run: shown, standing: standingOf(entries), entries, undos };
  return runTold(one, { ...flags, resume: resumeWords, undo: undoWords }, context);
}
