import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createSandbox, type Job } from "#dist/sandbox/index.js";

const endless: Job = {
  script: "export default async function plan() { while (true); }",
  functions: [],
  clock: 0,
  seed: 1,
};

test("closing under a running program ends the run, and nothing runs afterwards", async () => {
  const sandbox = createSandbox({ threads: 1 });
  const running = sandbox.run(endless, async () => ({ ok: true, value: null }));
  await sandbox.close();
  expect((await running).end.ok).toBe(false);
  await expect(sandbox.run(endless, async () => ({ ok: true, value: null }))).rejects.toThrow(/closed/);
});

test("a process that closed its sandbox under a running program ends by itself", async () => {
  const door = pathToFileURL(resolve("dist/sandbox/index.js")).href;
  const program = `
    const { createSandbox } = await import(${JSON.stringify(door)});
    const sandbox = createSandbox({ threads: 1 });
    void sandbox.run(${JSON.stringify(endless)}, async () => ({ ok: true, value: null }));
    await new Promise((done) => setTimeout(done, 300));
    await sandbox.close();
  `;
  const ended = promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { timeout: 20_000 });
  await expect(ended).resolves.toEqual({ stdout: "", stderr: "" });
});
