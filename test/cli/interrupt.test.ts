import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { isAlive } from "../support/alive.js";
import { start } from "./spawn.js";

// What Ctrl-C does in a terminal: every process of the foreground group gets the signal, and not holdshort alone.

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-interrupt-"));
  const body = "  await slow.work();\n  await slow.work();\n  return 1;";
  await writeFile(join(folder, "two.plan.ts"), `export default async function plan() {\n${body}\n}\n`);
});

/** A run that is in the first of its two calls. */
async function running(mode: "polite" | "stubborn") {
  const slow = { command: process.execPath, args: [resolve("test/cli/slow-server.mjs"), folder, mode] };
  await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers: { slow } }));
  const argv = ["run", "two.plan.ts", "--tools", "mcp.json", "--approve", "all", "--journal", "r.jsonl"];
  const { child, ended } = start(argv, { cwd: folder, detached: true });
  await vi.waitFor(() => expect(existsSync(join(folder, "called"))).toBe(true), { timeout: 20_000 });
  return { child, ended, group: -(child.pid ?? 0) };
}

/** What is in the journal behind its head and the approval of the first call. */
async function entries(): Promise<readonly string[]> {
  const text = await readFile(join(folder, "r.jsonl"), "utf8").catch(() => "");
  const lines = text.split("\n").slice(1, -1);
  return lines
    .map((line) => JSON.parse(line))
    .map(({ kind, call }) => `${kind} ${call}`)
    .slice(2);
}

function pids(): readonly number[] {
  const file = join(folder, "pids");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
}

async function nobodyIsLeft(): Promise<void> {
  expect(pids()).toHaveLength(2);
  await vi.waitFor(() => expect(pids().filter(isAlive)).toEqual([]), { timeout: 10_000 });
}

describe.skipIf(process.platform === "win32")("a signal to the whole group, in the middle of a call", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s: the call has its answer written down, and no other is made", async (signal, code) => {
    const { child, ended, group } = await running("polite");
    const stopping = new Promise((heard) => child.stderr.once("data", heard));
    process.kill(group, signal);
    await stopping;
    await writeFile(join(folder, "go"), "");
    expect(await ended).toMatchObject({ code, stderr: expect.stringContaining("Go on later with") });
    expect(await entries()).toEqual(["begin 1", "ok 1"]);
    await nobodyIsLeft();
  });

  test("a second SIGHUP changes nothing: a terminal that is closed tells it twice", async () => {
    const { child, ended, group } = await running("polite");
    const stopping = new Promise((heard) => child.stderr.once("data", heard));
    process.kill(group, "SIGHUP");
    await stopping;
    process.kill(group, "SIGHUP");
    await writeFile(join(folder, "go"), "");
    expect(await ended).toMatchObject({ code: 129 });
    expect(await entries()).toEqual(["begin 1", "ok 1"]);
    await nobodyIsLeft();
  });

  test("a second Ctrl-C ends it at once, and the server with all it started", async () => {
    const { child, ended, group } = await running("stubborn");
    const stopping = new Promise((heard) => child.stderr.once("data", heard));
    process.kill(group, "SIGINT");
    await stopping;
    process.kill(group, "SIGINT");
    expect(await ended).toMatchObject({ code: 130 });
    expect(await entries()).toEqual(["begin 1"]);
    await nobodyIsLeft();
  });
});
