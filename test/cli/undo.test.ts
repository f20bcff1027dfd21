import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { folderWithServers, planIn, ranIn } from "./real-servers.js";

// What a real run did is taken back by the command, against the filesystem server from npm.

let folder = "";
let config = "";

beforeEach(async () => {
  ({ folder, config } = await folderWithServers());
});

const holdshort = (argv: readonly string[]) => ranIn(folder, argv);
const planFile = (body: string) => planIn(folder, body);

describe("a run that stopped half way", () => {
  const takenBack = { tool: "move_file", args: { source: "args.destination", destination: "args.source" } };

  async function halfDone(): Promise<void> {
    await writeFile(join(folder, "undo.json"), JSON.stringify({ tools: { "files/move_file": { undo: takenBack } } }));
    const plan = await planFile(`await files.move_file({ source: "notes.md", destination: "old.md" });
      await files.move_file({ source: "old.md", destination: "older.md" });
      await files.write_file({ path: "new.md", content: "hello" });
      return (await files.read_text_file({ path: "missing.md" })).content;`);
    const argv = [
      "run",
      plan,
      "--tools",
      config,
      "--shapes",
      join(folder, "undo.json"),
      "--approve",
      "all",
      "--journal",
      "r.jsonl",
    ];
    const run = await holdshort(argv);
    expect([run.code, run.out]).toEqual([5, expect.stringContaining("holdshort undo r.jsonl")]);
  }

  test("shows what can be taken back and what stays, with a checked plan", async () => {
    await halfDone();
    const shown = await holdshort(["undo", "r.jsonl", "-o", "back.plan.ts"]);
    expect(shown.code).toBe(0);
    const text = shown.out.replace(/\s+/g, " ");
    expect(text).toMatch(
      /Can be taken back, the last first - call 2, .* - call 1, .* Stays - call 3, files\/write_file/,
    );
    expect(text).toContain("PASSED");
    expect(text).not.toContain("Policy:");
    expect(await readdir(join(folder, "documents"))).toContain("older.md");
    const source = await readFile(join(folder, "back.plan.ts"), "utf8");
    expect(source.indexOf('source: "older.md"')).toBeLessThan(source.indexOf('source: "old.md"'));
    const json = await holdshort(["undo", "r.jsonl", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({
      steps: [{ call: 2 }, { call: 1, by: "files/move_file", args: { source: "old.md", destination: "notes.md" } }],
      kept: [{ call: 3, tool: "files/write_file" }],
      verdict: { outcome: "passed" },
    });
  });

  test("is taken back with approvals, once, and is not gone on with afterwards", async () => {
    await halfDone();
    const asked = await holdshort(["undo", "r.jsonl", "--run", "--approve", "none"]);
    expect([asked.code, asked.out]).toEqual([4, expect.stringContaining("holdshort resume r.undo.jsonl")]);
    for (const words of ["with 2 tool calls", "Nothing is left to take back."]) {
      const back = await holdshort(["undo", "r.jsonl", "--run", "--approve", "all"]);
      expect([back.code, back.out.replace(/\s+/g, " ")]).toEqual([0, expect.stringContaining(words)]);
      expect(await readdir(join(folder, "documents"))).toEqual(
        expect.arrayContaining(["notes.md", "new.md", "report-draft.md"]),
      );
    }
    // Killed before its last line was on the disk.
    const journal = join(folder, "r.undo.jsonl");
    const lines = (await readFile(journal, "utf8")).trimEnd().split("\n");
    await writeFile(journal, `${lines.slice(0, -1).join("\n")}\n`);
    const torn = await holdshort(["undo", "r.jsonl"]);
    expect([torn.code, torn.out]).toEqual([0, expect.stringContaining("Nothing is left to take back.")]);
    expect(torn.out).toContain("broken off before it could say so. To end it: holdshort undo r.jsonl --run\n");
    expect(torn.out).not.toContain("It is being taken back");
    expect((await holdshort(["resume", "r.jsonl"])).out).toContain("was not gone on with");
  });

  test("an undo that stops half way is finished by the next, which leaves out what is back already", async () => {
    await halfDone();
    const documents = join(folder, "documents");
    // The first thing to be taken back is moved away, the second stands in the way of itself.
    await writeFile(join(documents, "notes.md"), "somebody was here");
    const stopped = await holdshort(["undo", "r.jsonl", "--run", "--approve", "all"]);
    const said = stopped.out.replace(/\s+/g, " ");
    expect([stopped.code, said]).toEqual([
      5,
      expect.stringContaining("To see what is not taken back yet: holdshort undo r.jsonl."),
    ]);
    expect(await readdir(documents)).toEqual(expect.arrayContaining(["old.md", "notes.md"]));
    const rest = JSON.parse((await holdshort(["undo", "r.jsonl", "--json"])).out);
    expect(rest).toMatchObject({
      steps: [{ call: 1, tried: { by: "r.undo.jsonl", message: expect.any(String) } }],
      back: [{ call: 2, by: "r.undo.jsonl" }],
      verdict: { outcome: "passed" },
    });
    const preview = (await holdshort(["undo", "r.jsonl"])).out;
    expect(preview.replace(/\s+/g, " ")).toContain("- was tried by r.undo.jsonl, and failed: ");
    expect(preview).toMatch(/\n {2}- To take it back: holdshort undo r\.jsonl --run\n$/);
    const shown = await holdshort(["runs", "show", "r.undo.jsonl"]);
    expect(shown.out.replace(/\s+/g, " ")).toContain("not taken back yet: holdshort undo r.jsonl");
    expect((await holdshort(["runs", "show", "r.jsonl"])).out).toMatch(
      /Call 2 was taken back\.[\s\S]*holdshort undo r\.jsonl|holdshort undo r\.jsonl[\s\S]*Call 2 was taken back\./,
    );

    const stray = await holdshort(["undo", "r.jsonl", "--keep", "2"]);
    expect([stray.code, stray.err]).toEqual([2, expect.stringContaining("Those are 1.")]);
    const kept = await holdshort(["undo", "r.jsonl", "--keep", "1"]);
    expect([kept.code, kept.out.replace(/\s+/g, " ")]).toEqual([
      0,
      expect.stringContaining("call 1, files/move_file: it is to stay"),
    ]);

    await rm(join(documents, "notes.md"));
    const back = await holdshort(["undo", "r.jsonl", "--run", "--approve", "all"]);
    expect([back.code, back.out.replace(/\s+/g, " ")]).toEqual([0, expect.stringContaining("with 1 tool call")]);
    expect(await readdir(documents)).not.toContain("old.md");
    const over = await holdshort(["runs", "show", "r.jsonl"]);
    expect([over.out, over.out]).toEqual([
      expect.stringContaining("Calls 2 and 1 were taken back."),
      expect.not.stringContaining("holdshort undo"),
    ]);
    expect((await holdshort(["runs", "list", "."])).out).toContain("Calls 2 and 1 were taken back.");
    expect(JSON.parse((await holdshort(["undo", "r.jsonl", "--json"])).out)).toMatchObject({
      steps: [],
      verdict: null,
    });
  });

  test("an undo that waits is gone on with, and no second one is made beside it", async () => {
    await halfDone();
    expect((await holdshort(["undo", "r.jsonl", "--run", "--approve", "none"])).code).toBe(4);
    const shown = await holdshort(["undo", "r.jsonl"]);
    expect([shown.code, shown.out]).toEqual([
      4,
      expect.stringContaining("To go on with that: holdshort undo r.jsonl --run\n"),
    ]);
    const keeping = await holdshort(["undo", "r.jsonl", "--run", "--keep", "1"]);
    expect([keeping.code, keeping.err]).toEqual([2, expect.stringContaining("r.undo.jsonl")]);
    expect((await holdshort(["undo", "r.jsonl", "--run", "--approve", "all"])).code).toBe(0);
    expect(await readdir(folder)).not.toContain("r.undo-2.jsonl");
    for (const file of ["r.undo.jsonl", "undo.json"]) {
      const over = await holdshort(["undo", "r.jsonl", "-o", file]);
      expect([over.code, over.err]).toEqual([2, expect.stringContaining("would be overwritten")]);
    }
    await writeFile(join(folder, "r.undo-2.jsonl"), "my shopping list");
    const strange = await holdshort(["undo", "r.jsonl"]);
    expect([strange.code, strange.err]).toEqual([2, expect.stringContaining("give it another name")]);
    expect((await holdshort(["runs", "show", "r.jsonl"])).code).toBe(0);
  });

  test("an undo whose plan no longer passes is ended, and the next does the rest", async () => {
    await halfDone();
    expect((await holdshort(["undo", "r.jsonl", "--run", "--approve", "none"])).code).toBe(4);
    expect((await holdshort(["resume", "r.undo.jsonl", "--answer", "1=yes", "--approve", "none"])).code).toBe(4);
    // What the plan was judged with is no more: it is told of the tool that calling it twice does no harm.
    const shapes = { tools: { "files/move_file": { undo: takenBack, idempotent: true } } };
    await writeFile(join(folder, "undo.json"), JSON.stringify(shapes));
    const back = await holdshort(["undo", "r.jsonl", "--run", "--approve", "all"]);
    expect([back.code, back.out.replace(/\s+/g, " ")]).toEqual([0, expect.stringContaining("with 1 tool call")]);
    expect(await readdir(folder)).toContain("r.undo-2.jsonl");
    expect((await holdshort(["runs", "show", "r.undo.jsonl"])).out).toContain("no longer passes");
    expect(await readdir(join(folder, "documents"))).toEqual(expect.arrayContaining(["notes.md", "report-draft.md"]));
  });

  test("a run that waits is ended by taking back what it did", async () => {
    await writeFile(join(folder, "undo.json"), JSON.stringify({ tools: { "files/move_file": { undo: takenBack } } }));
    const plan = await planFile(`await files.move_file({ source: "notes.md", destination: "old.md" });
      await files.write_file({ path: "new.md", content: "hello" });`);
    const argv = [
      "run",
      plan,
      "--tools",
      config,
      "--shapes",
      join(folder, "undo.json"),
      "--journal",
      "r.jsonl",
      "--approve",
      "none",
    ];
    expect((await holdshort(argv)).code).toBe(4);
    expect((await holdshort(["resume", "r.jsonl", "--answer", "1=yes"])).code).toBe(4);
    expect((await holdshort(["undo", "r.jsonl", "--run", "--approve", "all"])).code).toBe(0);
    expect(await readdir(join(folder, "documents"))).toContain("notes.md");
    const resumed = await holdshort(["resume", "r.jsonl"]);
    expect([resumed.code, resumed.out]).toEqual([5, expect.stringContaining("taken back")]);
  });
});
