import { execFile } from "node:child_process";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

// A run that is begun here and gone on with elsewhere: by another process, in another folder, from a copy of the journal alone.

const execute = promisify(execFile);
const bin = resolve("dist/cli/bin.js");
const server = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");

let here = "";
let there = "";

beforeAll(async () => {
  here = await mkdtemp(join(tmpdir(), "holdshort-here-"));
  there = await mkdtemp(join(tmpdir(), "holdshort-there-"));
  await cp("examples/files/documents", join(here, "documents"), { recursive: true });
  const files = { command: process.execPath, args: [server, join(here, "documents")] };
  await writeFile(join(here, "mcp.json"), JSON.stringify({ mcpServers: { files } }));
});

async function holdshort(cwd: string, ...argv: readonly string[]) {
  const ended = await execute(process.execPath, [bin, ...argv, "--json"], { cwd }).catch(
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const code = "code" in ended ? ended.code : 0;
  return { code, ...JSON.parse(ended.stdout) };
}

describe("a journal on another machine", () => {
  test("is all that is needed to go on, where the tools can be found again", async () => {
    const plan = resolve("examples/files/combine-notes.plan.ts");
    const begun = await holdshort(here, "run", plan, "--tools", "mcp.json", "--journal", "run.jsonl");
    expect(begun).toMatchObject({ code: 4, outcome: "waiting" });
    await cp(join(here, "run.jsonl"), join(there, "copy.jsonl"));
    const ended = await holdshort(there, "resume", "copy.jsonl", "--answer", "3=yes");
    expect(ended).toMatchObject({ code: 0, outcome: "done", run: begun.run, value: { combined: 2 } });
    expect(ended.calls.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["ok", "ok", "ok"]);
  });

  test("goes on with tools that are said to be elsewhere", async () => {
    const plan = resolve("examples/files/combine-notes.plan.ts");
    await holdshort(here, "run", plan, "--tools", "mcp.json", "--journal", "second.jsonl");
    await cp(join(here, "second.jsonl"), join(there, "second.jsonl"));
    await cp(join(here, "documents"), join(there, "documents"), { recursive: true });
    const files = { command: process.execPath, args: [server, join(there, "documents")] };
    await writeFile(join(there, "other.json"), JSON.stringify({ mcpServers: { files } }));
    const ended = await holdshort(there, "resume", "second.jsonl", "--tools", "other.json", "--answer", "3=yes");
    expect(ended).toMatchObject({ code: 0, outcome: "done" });
  });

  test("is not held by a lock that stayed where it was written", async () => {
    const plan = resolve("examples/files/combine-notes.plan.ts");
    await holdshort(here, "run", plan, "--tools", "mcp.json", "--journal", "held.jsonl");
    const owner = { token: "t", pid: process.pid, host: `${hostname()}-far-away`, began: "1" };
    await writeFile(join(here, "held.jsonl.lock"), JSON.stringify(owner));
    const message = expect.stringMatching(
      /on another machine, .*-far-away, .* delete .*held\.jsonl\.lock and try again/,
    );
    expect(await holdshort(here, "resume", "held.jsonl")).toMatchObject({
      code: 2,
      error: { code: "journal_busy", message },
    });
    await cp(join(here, "held.jsonl"), join(there, "held.jsonl"));
    expect(await holdshort(there, "resume", "held.jsonl")).toMatchObject({ code: 4, outcome: "waiting" });
  });
});
