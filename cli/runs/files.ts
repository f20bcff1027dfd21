import { relative, resolve } from "node:path";
import type { FileRun } from "../../executor/index.js";
import { failure, type Outcome } from "../../toolspecs/index.js";
import type { Context, ExitCode } from "../context.js";
import type { Problem } from "../problem.js";
import { resumeFile, undoFile } from "../running.js";
import { type ListFlags, type ShowFlags, usualMost } from "./flags.js";
import { listTold, runTold } from "./told.js";

/** The runs whose journals lie in a folder. */
export async function folderRuns(
  folder: string,
  { state, most = usualMost, json }: ListFlags,
  context: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const { fileRuns } = await context.parts.executor();
  const { cwd, env } = context.io;
  const runs = await fileRuns(resolve(cwd, folder));
  // Where no run was ever begun there is no such folder, and nothing to list.
  if (!runs.ok && folder !== usualFolder) return failure({ code: "not_found", place: folder, message: noFolder });
  const found = runs.ok ? runs.value : [];
  const listed = found.filter((run) => state === undefined || run.state === state).slice(0, most);
  const named = listed.map((run) => asWritten(run, cwd));
  return listTold(named, { json: json === true, most, resume: (name) => resumeFile(name, env) }, context);
}

/** Where runs are written down by themselves. */
export const usualFolder = ".holdshort";

const noFolder =
  "There is no such folder, or it cannot be read. Name one in which journals of runs lie, or a database with --database postgres://...";

/** Where the run of one journal stands. */
export async function shownFile(file: string, flags: ShowFlags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const { fileRun, fileUndos, readFileJournal } = await context.parts.executor();
  const { cwd } = context.io;
  const path = resolve(cwd, file);
  const seen = await readFileJournal(path);
  if (!seen.ok) return { ok: false, issues: seen.issues.map((issue) => ({ ...issue, place: file })) };
  const run = asWritten(await fileRun(path), cwd);
  if (run.state === "unreadable") return failure({ code: "journal_broken", place: file, message: noJournal });
  // Where one of them cannot be read the run can still be shown; whoever takes it back is told of that.
  const found = await fileUndos(path, run.run);
  const undos = found.ok ? found.value.undos : [];
  const one = { run, standing: run.standing, entries: seen.value.entries, undos };
  return runTold(one, { ...flags, resume: resumeFile, undo: undoFile }, context);
}

const noJournal = "It does not begin as the journal of a run, or was changed. See holdshort runs list.";

/** By the path that a person here would write. */
function asWritten(run: FileRun, cwd: string): FileRun {
  const path = relative(cwd, run.journal);
  return path.startsWith("..") ? run : { ...run, journal: path };
}
