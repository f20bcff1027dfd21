import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Entry, fileJournal, fileRun, planIn } from "../executor/index.js";
import { goesOn, waitsWords } from "../report/index.js";
import { failure, type Json, type Outcome, success } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { WaitingRun } from "./protocol.js";
import type { Trouble } from "./services.js";

/** Where runs of the editor and of the command keep their journals. */
export const journalFolder = ".holdshort";

const skipped = new Set(["node_modules", ".git", "dist"]);
/** Folders deep, and journals read; those that changed last. */
const deepest = 6;
const mostRead = 40;

/** A journal as somebody goes on with it. */
export interface ReadJournal {
  readonly plan: VerifiedPlan;
  readonly note: Json;
  readonly entries: readonly Entry[];
}

/** Reads the journal of a run that nobody drives. It is let go of again, so that whoever goes on can open it. */
export async function readJournal(path: string): Promise<Outcome<ReadJournal, Trouble>> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined)
    return failure({ code: "not_found", place: path, message: `There is no journal at ${path}. Check the path.` });
  const opened = await fileJournal(path).open();
  if (!opened.ok) return opened;
  await opened.value.close();
  const { entries } = opened.value;
  const [head] = entries;
  const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
  if (head?.kind === "head" && plan !== undefined) return success({ plan, note: head.note, entries });
  const message = "Its first line is not that of a run, or was changed. Only the journal of a run can be gone on with.";
  return failure({ code: "journal_broken", place: path, message });
}

/** Runs below the folders that are not over and that nobody drives, the one that changed last first. */
export async function waitingRuns(folders: readonly string[]): Promise<readonly WaitingRun[]> {
  const found = new Set((await Promise.all(folders.map((folder) => journalsBelow(folder, deepest)))).flat());
  const dated = await Promise.all([...found].map(async (journal) => ({ journal, changed: await changedAt(journal) })));
  const last = dated.sort((one, other) => other.changed - one.changed).slice(0, mostRead);
  const runs = await Promise.all(last.map(({ journal }) => waitingRun(journal)));
  return runs.filter((run) => run !== undefined);
}

async function journalsBelow(folder: string, deep: number): Promise<readonly string[]> {
  const entries: readonly Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inner = entries.filter((entry) => entry.isDirectory() && !skipped.has(entry.name));
  const below = await Promise.all(
    inner.map(({ name }) => {
      if (name === journalFolder) return journalsIn(join(folder, name));
      return deep === 0 || name.startsWith(".") ? [] : journalsBelow(join(folder, name), deep - 1);
    }),
  );
  return below.flat();
}

async function journalsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(".jsonl")).map((name) => join(folder, name));
}

async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}

async function waitingRun(journal: string): Promise<WaitingRun | undefined> {
  const run = await fileRun(journal);
  if (!goesOn(run.state)) return undefined;
  return { journal, title: run.goal, state: waitsWords(run), changed: run.changed };
}
