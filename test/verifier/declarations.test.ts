import { afterAll, describe, expect, test } from "vitest";
import type { ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

// Of a large catalogue a plan is checked against the tools that it names; what is said of it must be the same.

const id = {
  type: "object",
  properties: { id: { type: "string" } },
  required: ["id"],
  additionalProperties: false,
} as const;
const many: readonly ToolSpec[] = Array.from({ length: 60 }, (_, index) =>
  tool(`get_part_${index}`, { server: "store", input: id, returns: { type: "integer" } }),
);
const few = many.slice(0, 10);

const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());

async function judged(body: string, tools: readonly ToolSpec[]) {
  const source = `export default async function plan() { ${body} }`;
  const { outcome, issues } = await verifier.verify({ goal: 'Look at the part "A-17"', source }, tools);
  return { outcome, issues: issues.map(({ code, message }) => ({ code, message })) };
}

describe("a catalogue that is not declared whole", () => {
  test.each([
    ["a call", 'return await store.get_part_7({ id: "A-17" });', "passed"],
    ["a wrong argument", 'return await store.get_part_7({ part: "A-17" });', "rejected"],
    ["a wrong result", 'return (await store.get_part_7({ id: "A-17" })).length;', "rejected"],
    ["a name a letter off", 'return await store.get_part7({ id: "A-17" });', "rejected"],
    ["a tool under another name", 'const { get_part_7: look } = store; return await look({ id: "A-17" });', "rejected"],
  ])("%s is judged as in a small one", async (_, body, outcome) => {
    const large = await judged(body, many);
    expect(large.outcome).toBe(outcome);
    expect(large).toEqual(await judged(body, few));
  });

  test("the tools as a whole are of no use", async () => {
    const body = 'return await Promise.all(Object.values(store).map((look) => look({ id: "A-17" })));';
    expect((await judged(body, many)).outcome).toBe("rejected");
  });
});
