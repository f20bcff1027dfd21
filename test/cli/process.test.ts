import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { start } from "./spawn.js";

// What only a real process shows: signals, closed pipes, what is loaded, and that it ends by itself.

/** An MCP server that says where it is and then never answers. */
const silent = `require("node:fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000);`;
/** The same, deaf to polite requests. */
const stubborn = `process.on("SIGTERM", () => {}); process.on("SIGINT", () => {}); ${silent}`;

async function serverConfig(program: string) {
  const folder = await mkdtemp(join(tmpdir(), "holdshort-"));
  const pidFile = join(folder, "pid");
  const config = join(folder, "mcp.json");
  const server = { command: process.execPath, args: ["-e", program, pidFile] };
  await writeFile(config, JSON.stringify({ mcpServers: { slow: server } }));
  return { config, pidFile };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a signal while an MCP server is starting", () => {
  test.each([
    ["SIGINT", 130, silent],
    ["SIGTERM", 143, silent],
    ["SIGINT", 130, stubborn],
  ] as const)("%s ends with %i and leaves no child behind", async (signal, code, program) => {
    const { config, pidFile } = await serverConfig(program);
    const { child, ended } = start(["tools", "list", "--tools", config]);
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 20_000 });
    const pid = Number(await readFile(pidFile, "utf8"));
    expect(alive(pid)).toBe(true);
    child.kill(signal);
    expect(await ended).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`stopped by ${signal}`) });
    await vi.waitFor(() => expect(alive(pid)).toBe(false), { timeout: 10_000 });
  });
});

test("a reader that has seen enough (| head) is no error", async () => {
  const { child, ended } = start(["tools", "types", "--tools", "examples/clinic/openapi.yaml"]);
  child.stdout.destroy();
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

test.runIf(existsSync("/dev/full"))("a full disk is one sentence and exit 2", async () => {
  const command = `"${process.execPath}" dist/cli/bin.js tools list --tools examples/billing/tools.json > /dev/full`;
  const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("could not be written (ENOSPC)") });
});

test.runIf(existsSync("/dev/full"))("a run whose output finds no room says where it is written down", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdshort-full-"));
  writeFileSync(join(folder, "one.plan.ts"), "export default async function plan() {\n  return 1;\n}\n");
  const files = `"${folder}/one.plan.ts" --journal "${folder}/run.jsonl" --tools examples/billing/tools.json`;
  const command = `"${process.execPath}" dist/cli/bin.js run ${files} > /dev/full`;
  // What runs the tests may have been started by npx, which would say so here.
  const env = { ...process.env, npm_command: "" };
  const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8", env });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining("in its journal: holdshort runs list"),
  });
  expect(existsSync(join(folder, "run.jsonl"))).toBe(true);
});

test("a page does not take the place of the journal or of the settings of the same command", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdshort-same-"));
  writeFileSync(join(folder, "one.plan.ts"), "export default async function plan() {\n  return 1;\n}\n");
  const settings = JSON.stringify({ tools: [resolve("examples/billing/tools.json")] });
  writeFileSync(join(folder, "holdshort.json"), settings);
  for (const words of [["run.jsonl", "--journal", "run.jsonl"], ["holdshort.json"]]) {
    const argv = [resolve("dist/cli/bin.js"), "run", "one.plan.ts", "--html", ...words];
    const { status, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("would be overwritten") });
  }
  expect(existsSync(join(folder, "run.jsonl"))).toBe(false);
  expect(readFileSync(join(folder, "holdshort.json"), "utf8")).toBe(settings);
});

test.skipIf(process.platform === "win32")("a pipe into which nobody writes is no plan to wait for", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdshort-pipe-"));
  spawnSync("mkfifo", [join(folder, "x.plan.ts")]);
  const argv = ["dist/cli/bin.js", "verify", join(folder, "x.plan.ts"), "--tools", "examples/billing/tools.json"];
  const { status, stderr } = spawnSync(process.execPath, argv, {
    encoding: "utf8",
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("This is a pipe") });
});

test.runIf(existsSync("/proc/self"))("where no folder for journals can be made, a run does not begin", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdshort-nowhere-"));
  writeFileSync(join(folder, "one.plan.ts"), "export default async function plan() {\n  return 1;\n}\n");
  const program = resolve("dist/cli/bin.js");
  const argv = [program, "run", join(folder, "one.plan.ts"), "--tools", resolve("examples/billing/tools.json")];
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: "/proc", encoding: "utf8", timeout: 60_000 });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("The journal cannot be written") });
});

describe("what is loaded", () => {
  async function load(...argv: string[]): Promise<string[]> {
    const { ended } = start(argv, { node: ["--import", new URL("loaded.mjs", import.meta.url).href] });
    const names = (await ended).stderr.matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/\n]+)/g);
    return [...new Set([...names].map((match) => match[1] ?? ""))].sort();
  }

  test("help needs the command-line library and colours", async () => {
    expect(await load("--help")).toEqual(["commander", "picocolors"]);
  });

  test("listing the tools of a JSON file needs no more: no compiler, sandbox, model or MCP client", async () => {
    const loaded = await load("tools", "list", "--tools", "examples/billing/tools.json");
    expect(loaded).toEqual(["commander", "picocolors"]);
  });

  test("verifying a plan loads a compiler, but no model client", async () => {
    const plan = "examples/billing/remind-overdue.plan.ts";
    const loaded = await load("verify", plan, "--tools", "billing=examples/billing/tools.json");
    expect(loaded).toContain("typescript");
    expect(loaded).not.toContain("openai");
  });

  test("planning by search loads no model client", async () => {
    const goal = "Find the customer ada@example.com";
    const loaded = await load("dry-run", goal, "--tools", "examples/billing/tools.json");
    expect(loaded).toContain("typescript");
    expect(loaded).not.toContain("openai");
  });
});
