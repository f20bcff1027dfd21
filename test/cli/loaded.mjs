// Preloaded into the command by process.test.ts: prints the address of every module that is imported or required.
import { writeSync } from "node:fs";
import { createRequire, register } from "node:module";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  register(import.meta.url);
  const { cache } = createRequire(import.meta.url);
  process.on("exit", () => {
    for (const path of Object.keys(cache)) writeSync(2, `${path}\n`);
  });
}

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  writeSync(2, `${found.url}\n`);
  return found;
}
