import { accessSync, constants, existsSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Recorder } from "../planner/index.js";
import { makeFolder } from "./folder.js";

/** Writes each exchange with a model into a file of its own, in the order in which they end. */
export function recorderInto(folder: string): Recorder {
  const started = new Date().toISOString().replace(/[:.]/g, "-");
  let count = 0;
  return async (exchange) => {
    const name = `${started}-${String(count++).padStart(3, "0")}.json`;
    await makeFolder(folder);
    await writeFile(join(folder, name), `${JSON.stringify(exchange, null, 1)}\n`, { flag: "wx" });
  };
}

/** Whether it is, or can become, a folder to write to. */
export function takesFiles(folder: string): boolean {
  const path = resolve(folder);
  if (!existsSync(path)) return takesFiles(dirname(path));
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
