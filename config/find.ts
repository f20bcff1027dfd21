import type { Stats } from "node:fs";
import { lstat, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What the file is called. */
export const configName = "holdshort.json";

/**
 * The nearest settings file, in a folder or above it, up to the root of its repository; outside of one, up to the root of the
 * file system. A file of another user is passed over: it could start programs of theirs as us. What has the name and is no file that can be read (a link to
 * nowhere, a pipe) is found all the same, so that reading it says what is wrong.
 */
export async function findConfig(folder: string): Promise<string | undefined> {
  for (let here = folder; ; here = dirname(here)) {
    const file = join(here, configName);
    if (await isOurs(file)) return file;
    if (here === dirname(here) || (await exists(join(here, ".git")))) return undefined;
  }
}

async function isOurs(file: string): Promise<boolean> {
  // A link is whose it is; what it leads to is asked too, where it leads anywhere.
  const link = await lstat(file).catch(() => undefined);
  if (link === undefined || link.isDirectory() || !isOwn(link)) return false;
  const target = await stat(file).catch(() => undefined);
  return target === undefined || (!target.isDirectory() && isOwn(target));
}

function isOwn({ uid }: Stats): boolean {
  // Windows has no such numbers. What belongs to root was put there by who may do anything anyway.
  const user = process.getuid?.();
  return user === undefined || uid === user || uid === 0;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
