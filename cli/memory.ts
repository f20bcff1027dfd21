import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AbilityMemory } from "../planner/index.js";
import { hashOf } from "../toolspecs/index.js";
import { makeFolder } from "./folder.js";
import { type Environment, variable } from "./io.js";

/** Where the cache of a user's programs is, by the XDG base directories. */
export function cacheFolder(env: Environment): string {
  return join(variable(env, "XDG_CACHE_HOME") ?? join(variable(env, "HOME") ?? homedir(), ".cache"), "holdshort");
}

/** Servers are updated; what they could do yesterday is looked at again. */
const freshMs = 24 * 3_600_000;

/** What servers can do, a file each, named by the hash of address and model. */
export function fileMemory(folder: string): AbilityMemory {
  const fileOf = (key: string) => join(folder, `server-${hashOf(key).replace(/\W/g, "-").slice(0, 40)}.json`);
  return {
    async read(key) {
      const file = fileOf(key);
      const { mtimeMs } = await stat(file);
      if (Date.now() - mtimeMs > freshMs) return undefined;
      return JSON.parse(await readFile(file, "utf8"));
    },
    async write(key, known) {
      const file = fileOf(key);
      await makeFolder(folder);
      await writeFile(`${file}.new`, JSON.stringify(known));
      await rename(`${file}.new`, file);
    },
  };
}
