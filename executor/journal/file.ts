import { constants, type FileHandle, open, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { Batches } from "./batches.js";
import { type Claim, claim } from "./claim.js";
import { type Entry, parseEntry } from "./entry.js";
import type { Journal, JournalIssue, OpenJournal } from "./journal.js";

/** A journal in a file of JSON lines, made where there is none. The lock stands beside it, in `PATH.lock`. */
export function fileJournal(path: string): Journal {
  return { name: path, open: async () => openFile(await trueName(path)) };
}

/** Two names of one file must not be two locks. */
async function trueName(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return realpath(path).catch(() => join(folder, basename(path)));
}

async function openFile(path: string): Promise<Outcome<OpenJournal, JournalIssue>> {
  const slip = await whatElse(path);
  if (slip !== undefined) return failure({ code: "journal_broken", place: path, message: slip });
  let claimed: Awaited<ReturnType<typeof claim>>;
  try {
    claimed = await claim(`${path}.lock`);
  } catch (error) {
    return failure(unwritable(path, error));
  }
  if (!("release" in claimed)) {
    const where = `process ${claimed.pid} on ${claimed.host}`;
    const message = `The run is being driven by ${where}. Wait for its end. If that machine is gone, delete ${path}.lock and try again.`;
    return failure({ code: "journal_busy", place: path, message });
  }
  const opened = await openClaimed(path, claimed).catch((error: unknown) => failure(unwritable(path, error)));
  if (!opened.ok) await claimed.release();
  return opened;
}

const { O_RDWR, O_APPEND, O_CREAT, O_DSYNC } = constants;

/** A write is on the disk when it returns, as if fdatasync followed (open(2)): one way to the kernel instead of two. Windows lacks it. */
const syncing: number | undefined = O_DSYNC;

async function openClaimed(path: string, claimed: Claim): Promise<Outcome<OpenJournal, JournalIssue>> {
  // Append mode: whoever else writes by mistake, nothing is overwritten.
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | (syncing ?? 0), 0o600);
  const read = readEntries(await file.readFile("utf8"));
  if (typeof read === "number") {
    await file.close();
    const message = `Line ${read} is no entry of a journal, or was changed. Name the journal of a run, or a file that does not exist yet.`;
    return failure({ code: "journal_broken", place: path, message });
  }
  await file.truncate(Buffer.byteLength(read.kept));
  await file.datasync();
  await syncFolder(path);
  return success({ ...writer(file, claimed), entries: read.entries });
}

/** Journals grow by what tools answer, and are read whole. */
const largestBytes = 256 * 1024 * 1024;

/** What stands in the way of reading the path as a journal, if something is there that cannot be one. */
async function whatElse(path: string): Promise<string | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (info.isDirectory()) return "This is a folder. Name a file in it.";
  if (!info.isFile()) return "This is no file that can be kept. Name another one.";
  if (info.size <= largestBytes) return undefined;
  return `This has ${info.size} bytes, and the journal of a run has at most ${largestBytes}. Check the path.`;
}

/** The entries with the text that holds them, or the number of the line that is none. A last line that was cut off never happened. */
function readEntries(text: string): { readonly entries: readonly Entry[]; readonly kept: string } | number {
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

/** The file's name, too, has to survive. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

/** Entries that come while others are being written go to the disk together, in one write and one sync. */
function writer(file: FileHandle, claimed: Claim): Omit<OpenJournal, "entries"> {
  const batches = new Batches(async (lines) => {
    await file.appendFile(lines.join(""));
    if (syncing === undefined) await file.datasync();
  });
  return {
    append: (entry) => batches.add(`${JSON.stringify(entry)}\n`),
    async close() {
      if (!(await batches.close())) return;
      await file.close();
      await claimed.release();
    },
  };
}

function unwritable(path: string, error: unknown): JournalIssue {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const message = `The journal cannot be written (${reason}). Name another place, in a folder that exists.`;
  return { code: "journal_unwritable", place: path, message };
}
