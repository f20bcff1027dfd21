import { describe, expect, test } from "vitest";
import { type Answer, memoryJournal, type Question, standingOf } from "#dist/executor/index.js";
import { parseEntry } from "#dist/executor/journal/entry.js";
import { type Json, readTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { holding, office, run, sealed, staff } from "./office.js";

const minute = 60_000;
const day = 1_440 * minute;

const findAndSend = 'const { name } = await office.find({ word: "a" }); await office.send({ to: name }); return 1;';

/** Time passes while a person thinks, and what `find` answers may be another by then. */
function world({ thinks, changes = false }: { readonly thinks: number; readonly changes?: boolean }) {
  let now = Date.UTC(2026, 0, 1);
  let asked = false;
  const questions: Question[] = [];
  const worker = staff({ find: () => ({ id: 1, name: asked && changes ? "bob" : "ada" }) });
  const answering = (...answers: readonly Answer[]) => {
    const left = [...answers];
    return async (question: Question): Promise<Answer> => {
      questions.push(question);
      asked = true;
      now += thinks;
      return left.shift() ?? { say: "later" };
    };
  };
  const pass = (ms: number) => {
    now += ms;
    asked = true;
  };
  return { worker, questions, answering, pass, now: () => now, about: () => questions.map(({ about }) => about) };
}

const yes: Answer = { say: "approve" };

function lasting(freshFor: number): readonly ToolSpec[] {
  return office.map((tool) => (tool.name === "find" ? { ...tool, freshFor } : tool));
}

describe("what a call that cannot be undone rests on", () => {
  test.each<[string, { thinks: number; freshFor?: number }, readonly string[]]>([
    ["is used while it is fresh", { thinks: 29 * minute }, ["find a", "send ada"]],
    ["is read again where it is older than half an hour", { thinks: 31 * minute }, ["find a", "find a", "send ada"]],
    ["is used for as long as its tool says", { thinks: 5 * day, freshFor: 6 * day }, ["find a", "send ada"]],
    ["is read again where its tool says so", { thinks: 2, freshFor: 1 }, ["find a", "find a", "send ada"]],
  ])("%s", async (_, { thinks, freshFor }, done) => {
    const tools = freshFor === undefined ? office : lasting(freshFor);
    const { worker, answering, now, about } = world({ thinks });
    const plan = await sealed(findAndSend, { tools });
    const result = await run(plan, worker, { tools, now, approve: answering(yes) });
    expect([result.outcome, worker.done, about()]).toEqual(["done", done, ["approval"]]);
  });

  test.each<[string, Answer, readonly string[], string]>([
    ["goes on with what it knew", yes, ["find a", "find a", "send ada"], "done"],
    ["is told that the call was denied", { say: "deny" }, ["find a", "find a"], "failed"],
  ])("is asked about where it changed: the plan %s", async (_, answer, done, outcome) => {
    const { worker, questions, answering, now, about } = world({ thinks: day, changes: true });
    const result = await run(await sealed(findAndSend), worker, { now, approve: answering(yes, answer) });
    expect([result.outcome, worker.done, about()]).toEqual([outcome, done, ["approval", "stale"]]);
    const why = "office/find answers otherwise at name than it did 24 hours ago";
    expect(questions[1]?.reason).toBe(why);
  });

  test("is asked about where it cannot be read again", async () => {
    const { questions, answering, now } = world({ thinks: day });
    let found = 0;
    const worker = staff({
      find: () => {
        found += 1;
        if (found > 1) throw new Error("busy");
        return { id: 1, name: "ada" };
      },
    });
    const result = await run(await sealed(findAndSend), worker, { now, approve: answering(yes) });
    expect(result).toMatchObject({ outcome: "waiting", questions: [{ about: "stale" }] });
    expect(questions[1]?.reason).toBe("office/find cannot be read again");
  });

  test.each([
    [
      "another read is left alone",
      `const seen = await office.find({ word: "b" }); console.log(seen.name); await office.send({ to: "a" });`,
    ],
    [
      "a read before a change of the plan's own is left alone",
      `const { name, id } = await office.find({ word: "a" }); await office.file({ id }); await office.send({ to: name });`,
    ],
  ])("alone counts: %s", async (_, body) => {
    const { worker, answering, now, about } = world({ thinks: day, changes: true });
    await run(await sealed(body), worker, { now, approve: answering(yes) });
    expect([worker.done.filter((deed) => deed.startsWith("find")).length, about()]).toEqual([1, ["approval"]]);
  });

  test("what decides whether the call is made counts too", async () => {
    const { worker, answering, now, about } = world({ thinks: day, changes: true });
    const plan = await sealed('if ((await office.find({ word: "a" })).id > 0) await office.send({ to: "x" });');
    await run(plan, worker, { now, approve: answering(yes) });
    expect(about()).toEqual(["approval", "stale"]);
  });

  test("a change that can be taken back is made at once", async () => {
    const { worker, answering, now, about } = world({ thinks: day, changes: true });
    const plan = await sealed('const { id } = await office.find({ word: "a" }); await office.file({ id }); return 1;', {
      policy: { approve: ["write"] },
    });
    await run(plan, worker, { now, approve: answering(yes) });
    expect([worker.done, about()]).toEqual([["find a", "file 1"], ["approval"]]);
  });
});

describe("a run that is resumed days later", () => {
  test("reads again, and asks about nothing that is still so", async () => {
    const { worker, answering, pass, now, about } = world({ thinks: 0 });
    const plan = await sealed(findAndSend);
    const journal = memoryJournal();
    await run(plan, worker, { now, journal, approve: answering() });
    pass(5 * day);
    const result = await run(plan, worker, { now, journal, approve: answering(yes) });
    expect(result.outcome).toBe("done");
    expect(worker.done).toEqual(["find a", "find a", "send ada"]);
    expect(about()).toEqual(["approval", "approval"]);
  });

  test("that waits because something changed is not asked for its approval again", async () => {
    const { worker, answering, now, about } = world({ thinks: day, changes: true });
    const plan = await sealed(findAndSend);
    const journal = memoryJournal();
    expect(await run(plan, worker, { now, journal, approve: answering(yes) })).toMatchObject({
      outcome: "waiting",
      questions: [{ about: "stale", call: 2 }],
    });
    // Whoever looks at the journal, from another process and on another day, is told why.
    const entries = journal.lines.flatMap((line) => parseEntry(line) ?? []);
    expect(standingOf(entries)?.questions).toMatchObject([
      { about: "stale", reason: "office/find answers otherwise at name than it did 24 hours ago" },
    ]);
    const result = await run(plan, worker, { now, journal, approve: answering(yes) });
    expect([result.outcome, worker.done.at(-1), about()]).toEqual(["done", "send ada", ["approval", "stale", "stale"]]);
    expect(journal.lines.filter((line) => line.includes('"kind":"ask"'))).toHaveLength(2);
  });

  test("holds a person's word about the change over a crash before the call", async () => {
    const { worker, answering, now } = world({ thinks: day, changes: true });
    const plan = await sealed(findAndSend);
    const journal = memoryJournal();
    await run(plan, worker, { now, journal, approve: answering(yes, yes) });
    const cut = journal.lines.slice(
      0,
      journal.lines.findLastIndex((line) => line.includes('"kind":"begin"')),
    );
    const again = holding(cut);
    const asked = answering();
    expect(await run(plan, worker, { now, journal: again, approve: asked })).toMatchObject({ outcome: "done" });
  });
});

test("a plan that its policy lets grow old is not run any more", async () => {
  const plan = await sealed(findAndSend, { policy: { validFor: "2d" } });
  const worker = staff();
  const { validUntil = 0 } = plan;
  expect(validUntil - Date.now()).toBeGreaterThan(day);
  expect(await run(plan, worker, { now: () => validUntil + 1 })).toMatchObject({
    outcome: "refused",
    problems: [{ code: "expired" }],
  });
  expect(worker.done).toEqual([]);
  expect(await run(plan, worker, { now: () => validUntil })).toMatchObject({ outcome: "done" });
});

describe("freshFor, as it is read", () => {
  async function read(freshFor: Json) {
    const outcome = await readTools([
      [{ name: "a", description: "", inputSchema: { type: "object" }, "x-freshFor": freshFor }],
    ]);
    return outcome.ok ? outcome.value[0]?.freshFor : outcome.issues[0]?.message;
  }

  test.each([
    ["250ms", 250],
    ["90s", 90_000],
    ["30m", 30 * minute],
    ["7d", 7 * day],
    ["live", 0],
    ["slow", day],
    ["static", Number.MAX_SAFE_INTEGER],
  ])("%s", async (text, ms) => {
    expect(await read(text)).toBe(ms);
  });

  test.each(["soon", "1.5h", "-1s", 30, ["1s"], "constructor"])("not %j", async (text) => {
    expect(await read(text)).toContain("freshFor is a time like 90s");
  });
});
