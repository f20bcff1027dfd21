import type { Entry, Undos } from "../../executor/index.js";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Context } from "../context.js";
import { type ReadJournal, type ReadRun, readJournal, readQueued } from "../journals.js";
import type { Problem } from "../problem.js";
import { shownPath } from "../running.js";

/** What a run did, where that is written down, and what became of it since. */
export interface Done {
  readonly read: ReadRun;
  /** Its id, that stands in its journal. */
  readonly run: string;
  readonly place: { readonly journal: string } | { readonly database: string };
  readonly undos: Undos;
  /** Path or id of a run that takes it back and is not over. */
  readonly begun: string | undefined;
}

/** `name`: the journal of a run in a file, or its id where there is a database. */
export function doneBy(name: string, database: string | undefined, context: Context): Promise<Outcome<Done, Problem>> {
  return database === undefined ? inFile(name, context) : inDatabase(name, database, context);
}

async function inFile(file: string, context: Context): Promise<Outcome<Done, Problem>> {
  const read: ReadJournal | Problem = await readJournal(file, context);
  if ("code" in read) return failure(read);
  const { fileUndos, unfinishedUndo } = await context.parts.executor();
  const { journal } = read;
  const run = idIn(read.entries);
  const found = await fileUndos(journal, run);
  if (!found.ok) return found;
  const { cwd } = context.io;
  const undos = found.value.undos.map((undo) => ({ ...undo, name: shownPath(undo.name, cwd) }));
  const { next } = found.value;
  return success({ read, run, place: { journal }, undos: { undos, next }, begun: unfinishedUndo(undos)?.name });
}

async function inDatabase(run: string, database: string, context: Context): Promise<Outcome<Done, Problem>> {
  const read = await readQueued(run, database, context);
  if (!read.ok) return read;
  const { databaseUndos, showRun, unfinishedUndo } = await context.parts.executor();
  const shown = await showRun(database, run);
  if (shown.ok && shown.value.run.state === "running" && shown.value.run.left !== true)
    return failure({ code: "journal_busy", place: run, message: driven(shown.value.run.worker) });
  const undos = await databaseUndos(database, run);
  if (!undos.ok) return undos;
  const begun = unfinishedUndo(undos.value.undos)?.name;
  return success({ read: read.value, run, place: { database }, undos: undos.value, begun });
}

function driven(worker: string): string {
  return `The run is being driven by the worker ${worker}: what it does is not done yet. Wait until it has ended or waits.`;
}

function idIn([head]: readonly Entry[]): string {
  return head?.kind === "head" ? head.run : "";
}
