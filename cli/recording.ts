import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Recorder } from "../planner/index.js";

/** Writes each exchange with a model into a file of its own, in the order in which they end. */
export function recorderInto(folder: string): Recorder {
  const started = new Date().toISOString().replace(/[:.]/g, "-");
  let count = 0;
  return async (exchange) => {
    const name = `${started}-${String(count++).padStart(3, "0")}.json`;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), `${JSON.stringify(exchange, null, 1)}\n`, { flag: "wx" });
  };
}
