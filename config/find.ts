import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What the file is called. */
export const configName = "holdshort.json";

/**
 * The nearest settings file, in a folder or above it, up to the root of its repository; outside of one, up to the root of the
 * file system. A file of another user is passed over: it could start programs of theirs as us.
 */
export async function findConfig(folder: string): Promise<string | undefined> {
  for (let here = folder; ; here = dirname(here)) {
    const file = join(here, configName);
    if (await isOwnFile(file)) return file;
    if (here === dirname(here) || (await exists(join(here, ".git")))) return undefined;
  }
}

async function isOwnFile(file: string): Promise<boolean> {
  const info = await stat(file).catch(() => undefined);
  if (info?.isFile() !== true) return false;
  // Windows has no such numbers. What belongs to root was put there by who may do anything anyway.
  const user = process.getuid?.();
  return user === undefined || info.uid === user || info.uid === 0;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
