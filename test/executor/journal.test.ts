import { spawn, spawnSync } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Entry, fileJournal, memoryJournal } from "#dist/executor/index.js";
import { hashOfValue } from "#dist/toolspecs/index.js";
import { journalLaws } from "./journal-laws.js";

async function freshPath(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "holdshort-journal-")), "run.jsonl");
}

const head: Entry = { kind: "head", version: 1, run: "r", plan: {}, clock: 0, seed: 1, note: null, at: 0 };
const door = new URL("../../dist/executor/index.js", import.meta.url).href;

/** A process that opens the journal, says so, and stays. */
async function owner(path: string) {
  const program = `import { fileJournal } from ${JSON.stringify(door)};
    const opened = await fileJournal(${JSON.stringify(path)}).open();
    console.log(opened.ok ? "open" : opened.issues[0].code); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data) => resolve(String(data).trim())),
  );
  return { child, said, gone: new Promise((resolve) => child.once("exit", resolve)) };
}

describe("in memory", () => {
  journalLaws(async () => {
    const journal = memoryJournal();
    return () => journal;
  });
});

describe("in a file", () => {
  journalLaws(async () => {
    const path = await freshPath();
    return () => fileJournal(path);
  });

  async function entriesOf(path: string): Promise<readonly Entry[]> {
    const opened = await fileJournal(path).open();
    if (!opened.ok) throw new Error(opened.issues[0]?.message);
    await opened.value.close();
    return opened.value.entries;
  }

  test("a last line that was cut off at any byte never happened, and what comes next stands on a line of its own", async () => {
    const ok: Entry = { kind: "ok", call: 1, at: 1, value: "größer" };
    const line = Buffer.from(`${JSON.stringify(ok)}\n`);
    for (let cut = 1; cut < line.length; cut += 7) {
      const path = await freshPath();
      await writeFile(path, `${JSON.stringify(head)}\n`);
      await appendFile(path, line.subarray(0, cut));
      const opened = await fileJournal(path).open();
      if (!opened.ok) throw new Error(opened.issues[0]?.message);
      expect(opened.value.entries).toEqual([head]);
      await opened.value.append(ok);
      await opened.value.close();
      expect(await entriesOf(path)).toEqual([head, ok]);
    }
  });

  test.each([
    ["a line in the middle that is no entry", `${JSON.stringify(head)}\n{"kind":"ok"}\n`, "Line 2"],
    ["something else", "dear diary,\nit rained\n", "Line 1"],
    ["something else without an end of line", "dear diary", "Line 1"],
    ["no head at its beginning", `{"kind":"ok","call":1,"at":1,"value":1}\n`, "Line 1"],
  ])("is refused and left as it is: %s", async (_, text, words) => {
    const path = await freshPath();
    await writeFile(path, text);
    const opened = await fileJournal(path).open();
    expect(opened).toMatchObject({ ok: false, issues: [{ code: "journal_broken", place: path }] });
    expect(opened.ok ? "" : opened.issues[0]?.message).toContain(words);
    expect(await readFile(path, "utf8")).toBe(text);
    expect(await readdir(join(path, ".."))).toEqual(["run.jsonl"]);
  });

  test("an entry whose arguments are not those of its hash was changed by somebody", async () => {
    const args = { to: "ada" };
    const begin = { kind: "begin", call: 1, at: 0, tool: "office/send", hash: hashOfValue({ args }), key: "r:1" };
    const path = await freshPath();
    await writeFile(path, `${JSON.stringify(head)}\n${JSON.stringify({ ...begin, args })}\n`);
    expect(await entriesOf(path)).toHaveLength(2);
    await writeFile(path, `${JSON.stringify(head)}\n${JSON.stringify({ ...begin, args: { to: "bob" } })}\n`);
    expect(await fileJournal(path).open()).toMatchObject({ ok: false, issues: [{ code: "journal_broken" }] });
  });

  test.each([
    ["a folder", async (path: string) => void (await mkdir(path)), "This is a folder"],
    ["a pipe", async (path: string) => void spawnSync("mkfifo", [path]), "no file that can be kept"],
    [
      "larger than any run",
      async (path: string) => {
        await writeFile(path, "");
        await truncate(path, 2 ** 28 + 1);
      },
      "Check the path",
    ],
  ])("%s is told by name, and left as it is", async (_, make, words) => {
    const path = await freshPath();
    await make(path);
    const opened = await fileJournal(path).open();
    expect(opened.ok ? "" : opened.issues[0]?.message).toContain(words);
    expect(await readdir(join(path, ".."))).toEqual(["run.jsonl"]);
  });

  test("cannot be where there is no folder", async () => {
    const opened = await fileJournal("/nowhere/at/all/run.jsonl").open();
    expect(opened).toMatchObject({ ok: false, issues: [{ code: "journal_unwritable" }] });
  });

  test("is for its owner's eyes, and leaves no lock behind", async () => {
    const path = await freshPath();
    const opened = await fileJournal(path).open();
    if (opened.ok) await opened.value.append(head);
    if (opened.ok) await opened.value.close();
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readdir(join(path, ".."))).toEqual(["run.jsonl"]);
  });

  test("is gone where nothing was written into it, unless somebody else had made it", async () => {
    const path = await freshPath();
    await entriesOf(path);
    expect(await readdir(join(path, ".."))).toEqual([]);
    await writeFile(path, "");
    await entriesOf(path);
    expect(await readdir(join(path, ".."))).toEqual(["run.jsonl"]);
  });

  test("another process has it until it is gone, by kill -9 too", async () => {
    const path = await freshPath();
    const first = await owner(path);
    expect(first.said).toBe("open");
    const busy = await fileJournal(path).open();
    const message = busy.ok ? "" : busy.issues[0]?.message;
    expect(message).toContain(`process ${first.child.pid} of this machine`);
    expect(message).toContain("nothing has to be deleted");
    first.child.kill("SIGKILL");
    await first.gone;
    // Two who both see the dead owner: the takeover is no race.
    const both = await Promise.all([fileJournal(path).open(), fileJournal(path).open(), owner(path)]);
    const winners = [both[0].ok, both[1].ok, both[2].said === "open"].filter(Boolean);
    expect(winners).toHaveLength(1);
    both[2].child.kill("SIGKILL");
    await both[2].gone;
  });

  test("an owner's number that another process has by now counts as gone", async () => {
    const path = await freshPath();
    const hostname = spawnSync("hostname", { encoding: "utf8" }).stdout.trim();
    const stale = { token: "t", pid: process.pid, host: hostname, began: "1" };
    await writeFile(`${path}.lock`, JSON.stringify(stale));
    expect(await entriesOf(path)).toEqual([]);
  });

  test("an owner on another machine counts as alive", async () => {
    const path = await freshPath();
    await writeFile(`${path}.lock`, JSON.stringify({ token: "t", pid: 1, host: "far-away", began: "1" }));
    const opened = await fileJournal(path).open();
    expect(opened.ok ? "" : opened.issues[0]?.message).toContain(`delete ${path}.lock`);
  });
});
