import { afterAll, describe, expect, test } from "vitest";
import { memoryJournal, type Reply } from "#dist/executor/index.js";
import { createSandbox } from "#dist/sandbox/index.js";
import { run, sealed, staff } from "./office.js";

// Outputs that lie. Whatever comes back, the run stops before the next effect, and the journal has what was done.

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

const plan = await sealed(`const found = await office.find({ word: "ada" });
  await office.send({ to: found.name });
  return found.id;`);

const looped: { self?: unknown } = {};
looped.self = looped;

describe("an answer stops the run", () => {
  test.each<[string, unknown, string]>([
    ["of another type", "ada", "must be object"],
    ["without a field", { id: 1 }, "output.name is missing"],
    ["with a field too many", { id: 1, name: "a", more: 1 }, "output.more is no parameter here"],
    ["with a field out of bounds", { id: -1, name: "a" }, "output.id must be >= 0"],
    ["that is the shape of an error", { error: { code: 500, message: "internal" } }, "output.id is missing"],
    ["that is nothing", undefined, "must be object"],
    ["that is no number", { id: Number.NaN, name: "a" }, "output.id must be integer"],
    ["that is no JSON", looped, "it is no JSON"],
    ["that is a big integer", 10n, "it is no JSON"],
    ["of 100 MB", { id: 1, name: "x".repeat(100_000_000) }, "characters long"],
    ["with what JSON drops", { id: 1, name: () => "a" }, "output.name is missing"],
  ])("%s", async (_, answer, words) => {
    const journal = memoryJournal();
    const worker = staff({ find: () => answer });
    const result = await run(plan, worker, { journal, sandbox });
    expect(result).toMatchObject({ outcome: "failed", problem: { call: 1 } });
    expect(result.outcome === "failed" && result.problem.message).toContain(words);
    expect(worker.done).toEqual(["find ada"]);
    expect(journal.lines.map((line) => JSON.parse(line).kind)).toEqual(["head", "begin", "ok", "end"]);
    expect(journal.lines.join("").length).toBeLessThan(50_000);
  });

  test("that its caller cannot use", async () => {
    const done: string[] = [];
    const call = async ({ tool }: { tool: { name: string } }): Promise<Reply> => {
      done.push(tool.name);
      return { kind: "unusable", message: "it is not UTF-8" };
    };
    const result = await run(plan, { call }, { sandbox });
    expect(result.outcome === "failed" && result.problem.message).toContain("it is not UTF-8");
    expect(done).toEqual(["find"]);
  });
});

describe("an answer that never comes", () => {
  test("to a read is an error the plan can see", async () => {
    const worker = staff({ find: () => new Promise(() => {}) });
    const result = await run(plan, worker, { sandbox, callTimeoutMs: 30 });
    expect(result.outcome === "failed" && result.problem.message).toContain("did not answer within 0.03 s");
    expect(worker.done).toEqual(["find ada"]);
  });

  test("to what cannot be undone is for a person", async () => {
    const worker = staff({ send: () => new Promise(() => {}) });
    const approve = async ({ about }: { about: string }) =>
      about === "approval" ? ({ say: "approve" } as const) : ({ say: "later" } as const);
    const result = await run(plan, worker, { sandbox, callTimeoutMs: 30, approve });
    expect(result).toMatchObject({ outcome: "waiting", questions: [{ about: "unknown", call: 2 }] });
  });

  test("while another call goes on: its result is written down before the run ends", async () => {
    const both = await sealed(`const [found] = await Promise.all([office.find({ word: "a" }), office.file({ id: 1 })]);
      return found.id;`);
    const journal = memoryJournal();
    const worker = staff({
      find: () => "a lie",
      file: () => new Promise((resolve) => setTimeout(() => resolve(true), 40)),
    });
    const result = await run(both, worker, { journal, sandbox });
    expect(result).toMatchObject({ outcome: "failed", problem: { code: "broken_assumption", call: 1 } });
    expect(result.calls.map(({ outcome }) => outcome)).toEqual(["ok", "ok"]);
    expect(journal.lines.filter((line) => line.includes('"kind":"ok"'))).toHaveLength(2);
  });
});

test("an interrupted run lets what is under way end, and goes on later", async () => {
  const stop = new AbortController();
  const journal = memoryJournal();
  const two = await sealed(`await office.file({ id: 1 }); await office.file({ id: 2 }); return 1;`);
  const worker = staff({
    file: async () => {
      stop.abort();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return true;
    },
  });
  const left = await run(two, worker, { journal, sandbox, signal: stop.signal });
  expect(left).toMatchObject({ outcome: "failed", problem: { code: "interrupted", resumable: true } });
  expect(worker.done).toEqual(["file 1"]);
  const next = staff();
  expect(await run(two, next, { journal, sandbox })).toMatchObject({ outcome: "done", value: 1 });
  expect(next.done).toEqual(["file 2"]);
});

test("a journal that cannot be written stops the run before the next call", async () => {
  const memory = memoryJournal();
  const full = {
    name: "full",
    open: async () => {
      const opened = await memory.open();
      if (!opened.ok) return opened;
      const append = async (entry: Parameters<typeof opened.value.append>[0]) => {
        if (memory.lines.length >= 3) throw new Error("ENOSPC");
        await opened.value.append(entry);
      };
      return { ok: true as const, value: { ...opened.value, append } };
    },
  };
  const worker = staff();
  const result = await run(plan, worker, { journal: full, sandbox });
  expect(result).toMatchObject({ outcome: "failed", problem: { code: "journal_unwritable", resumable: true } });
  expect(worker.done).toEqual(["find ada"]);
});
