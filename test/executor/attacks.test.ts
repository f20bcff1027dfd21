import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileJournal, type Journal, Lost, memoryJournal } from "#dist/executor/index.js";
import { type Json, success, type ToolSpec } from "#dist/toolspecs/index.js";
import { office, run, sealed, staff } from "./office.js";

// What went wrong once, or was tried.

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
});
afterAll(() => rm(folder, { recursive: true }));

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const open: readonly ToolSpec[] = office.map((tool) =>
  tool.name === "send" ? { ...tool, output: { schema: true, origin: "unknown" } } : tool,
);

describe("an answer", () => {
  test("too deep for a program stops the run, and is no failure that the plan could answer with the same call again", async () => {
    const plan = await sealed(
      'try { await office.send({ to: "a" }); return 1; } catch { await office.send({ to: "a" }); return 2; }',
      { tools: open },
    );
    const worker = staff({ send: () => nested(120) });
    const result = await run(plan, worker, { tools: open });
    expect(result).toMatchObject({ outcome: "failed", problem: { code: "too_large" } });
    expect(worker.done).toEqual(["send a"]);
  });

  test("given back out of a journal is held against its shape again", async () => {
    const plan = await sealed(
      'const { id } = await office.find({ word: "a" }); if (id < 0) await office.send({ to: "b" }); return (await office.send({ to: "c" })).sent;',
    );
    const journal = memoryJournal();
    await run(plan, staff(), { journal, approve: async () => ({ say: "later" }) });
    const opened = await journal.open();
    if (!opened.ok) return expect.unreachable();
    await opened.value.close();
    const changed = opened.value.entries.map((entry) =>
      entry.kind === "ok" ? { ...entry, value: { id: -1, name: "x" } } : entry,
    );
    const forged: Journal = {
      name: "forged",
      open: async () => success({ entries: changed, append: async () => {}, close: async () => {} }),
    };
    const worker = staff();
    expect(await run(plan, worker, { journal: forged })).toMatchObject({
      outcome: "failed",
      problem: { code: "broken_assumption" },
    });
    expect(worker.done).toEqual([]);
  });

  test("that somebody says was given, and is none of the tool's, leaves the question open", async () => {
    const plan = await sealed('return (await office.send({ to: "a" })).sent;');
    const journal = memoryJournal();
    const lost = staff({
      send: () => {
        throw new Lost("gone");
      },
    });
    const approve = async ({ about }: { about: string }) =>
      about === "approval" ? ({ say: "approve" } as const) : ({ say: "happened", value: { okay: 1 } } as const);
    const first = await run(plan, lost, { journal, approve });
    expect(first).toMatchObject({
      outcome: "waiting",
      questions: [{ call: 1, reason: expect.stringMatching(/does not fit: .*\bsent is missing\b(?!.*shapes)/) }],
    });
    const again = await run(plan, staff(), {
      journal,
      approve: async () => ({ say: "happened", value: { sent: "a" } }),
    });
    expect(again).toMatchObject({ outcome: "done", value: "a" });
  });
});

test("two names of one journal are one lock", async () => {
  const [path, other] = [join(folder, "run.jsonl"), join(folder, "other.jsonl")];
  const opened = await fileJournal(path).open();
  if (!opened.ok) return expect.unreachable();
  await symlink(path, other);
  expect(await fileJournal(other).open()).toMatchObject({ ok: false, issues: [{ code: "journal_busy" }] });
  await opened.value.close();
});

describe("a secret that a tool tells", () => {
  const vault: readonly ToolSpec[] = office.map((tool) =>
    tool.name === "find"
      ? {
          ...tool,
          output: {
            origin: "declared",
            schema: { type: "object", properties: { pin: { type: "string", format: "password" } }, required: ["pin"] },
          },
        }
      : tool,
  );

  test("reaches the program, and of what is shown only what is left of it", async () => {
    const plan = await sealed(
      'const { pin } = await office.find({ word: "a" }); console.log("it is " + pin); return { pin, size: pin.length };',
      { tools: vault },
    );
    const result = await run(plan, staff({ find: () => ({ pin: "hunter2222" }) }), { tools: vault });
    expect(result).toMatchObject({
      outcome: "done",
      value: { pin: "hunter2222", size: 10 },
      shown: { pin: "[secret]", size: 10 },
      logs: ["it is [secret]"],
    });
  });

  test("is not in what the plan says when it gives up", async () => {
    const plan = await sealed(
      'const { pin } = await office.find({ word: "a" }); try { await office.find({ word: pin }); } catch { throw new Error("no " + pin); } return 1;',
      { tools: vault },
    );
    const asked = staff({
      find: (args) => {
        if ((args as { word: string }).word !== "a") throw new Error("busy");
        return { pin: "hunter2222" };
      },
    });
    const result = await run(plan, asked, { tools: vault });
    expect(result).toMatchObject({ outcome: "failed", problem: { message: "The plan gave up: Error: no [secret]" } });
  });
});
