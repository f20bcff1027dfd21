import type { Entry } from "../../executor/index.js";
import { queuedJson, renderRuns, renderShownRun, type ShownRun, shownJson } from "../../report/index.js";
import { type Outcome, success } from "../../toolspecs/index.js";
import type { Context, ExitCode } from "../context.js";
import { jsonText } from "../json-text.js";
import type { Problem } from "../problem.js";
import { renderOptions } from "../style.js";
import type { ShowFlags } from "./flags.js";

interface Commands {
  readonly resume: string;
  readonly undo: string;
}

export function listTold(
  runs: readonly ShownRun["run"][],
  { json, most, resume }: ShowFlags & { readonly most: number } & { readonly resume?: (journal: string) => string },
  { io: { stdout, env } }: Context,
): Outcome<ExitCode, Problem> {
  const onwards = resume === undefined ? {} : { resume };
  if (json) stdout.write(jsonText(runs.map(queuedJson)));
  else stdout.write(renderRuns(runs, { ...renderOptions(stdout, env), ...onwards, most }));
  return success(0);
}

/** Says of one run where it stands, and how it is gone on with or taken back. */
export async function runTold(
  { run, standing, entries }: ShownRun & { readonly entries: readonly Entry[] },
  { json, resume, undo }: ShowFlags & Commands,
  { io: { stdout, env }, parts }: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const { deedsIn, planIn } = await parts.executor();
  const [head] = entries;
  const tools = head?.kind === "head" ? (planIn(head.plan)?.tools ?? []) : [];
  const specs = tools.map(({ spec }) => spec);
  const halfDone = run.state === "failed" && deedsIn(entries, specs).steps.length > 0;
  const commands = { resume, ...(halfDone && { undo }) };
  if (json) stdout.write(jsonText(shownJson({ run, standing }, commands)));
  else stdout.write(renderShownRun({ run, standing }, { ...renderOptions(stdout, env), ...commands }));
  return success(0);
}
