import type { Entry, UndoRun } from "../../executor/index.js";
import { queuedJson, renderRuns, renderShownRun, type ShownRun, shownJson } from "../../report/index.js";
import { type Outcome, success } from "../../toolspecs/index.js";
import type { Context, ExitCode } from "../context.js";
import type { Environment } from "../io.js";
import { jsonText } from "../json-text.js";
import type { Problem } from "../problem.js";
import { renderOptions } from "../style.js";
import type { ShowFlags } from "./flags.js";

interface Commands {
  /** From the journal, or the id of the run, to the command. */
  readonly resume: (run: string, env: Environment) => string;
  readonly undo: (run: string, env: Environment) => string;
}

export function listTold(
  runs: readonly ShownRun["run"][],
  { json, most, resume }: ShowFlags & { readonly most: number } & { readonly resume?: (journal: string) => string },
  { io: { stdout, env } }: Context,
): Outcome<ExitCode, Problem> {
  const onwards = resume === undefined ? {} : { resume };
  const onwardsOf = ({ journal }: ShownRun["run"]) => (journal === undefined ? undefined : resume?.(journal));
  if (json) stdout.write(jsonText(runs.map((run) => queuedJson(run, onwardsOf(run)))));
  else stdout.write(renderRuns(runs, { ...renderOptions(stdout, env), ...onwards, most }));
  return success(0);
}

interface Told {
  readonly entries: readonly Entry[];
  /** The runs that took it back, or began to. */
  readonly undos: readonly UndoRun[];
}

/** Says of one run where it stands, and how it is gone on with or taken back. */
export async function runTold(
  { run, standing, entries, undos }: ShownRun & Told,
  { json, resume, undo }: ShowFlags & Commands,
  { io: { stdout, env }, parts }: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const name = run.journal ?? run.run;
  const { takenBackBy, takesBack } = await parts.executor();
  const other = takesBack({ entries }) === undefined ? undefined : takenBackBy(name);
  const back =
    run.state === "failed" && (await leftToTakeBack(entries, { undos, parts })) ? (other ?? name) : undefined;
  const commands = {
    resume: resume(name, env),
    ...(back !== undefined && (other === undefined ? { undo: undo(back, env) } : { rest: undo(back, env) })),
  };
  if (json) stdout.write(jsonText(shownJson({ run, standing }, commands)));
  else stdout.write(renderShownRun({ run, standing }, { ...renderOptions(stdout, env), ...commands }));
  return success(0);
}

async function leftToTakeBack(
  entries: readonly Entry[],
  { undos, parts }: { readonly undos: readonly UndoRun[]; readonly parts: Context["parts"] },
): Promise<boolean> {
  const { deedsIn, planIn, takesBack } = await parts.executor();
  // What it did not get to, its own journal does not say; the undo of the other run will.
  if (takesBack({ entries }) !== undefined) return true;
  const [head] = entries;
  const tools = head?.kind === "head" ? (planIn(head.plan)?.tools ?? []) : [];
  const specs = tools.map(({ spec }) => spec);
  return deedsIn(entries, specs, { undos }).steps.length > 0;
}
