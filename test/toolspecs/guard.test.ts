import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { isAlive } from "../support/alive.js";

const execute = promisify(execFile);
const guard = "dist/toolspecs/servers/guard.js";

test("a server does not hear how its guard was started inside an editor", async () => {
  const tell = `console.log(JSON.stringify([process.env.ELECTRON_RUN_AS_NODE ?? "unset", process.env.MINE]))`;
  const argv = [guard, process.execPath, "-e", tell];
  const env = { PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: "1", MINE: "kept" };
  const { stdout } = await execute(process.execPath, argv, { env });
  expect(JSON.parse(stdout)).toEqual(["unset", "kept"]);
});

/** A program under a guard, started as holdshort does; it is deaf to polite requests, and notes its process id and what `more` gives. */
async function guarded(more = "") {
  const file = join(await mkdtemp(join(tmpdir(), "holdshort-guard-")), "pids");
  const program = `for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
    setInterval(() => {}, 1000); let others = []; ${more}
    require("node:fs").writeFileSync(process.argv[1], [process.pid, ...others].join("\\n"));`;
  const child = spawn(process.execPath, [guard, process.execPath, "-e", program, file], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    detached: true,
  });
  const pids = () => (existsSync(file) ? readFileSync(file, "utf8").split("\n").map(Number) : []);
  return { child, exit: once(child, "exit"), pids };
}

test("it ends the server when whoever started it is gone", async () => {
  const { child, exit, pids } = await guarded();
  await vi.waitFor(() => expect(pids()).toHaveLength(1), { timeout: 20_000 });
  child.disconnect();
  await exit;
  expect(pids().filter(isAlive)).toEqual([]);
});

test("who started it may be gone before it has begun", async () => {
  const { child, exit, pids } = await guarded();
  child.disconnect();
  expect(await exit).toEqual([1, null]);
  expect(pids()).toEqual([]);
});

test("a program that left the server's group, and holds its streams, does not keep it", async () => {
  const { child, exit, pids } = await guarded(`
    const { spawn } = require("node:child_process");
    const gone = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "inherit" });
    others = [gone.pid];`);
  await vi.waitFor(() => expect(pids()).toHaveLength(2), { timeout: 20_000 });
  child.kill("SIGTERM");
  await exit;
  const [server = 0, other = 0] = pids();
  expect([isAlive(server), isAlive(other)]).toEqual([false, true]);
  process.kill(other, "SIGKILL");
});

/** What comes out of a guard on both its streams, of a server that runs a script. */
async function said(script: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const argv = [guard, process.execPath, "-e", script];
  return await execute(process.execPath, argv, { maxBuffer: 2 ** 25 }).catch((error: unknown) => {
    if (error instanceof Error && "stdout" in error && "stderr" in error)
      return { stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  });
}

test("a long message comes whole, also where the server ends behind it", async () => {
  const long = 'process.stdout.write(JSON.stringify(["x".repeat(9_000_000)]) + "\\n" + JSON.stringify([1]) + "\\n")';
  const { stdout } = await said(long);
  expect(stdout.split("\n").map(({ length }) => length)).toEqual([9_000_004, 3, 0]);
});

test("a message that is not UTF-8 ends the server, and nothing of it or after it gets through", async () => {
  const { stdout, stderr } = await said(`
    process.stdout.write('{"first":1}\\n');
    process.stdout.write(Buffer.concat([Buffer.from('{"second":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\\n{"third":3}\\n')]));
    setInterval(() => {}, 1000);`);
  expect(stdout).toBe('{"first":1}\n');
  expect(stderr).toContain("stopped, for it printed a message that is not UTF-8 on stdout");
});
