import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGoal } from "#dist/verifier/grounding/goal.js";
import { ground } from "#dist/verifier/grounding/ground.js";
import { judgeGrounding } from "#dist/verifier/grounding/judge-grounding.js";
import { unusedValues } from "#dist/verifier/grounding/unused.js";

/** Texts that look like what goals are made of, whole or broken, beside any text at all. */
const fragment = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.emailAddress(),
  fc.webUrl(),
  fc.integer().map(String),
  fc.double({ noNaN: true }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    ..."March 3 to 5, 2026|tomorrow|next week|5pm|9:30|$12.50|15 %|a dozen|one hundred and|\"|'|\\|://|@|.|1,1|-|INV-|2026-|<id>|\ud800|É|上海|of".split(
      "|",
    ),
  ),
);
const text = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(" "));
const literal = fc.oneof(text, fragment, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const clock = fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined });

function goalOf(words: string, now: number | undefined) {
  return readGoal(words, now === undefined ? {} : { clock: now });
}

describe("any goal and any literal", () => {
  test("have an answer whose places lie in the goal, the same one each time", () => {
    fc.assert(
      fc.property(text, literal, text, clock, (words, value, description, now) => {
        const context = { goal: goalOf(words, now), schema: { description }, parameter: "customer_id" };
        const found = ground(value, context);
        expect(ground(value, { ...context, goal: goalOf(words, now) })).toEqual(found);
        expect(["error", "warning", "none"]).toContain(judgeGrounding(found).severity);
        const spans = found.by === "goal" ? [found, ...(found.parts ?? [])] : [];
        const nearest = found.by === "nothing" && found.nearest !== undefined ? [found.nearest] : [];
        for (const { start, end } of [...spans, ...nearest]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(words.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a text spliced into a goal is found there, word for word", () => {
    fc.assert(
      fc.property(
        text,
        fragment.filter((value) => value !== ""),
        text,
        (before, value, after) => {
          const words = `${before} ${value} ${after}`;
          const found = ground(value, { goal: readGoal(words) });
          expect(found).toMatchObject({ by: "goal", how: "exact" });
          expect(found.by === "goal" && words.slice(found.start, found.end)).toBe(value);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("a number spliced into a goal is found there", () => {
    const number = fc.oneof(
      fc.nat(),
      fc.nat().map((value) => value / 100),
    );
    fc.assert(
      fc.property(text, number, text, (before, value, after) => {
        const words = `${before}; ${value}; ${after}`;
        const found = ground(value, { goal: readGoal(words) });
        expect(found.by).toBe("goal");
        const place = found.by === "goal" ? words.slice(found.start, found.end) : "";
        if (found.by === "goal" && found.how === "exact") expect(place).toMatch(/\d/);
      }),
      { numRuns: 400 },
    );
  });

  test("words that have nothing to do with a literal change nothing but its place", () => {
    const indifferent = "zzqx wwvk. ";
    fc.assert(
      fc.property(fragment, fragment, (said, value) => {
        const alone = ground(value, { goal: readGoal(said) });
        const amid = ground(value, { goal: readGoal(`${indifferent}${said}`) });
        if (alone.by !== "goal" || alone.how !== "exact") return;
        expect(amid).toMatchObject({ by: "goal", how: "exact" });
      }),
    );
  });

  test("a plan whose literals are the goal itself leaves no value unused", () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(unusedValues(readGoal(words), [words])).toEqual([]);
      }),
    );
  });
});

describe("goals made to be slow", () => {
  const size = 100_000;
  const patterns = ['"', "'", "\\", "1", "a", "Aa", "1,111", "1/", "a@", "a.", "://", "9:30 ", "5 days ", "1-1-"];
  const hostile = [...patterns, "March 3 to 5 ", "hundred and ", "one hundred ", "<a", "\u0301", "INV-1 ", "$5 "];

  test.each(hostile)("%j again and again is read to its end", (pattern) => {
    const goal = readGoal(`${pattern.repeat(size / pattern.length)} ada@example.com`);
    const found = ground("ada@example.com", { goal });
    expect(found).toEqual({ by: "goal", how: "exact", start: goal.text.length - 15, end: goal.text.length });
    expect(ground(`${pattern.repeat(2_000)}b`, { goal }).by).not.toBe("schema");
    expect(unusedValues(goal, ["ada@example.com"]).map((value) => value.text)).not.toContain("ada@example.com");
  });

  test("repeated beginnings do not slow the search for a text", () => {
    const goal = readGoal(`${"ab".repeat(size)} ${"ab".repeat(1_000)}c`);
    expect(ground(`${"ab".repeat(1_000)}c`, { goal })).toMatchObject({ by: "goal", start: 2 * size + 1 });
  });
});
