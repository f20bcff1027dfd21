import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { createVerifier, type Source } from "#dist/verifier/index.js";
import { shopTools } from "./shop.js";

const verifier = createVerifier({ worlds: 10 });
const tools = await shopTools();
afterAll(() => verifier.close());

async function provenance(source: string, goal = "") {
  const { evidence } = await verifier.verify({ goal, source }, tools);
  return evidence.provenance;
}

function sample(name: string): string {
  return readFileSync(new URL(`../samples/verify/${name}/sample.plan.ts`, import.meta.url), "utf8");
}

function written(source: Source): string {
  if (source.kind === "literal") return `${source.way} ${JSON.stringify(source.value)}`;
  return source.kind === "output" ? `${source.way} ${source.tool}@${source.line}.${source.path}` : source.kind;
}

/** A line a call: its tool, and each argument with what it comes from. */
async function lines(source: string): Promise<readonly string[]> {
  return (await provenance(source)).map(({ tool, arguments: all }) =>
    [tool, ...all.map(({ path, from }) => `${path}: ${from.map(written).join(", ")}`)].join(" | "),
  );
}

// Three faults of the tracer that TOPGUN was published with: it read a mock's calls off its values.
describe("the calls of a plan are told apart", () => {
  it("keeps the arguments of two calls of one tool", async () => {
    expect(await lines(sample("passes-topgun-two-calls"))).toEqual([
      'get_order | id: same "cats"',
      'get_order | id: same "dogs"',
    ]);
  });

  it("says of a chained value which call it comes from", async () => {
    expect(await lines(sample("passes-topgun-chained-value"))).toEqual([
      'list_orders | customer: same "c-1"',
      "get_order | id: same list_orders@2.items[].id, decides list_orders@2.items",
    ]);
  });

  it("does not take equal numbers for one", async () => {
    expect(await lines(sample("passes-topgun-equal-numbers"))).toEqual([
      "add | a: same 2 | b: same 3",
      "add | a: same add@2.sum | b: same 5",
    ]);
  });
});

describe("where a literal comes from", () => {
  const source = `export default async function plan() {\n  return shop.cancel_order({ id: "o-1" });\n}\n`;
  const groundingOf = async (goal: string) => {
    const [call] = await provenance(source, goal);
    const [literal] = call?.arguments[0]?.from ?? [];
    return literal?.kind === "literal" ? literal.grounding : undefined;
  };

  it("is shown in the goal", async () => {
    const goal = "Please cancel order o-1.";
    const found = await groundingOf(goal);
    expect(found?.by === "goal" && goal.slice(found.start, found.end)).toBe("o-1");
  });

  it("is nowhere, if nobody gave it", async () => {
    expect(await groundingOf("Please cancel order o-2.")).toEqual({ by: "nothing" });
  });

  it("is not asked without a goal", async () => {
    expect(await groundingOf("")).toBeUndefined();
  });
});

it("says what decides about a call", async () => {
  const source = `export default async function plan() {
  const order = await shop.get_order({ id: "o-1" });
  if (order.note === undefined) return;
  await shop.cancel_order({ id: "o-1" });
}
`;
  const [, cancel] = await provenance(source);
  expect(cancel?.decidedBy.map(written)).toEqual(["decides get_order@2.note"]);
});
