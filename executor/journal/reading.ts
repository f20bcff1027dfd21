import { readFile, stat } from "node:fs/promises";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { type Owner, ownerOf } from "./claim.js";
import { type Entry, parseEntry } from "./entry.js";
import type { JournalIssue } from "./journal.js";

export interface Seen {
  readonly entries: readonly Entry[];
  /** Set where the last line was cut off, and so never happened. */
  readonly torn?: true;
  /** Who drives the run, if anybody does. */
  readonly driver?: Owner;
}

/** A journal in a file as it stands. Nothing is written, and nobody is kept from driving the run. */
export async function readFileJournal(path: string): Promise<Outcome<Seen, JournalIssue>> {
  const slip = await whatElse(path);
  if (slip !== undefined) return failure({ code: "journal_broken", place: path, message: slip });
  const text = await readFile(path, "utf8").catch((error: unknown) => error);
  if (typeof text !== "string") {
    const message = `It cannot be read (${text instanceof Error && "code" in text ? text.code : text}). Check the path.`;
    return failure({ code: "journal_broken", place: path, message });
  }
  const read = readEntries(text);
  if (typeof read === "number") return failure(brokenAt(path, read));
  const driver = await ownerOf(`${path}.lock`).catch(() => undefined);
  const torn = read.kept.length < text.length;
  return success({ entries: read.entries, ...(torn && { torn }), ...(driver !== undefined && { driver }) });
}

/** Journals grow by what tools answer, and are read whole. */
const largestBytes = 256 * 1024 * 1024;

/** What stands in the way of reading the path as a journal, if something is there that cannot be one. */
export async function whatElse(path: string): Promise<string | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (info.isDirectory()) return "This is a folder. Name a file in it.";
  if (!info.isFile()) return "This is no file that can be kept. Name another one.";
  if (info.size <= largestBytes) return undefined;
  return `This has ${info.size} bytes, and the journal of a run has at most ${largestBytes}. Check the path.`;
}

/** The entries with the text that holds them, or the number of the line that is none. A last line that was cut off never happened. */
export function readEntries(text: string): { readonly entries: readonly Entry[]; readonly kept: string } | number {
  const kept = text.slice(0, text.lastIndexOf("\n") + 1);
  const entries: Entry[] = [];
  for (const [index, line] of kept.split("\n").slice(0, -1).entries()) {
    const entry = parseEntry(line);
    if (entry === undefined || (entry.kind === "head") !== (index === 0)) return index + 1;
    entries.push(entry);
  }
  // A torn first line is a journal that was never begun; any other text without an end of line is somebody's file.
  if (kept === "" && text !== "" && !text.startsWith('{"kind":"head"')) return 1;
  return { entries, kept };
}

export function brokenAt(path: string, line: number): JournalIssue {
  const message = `Line ${line} is no entry of a journal, or was changed. Check the path: a run goes on in its own journal, and begins in a file that does not exist yet.`;
  return { code: "journal_broken", place: path, message };
}
