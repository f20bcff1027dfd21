import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Entry, TakesBack } from "../journal/entry.js";
import type { JournalIssue } from "../journal/journal.js";
import { readFileJournal } from "../journal/reading.js";
import { pastOf } from "../run/past.js";

/** A run that takes another one back, or began to. */
export interface UndoRun {
  /** Path of its journal, or its id. */
  readonly name: string;
  readonly entries: readonly Entry[];
}

/**
 * What the run that takes another back is called, from its path or its id: `RUN.undo`; and where that ended before all was taken back, the
 * next `RUN.undo-2`. By that name it is found again, so each is made once, however often this is asked for.
 */
export function undoName(run: string, attempt: number): string {
  const [, base = run, ending = ""] = /^(.*?)(\.jsonl)?$/s.exec(run) ?? [];
  return `${base}.undo${attempt === 1 ? "" : `-${attempt}`}${ending}`;
}

/** The name of the run that one of that name takes back. */
export function takenBackBy(name: string): string | undefined {
  const [, base, ending = ""] = /^(.+)\.undo(?:-\d+)?(\.jsonl)?$/s.exec(name) ?? [];
  return base === undefined ? undefined : `${base}${ending}`;
}

/** What was done so far to take a run back, and what the next run that goes about it is called. */
export interface Undos {
  /** The first first. */
  readonly undos: readonly UndoRun[];
  readonly next: string;
}

/**
 * Those of the run of a journal. A run of such a name that takes back another run is none of them. `files`: what lies in its folder, for whoever
 * has looked already.
 */
export async function fileUndos(
  journal: string,
  run: string,
  files?: readonly string[],
): Promise<Outcome<Undos, JournalIssue>> {
  const folder = dirname(journal);
  const there = files ?? (await readdir(folder).catch((): string[] => []));
  const names = namedAsUndos(basename(journal), there).map((name) => join(folder, name));
  return undosOf(journal, { run, names }, async (name) => {
    const read = await readFileJournal(name);
    if (read.ok) return success(read.value.entries);
    const [issue] = read.issues;
    const message = `It is called like the journal of a run that takes back ${basename(journal)}, and cannot be read as one (${issue?.message ?? ""}) If it is none, give it another name; if it was one, mend it first: it says what is back already.`;
    return failure<JournalIssue>({ code: "journal_broken", place: name, message });
  });
}

/** Of some names those that runs have which take back the run of a name, the first attempt first, whether or not some between are missing. */
export function namedAsUndos(run: string, names: readonly string[]): readonly string[] {
  const mine = names.filter((name) => attemptOf(run, name) > 0);
  return mine.sort((one, other) => attemptOf(run, one) - attemptOf(run, other));
}

/** 0 for a name of something else. */
function attemptOf(run: string, name: string): number {
  if (!name.includes(".undo")) return 0;
  const attempt = Number(/\.undo-(\d{1,9})(?:\.jsonl)?$/.exec(name)?.[1] ?? 1);
  return undoName(run, attempt) === name ? attempt : 0;
}

interface Among {
  readonly run: string;
  /** From `namedAsUndos`. */
  readonly names: readonly string[];
}

/** `run`: the id of the run that is called `name`. */
export async function undosOf<I>(
  name: string,
  { run, names }: Among,
  entriesOf: (name: string) => Promise<Outcome<readonly Entry[], I>>,
): Promise<Outcome<Undos, I>> {
  const undos: UndoRun[] = [];
  // After the last that there is, also where one before it was moved away: its name may come back.
  let next = undoName(name, 1);
  for (const taken of names) {
    const entries = await entriesOf(taken);
    if (!entries.ok) return entries;
    // Nothing was called before its first entry was written, so the name is still free.
    next = entries.value.length === 0 ? taken : undoName(name, attemptOf(name, taken) + 1);
    const undo = { name: taken, entries: entries.value };
    if (takesBack(undo)?.run === run) undos.push(undo);
  }
  return success({ undos, next });
}

/** What a run says that it takes back. */
export function takesBack({ entries: [head] }: Pick<UndoRun, "entries">): TakesBack | undefined {
  return head?.kind === "head" ? head.takesBack : undefined;
}

/** The one that can still be gone on with. */
export function unfinishedUndo(undos: readonly UndoRun[]): UndoRun | undefined {
  return undos.find(({ entries }) => !entries.some(({ kind }) => kind === "end"));
}

/**
 * Of a call that is taken back: it is; or it was tried, nobody saw the end of that, and the run that did is over; or it was begun by a run that is
 * not over, and asks a person about it itself.
 */
export interface Undone {
  readonly outcome: "back" | "unknown" | "begun";
  /** Name of the run that did it. */
  readonly by: string;
}

/** By number of the call, in the order in which they were taken back. What was tried and failed is not among them. */
export function undoneIn(undos: readonly UndoRun[]): ReadonlyMap<number, Undone> {
  const undone = new Map<number, Undone>();
  for (const undo of undos) {
    const { calls, end } = pastOf(undo.entries);
    const made = [...calls].sort(([one], [other]) => one - other);
    // Its program is straight, so its calls are those it says, in that order.
    for (const [index, call] of (takesBack(undo)?.calls ?? []).entries()) {
      const past = made[index]?.[1];
      if (past?.outcome?.kind === "ok") undone.set(call, { outcome: "back", by: undo.name });
      else if (past?.begun && past.outcome === undefined)
        undone.set(call, { outcome: end === undefined ? "begun" : "unknown", by: undo.name });
    }
  }
  return undone;
}

/** What a run that was to take a call back was told instead. */
export interface Tried {
  readonly by: string;
  readonly message: string;
}

/** By number of the call: of those whose taking back failed, or was denied, the last time. */
export function triedIn(undos: readonly UndoRun[]): ReadonlyMap<number, Tried> {
  const tried = new Map<number, Tried>();
  for (const undo of undos) {
    const made = [...pastOf(undo.entries).calls].sort(([one], [other]) => one - other);
    for (const [index, call] of (takesBack(undo)?.calls ?? []).entries()) {
      const outcome = made[index]?.[1].outcome;
      if (outcome?.kind === "err") tried.set(call, { by: undo.name, message: outcome.message });
    }
  }
  return tried;
}

/** The calls that are taken back, in the order in which they were. */
export function takenBackIn(undos: readonly UndoRun[]): readonly number[] {
  return [...undoneIn(undos)].flatMap(([call, { outcome }]) => (outcome === "back" ? [call] : []));
}
