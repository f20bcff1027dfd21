import { afterAll, describe, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { shopTools } from "./shop.js";

const verifier = createVerifier({ worlds: 40 });
const tools = await shopTools();
afterAll(() => verifier.close());

const judge = (source: string) => verifier.verify({ goal: "", source }, tools);

describe("the input of a plan", () => {
  it("has the schema of its type, and of what it is passed on to", async () => {
    const { evidence } = await judge(`export default async function plan(input: { customer: string; most: number }) {
      const { items } = await shop.list_orders({ customer: input.customer });
      return items.slice(0, input.most);
    }`);
    expect(evidence.input?.schema).toEqual({
      type: "object",
      properties: {
        customer: { allOf: [{ type: "string" }, { type: "string", minLength: 1 }] },
        most: { type: "number" },
      },
      required: ["customer", "most"],
      additionalProperties: false,
    });
    expect(evidence.input?.sample).toHaveProperty("customer");
    const [call] = evidence.provenance;
    expect(call?.arguments).toMatchObject([
      { path: "customer", from: [{ kind: "input", way: "same", path: "customer" }] },
    ]);
  });

  it("is not narrowed where the plan looks at it first", async () => {
    const { evidence, outcome } = await judge(`export default async function plan({ id }: { id: string }) {
      if (id.length === 0) return null;
      return shop.get_order({ id });
    }`);
    expect(outcome).toBe("passed");
    expect(evidence.input?.schema).toHaveProperty("properties.id", { type: "string" });
    expect(evidence.branches.covered).toBe(evidence.branches.total);
  });

  it("stands in the story of a failure, which can be replayed", async () => {
    const source = `export default async function plan({ id, fee }: { id: string; fee: number }) {
      return shop.cancel_order({ id, fee: fee + 1 });
    }`;
    const { issues } = await judge(source);
    const counterexample = issues[0]?.counterexample;
    expect(counterexample?.story[0]).toMatch(/^When the plan was given \{/);
    const again = await verifier.verify({ goal: "", source }, tools, { replay: counterexample?.replay });
    expect(again.issues[0]?.counterexample?.story).toEqual(counterexample?.story);
  });

  it("meets what it is compared with", async () => {
    const { evidence } = await judge(`export default async function plan(input: { customer: string; order: string }) {
      const { items } = await shop.list_orders({ customer: input.customer });
      const found = items.find(({ id }) => id === input.order);
      if (found === undefined) return "none";
      return found.total;
    }`);
    expect(evidence.branches.covered).toBe(evidence.branches.total);
  });

  it("belongs to what a passed plan is bound to", async () => {
    const plan = (type: string) => judge(`export default async function plan(input: ${type}) { return input; }`);
    const [text, number] = [await plan("string"), await plan("number")];
    expect(text.outcome === "passed" && number.outcome === "passed").toBe(true);
    if (text.outcome === "passed" && number.outcome === "passed") {
      expect(text.verified.hash).not.toBe(number.verified.hash);
    }
  });
});
