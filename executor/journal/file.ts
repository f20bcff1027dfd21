import { constants, type FileHandle, open, realpath, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { Batches } from "./batches.js";
import { type Claim, claim, type Owner } from "./claim.js";
import type { Journal, JournalIssue, OpenJournal } from "./journal.js";
import { brokenAt, readEntries, whatElse } from "./reading.js";

/** A journal in a file of JSON lines, made where there is none, and gone again where nothing was written into it. The lock stands beside it, in `PATH.lock`. */
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
    const message = `The run is being driven by ${busyWith(claimed, path)}`;
    return failure({ code: "journal_busy", place: path, message });
  }
  const opened = await openClaimed(path, claimed).catch((error: unknown) => failure(unwritable(path, error)));
  if (!opened.ok) await claimed.release();
  return opened;
}

/** Of a process here it is known that it lives, else the lock would have been taken over. */
function busyWith({ pid, host }: Owner, path: string): string {
  if (host === hostname())
    return `process ${pid} of this machine (${host}). Wait for its end, or end that process: its lock is taken over then, so nothing has to be deleted.`;
  return `process ${pid} on another machine, ${host}, and from here nobody can tell whether it still does. Wait for its end. If that machine is gone, delete ${path}.lock and try again.`;
}

const { O_RDWR, O_APPEND, O_CREAT, O_DSYNC } = constants;

/** A write is on the disk when it returns, as if fdatasync followed (open(2)): one way to the kernel instead of two. Windows lacks it. */
const syncing: number | undefined = O_DSYNC;

async function openClaimed(path: string, claimed: Claim): Promise<Outcome<OpenJournal, JournalIssue>> {
  const found = await stat(path).catch(() => undefined);
  // Append mode: whoever else writes by mistake, nothing is overwritten.
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | (syncing ?? 0), 0o600);
  const read = readEntries(await file.readFile("utf8"));
  if (typeof read === "number") {
    await file.close();
    return failure(brokenAt(path, read));
  }
  await file.truncate(Buffer.byteLength(read.kept));
  await file.datasync();
  await syncFolder(path);
  const leave = found === undefined ? () => dropEmpty(path) : async () => {};
  return success({ ...writer(file, claimed, leave), entries: read.entries });
}

/** The file's name, too, has to survive. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

/** Entries that come while others are being written go to the disk together, in one write and one sync. */
function writer(file: FileHandle, claimed: Claim, leave: () => Promise<void>): Omit<OpenJournal, "entries"> {
  const batches = new Batches(async (lines) => {
    await file.appendFile(lines.join(""));
    if (syncing === undefined) await file.datasync();
  });
  return {
    append: (entry) => batches.add(`${JSON.stringify(entry)}\n`),
    async close() {
      if (!(await batches.close())) return;
      await file.close();
      await leave();
      await claimed.release();
    },
  };
}

/** A run that was refused leaves nothing behind that looks like the journal of one. */
async function dropEmpty(path: string): Promise<void> {
  const left = await stat(path).catch(() => undefined);
  if (left?.size === 0) await unlink(path).catch(() => undefined);
}

function unwritable(path: string, error: unknown): JournalIssue {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const message = `The journal cannot be written (${reason}). Name another place, in a folder that exists.`;
  return { code: "journal_unwritable", place: path, message };
}
