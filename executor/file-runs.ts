import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import { planIn } from "./binding.js";
import type { JournalIssue } from "./journal/journal.js";
import { readFileJournal } from "./journal/reading.js";
import { repeatable } from "./run/attempt.js";
import { type Standing, standingOf } from "./standing.js";
import { fileUndos, takenBackIn } from "./undo/undo-runs.js";

/**
 * `waiting`: for a person. `unknown`: a call that is not made again unasked was begun and nobody saw its end. `interrupted`: broken off between calls. All three
 * can be gone on with. `unreadable`: no journal of a run, or one that was changed.
 */
export type FileRunState = "running" | "waiting" | "unknown" | "interrupted" | "done" | "failed" | "unreadable";

/** A run that is written down in a file. */
export interface FileRun {
  /** The path it was asked for by. */
  readonly journal: string;
  readonly run: string;
  readonly goal: string;
  /** Hash of the plan. */
  readonly plan: string;
  readonly state: FileRunState;
  /** What a run that failed said, or why nothing can be read. */
  readonly said: string;
  /** Who drives it: process and host. Empty for nobody. */
  readonly worker: string;
  /** ms since the epoch. */
  readonly created: number;
  readonly changed: number;
  /** Absent where nothing can be read. */
  readonly standing?: Standing;
  /** Calls that were taken back since, by their number, in that order. */
  readonly takenBack: readonly number[];
}

/** The runs whose journals lie in a folder, the one that changed last first. Nobody is kept from driving them. */
export async function fileRuns(folder: string): Promise<Outcome<readonly FileRun[], JournalIssue>> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) {
    const message = "There is no such folder. Name one in which journals of runs lie.";
    return failure({ code: "journal_broken", place: folder, message });
  }
  const journals = names.filter((name) => name.endsWith(".jsonl")).map((name) => join(folder, name));
  const runs = await Promise.all(journals.map((journal) => fileRun(journal, names)));
  return success(runs.sort((one, other) => other.changed - one.changed));
}

/** Where the run of one journal stands. `names`: what lies in its folder, for whoever has looked already. */
export async function fileRun(journal: string, names?: readonly string[]): Promise<FileRun> {
  const changed = (await stat(journal).catch(() => undefined))?.mtimeMs ?? 0;
  const nothing = { journal, run: "", goal: "", plan: "", worker: "", created: changed, changed, takenBack: [] };
  const seen = await readFileJournal(journal);
  if (!seen.ok) return { ...nothing, state: "unreadable", said: seen.issues[0]?.message ?? "" };
  const { entries, driver } = seen.value;
  const [head] = entries;
  const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
  const standing = standingOf(entries);
  if (head?.kind !== "head" || plan === undefined || standing === undefined)
    return { ...nothing, state: "unreadable", said: "It does not begin as the journal of a run, or was changed." };
  const { end } = standing;
  return {
    ...{ journal, run: head.run, goal: plan.goal, plan: plan.hash, created: head.at, changed, standing },
    state: driver === undefined ? stateOf(standing, (call) => mayHaveDone(plan, call)) : "running",
    said: end?.outcome === "failed" ? end.message : "",
    worker: driver === undefined ? "" : `process ${driver.pid} on ${driver.host}`,
    takenBack: await takenBackOf(journal, head.run, names),
  };
}

async function takenBackOf(
  journal: string,
  run: string,
  names: readonly string[] | undefined,
): Promise<readonly number[]> {
  const undos = await fileUndos(journal, run, names);
  return undos.ok ? takenBackIn(undos.value.undos) : [];
}

type Call = Standing["calls"][number];

function stateOf({ calls, questions, end }: Standing, mayHaveDone: (call: Call) => boolean): FileRunState {
  if (end !== undefined) return end.outcome;
  if (calls.some((call) => call.outcome === "unknown" && mayHaveDone(call))) return "unknown";
  return questions.length > 0 ? "waiting" : "interrupted";
}

/** What is like made once when it is made twice is made again without a word. */
function mayHaveDone({ tools }: NonNullable<ReturnType<typeof planIn>>, { server, tool }: Call): boolean {
  const spec = tools.find(({ spec }) => spec.server === server && spec.name === tool)?.spec;
  return spec === undefined || !repeatable(spec);
}
