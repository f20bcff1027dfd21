import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Entry, fileRun, memoryJournal, wrongIn } from "#dist/executor/index.js";
import { run, sealed, staff } from "./office.js";

describe("an answer to a call that was begun, and whose end is not in the journal", () => {
  /** The plan with a journal that ends at the `begin` of its one call. */
  async function begun(body: string) {
    const plan = await sealed(body);
    const journal = memoryJournal();
    await run(plan, staff(), { journal });
    const entries = journal.lines.map((line): Entry => JSON.parse(line));
    return { plan, entries: entries.slice(0, entries.findIndex(({ kind }) => kind === "begin") + 1) };
  }

  test("is one where the call cannot be made again unasked", async () => {
    const past = await begun(`await office.file({ id: 1 }); return 1;`);
    expect(wrongIn(new Map([[1, { say: "failed" }]]), past)).toBeUndefined();
    expect(await stateOf(past.entries)).toBe("unknown");
  });

  test("is none where it is made again, which is said", async () => {
    const past = await begun(`await office.tell({ word: "a" }); return 1;`);
    expect(wrongIn(new Map([[1, { say: "failed" }]]), past)).toMatch(/^Call 1 .* is made again without a question/);
    expect(await stateOf(past.entries)).toBe("interrupted");
  });

  async function stateOf(entries: readonly Entry[]): Promise<string> {
    const file = join(await mkdtemp(join(tmpdir(), "holdshort-begun-")), "r.jsonl");
    await writeFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    return (await fileRun(file)).state;
  }
});
