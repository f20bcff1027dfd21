import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder, with those above it; one that is there stays. Not Node's `recursive`: below /proc, in which nothing can be made, that tries for ever. */
export async function makeFolder(path: string, made = false): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || made || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path, true);
  }
}
