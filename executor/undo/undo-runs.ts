import { access } from "node:fs/promises";
import { type Outcome, success } from "../../toolspecs/index.js";
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
 * next `RUN.undo-2`. By that name alone it is found again, so each is made once, however often this is asked for.
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

/** Those of the run of a journal. A run of such a name that takes back another run is none of them. */
export async function fileUndos(journal: string, run: string): Promise<Outcome<Undos, JournalIssue>> {
  return undosOf(journal, run, async (name) => {
    const there = await access(name).then(
      () => true,
      () => false,
    );
    if (!there) return success([]);
    const read = await readFileJournal(name);
    return read.ok ? success(read.value.entries) : read;
  });
}

/** `entriesOf`: of the run of a name, none where there is no such run. */
export async function undosOf<I>(
  name: string,
  run: string,
  entriesOf: (name: string) => Promise<Outcome<readonly Entry[], I>>,
): Promise<Outcome<Undos, I>> {
  const undos: UndoRun[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const next = undoName(name, attempt);
    const entries = await entriesOf(next);
    if (!entries.ok) return entries;
    // Nothing was called before its first entry was written, so there is nothing to go on with either.
    if (entries.value.length === 0) return success({ undos, next });
    const undo = { name: next, entries: entries.value };
    if (takesBack(undo)?.run === run) undos.push(undo);
  }
}

/** What a run says that it takes back. */
export function takesBack({ entries: [head] }: Pick<UndoRun, "entries">): TakesBack | undefined {
  return head?.kind === "head" ? head.takesBack : undefined;
}

/** The one that can still be gone on with. */
export function unfinishedUndo(undos: readonly UndoRun[]): UndoRun | undefined {
  return undos.find(({ entries }) => !entries.some(({ kind }) => kind === "end"));
}

/** Of a call that is taken back: it is; or it was tried, and nobody saw the end of that. */
export interface Undone {
  readonly outcome: "back" | "unknown";
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
      // While the run is not over, it asks a person about that itself.
      else if (past?.begun && past.outcome === undefined && end)
        undone.set(call, { outcome: "unknown", by: undo.name });
    }
  }
  return undone;
}

/** The calls that are taken back, in the order in which they were. */
export function takenBackIn(undos: readonly UndoRun[]): readonly number[] {
  return [...undoneIn(undos)].flatMap(([call, { outcome }]) => (outcome === "back" ? [call] : []));
}
