import { afterAll, describe, expect, test } from "vitest";
import { readOwn } from "#dist/bench/mutation/own.js";
import { isStated } from "#dist/bench/mutation/stated.js";
import { createVerifier } from "#dist/verifier/index.js";
import { plan } from "./subject.js";

const programs = await readOwn("bench/programs", "without");
// Fewer worlds than the bench takes, which asks the same with all of them.
const verifier = createVerifier({ worlds: 40 });
afterAll(() => verifier.close());

test("they are many, over many worlds, and none is there twice", () => {
  expect(programs.length).toBeGreaterThanOrEqual(40);
  expect(new Set(programs.map(({ id }) => id.split("/")[0])).size).toBeGreaterThanOrEqual(8);
  expect(new Set(programs.map(({ source }) => source)).size).toBe(programs.length);
});

test("their goals state every value of theirs", () => {
  expect(programs.filter((program) => !isStated(program)).map(({ id }) => id)).toEqual([]);
});

test("a value that the goal does not state is seen, and what is only reported is not asked for", () => {
  const tools = programs[0]?.tools ?? [];
  const source = plan(`const left = "fifty-one";`, `return { left, note: "all done" };`);
  expect(isStated({ tools, source, goal: "Count the fifty-one boats" })).toBe(true);
  expect(isStated({ tools, source, goal: "Count the boats" })).toBe(false);
});

describe("each passes", () => {
  test.each(programs.map((program) => [program.id, program] as const))("%s", async (_, { goal, source, tools }) => {
    const verdict = await verifier.verify({ goal, source }, tools);
    expect(verdict.issues.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(verdict.outcome).toBe("passed");
  });
});
