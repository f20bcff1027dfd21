import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, memoryJournal } from "#dist/executor/index.js";
import { timeUnderWay } from "#dist/policy/time.js";
import { holding, office, run, sealed, staff } from "./office.js";

const minute = 60_000;

const threeLooks = `
  const { name } = await office.find({ word: "a" });
  const second = await office.find({ word: "b" });
  const third = await office.find({ word: name });
  return [second.name, third.name];`;

/** Every look takes its time. */
function slow(took: number) {
  let now = Date.UTC(2026, 0, 1);
  const pass = (ms: number) => {
    now += ms;
  };
  const worker = staff({
    find: () => {
      pass(took);
      return { id: 1, name: "ada" };
    },
  });
  return { worker, pass, now: () => now };
}

describe("a budget of time", () => {
  test.each([
    ["is kept to while it lasts", 10, "done", ["find a", "find b", "find ada"]],
    ["lets no more calls begin once it is used up", 15, "failed", ["find a", "find b"]],
  ])("%s", async (_, minutes, outcome, done) => {
    const { worker, now } = slow(minutes * minute);
    const plan = await sealed(threeLooks, { policy: { budget: { time: "30m" } } });
    const result = await run(plan, worker, { now });
    expect([result.outcome, worker.done]).toEqual([outcome, done]);
    if (result.outcome === "failed") {
      expect(result.problem).toMatchObject({ code: "budget", call: 3 });
      expect(result.problem.message).toContain("1800 s");
    }
  });

  test("does not count how long a person thinks, in this run or until the next", async () => {
    const { worker, pass, now } = slow(minute);
    const policy = { budget: { time: "5m" }, approve: ["read"] };
    const plan = await sealed(threeLooks, { policy });
    const journal = memoryJournal();
    const left: Answer[] = [{ say: "approve" }, { say: "later" }];
    const options = {
      now,
      journal,
      approve: async (): Promise<Answer> => {
        pass(60 * minute);
        return left.shift() ?? { say: "approve" };
      },
    };
    expect((await run(plan, worker, options)).outcome).toBe("waiting");
    pass(24 * 60 * minute);
    const resumed = await run(plan, worker, { ...options, journal: holding(journal.lines) });
    expect([resumed.outcome, worker.done]).toEqual(["done", ["find a", "find b", "find ada"]]);
  });

  test("is used up by what the journal tells of an earlier part of the run", async () => {
    const { worker, now } = slow(3 * minute);
    const plan = await sealed(threeLooks, { policy: { budget: { time: "5m" }, approve: ["read"] } });
    const journal = memoryJournal();
    const left: Answer[] = [{ say: "approve" }, { say: "later" }];
    const approve = async (): Promise<Answer> => left.shift() ?? { say: "approve" };
    expect((await run(plan, worker, { now, journal, approve })).outcome).toBe("waiting");
    const resumed = await run(plan, worker, { now, approve, journal: holding(journal.lines) });
    expect([resumed.outcome, worker.done]).toEqual(["failed", ["find a", "find b"]]);
  });
});

test("of calls under way at the same time each moment counts once", () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 50 }), length: fc.option(fc.integer({ min: 0, max: 20 })) });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
      const now = 60;
      const [tool] = office;
      if (tool === undefined) throw new Error("The office has tools.");
      const calls = spans.map(({ from, length }) => ({
        ...{ tool, args: {}, ok: true },
        during: { from, ...(length !== null && { to: Math.min(now, from + length) }) },
      }));
      const moments = Array.from({ length: now }, (_, moment) => moment).filter((moment) =>
        calls.some(({ during }) => during.from <= moment && moment < (during.to ?? now)),
      );
      expect(timeUnderWay(calls, now)).toBe(moments.length);
    }),
  );
});
