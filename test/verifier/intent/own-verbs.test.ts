import { afterAll, describe, expect, it } from "vitest";
import type { SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

const verifier = createVerifier({ worlds: 25 });
afterAll(() => verifier.close());

const id = { type: "string" } as const;
const order: SchemaObject = {
  type: "object",
  properties: { order_id: id, status: { enum: ["active", "stopped"] } },
  required: ["order_id", "status"],
};
const input = (properties: Readonly<Record<string, SchemaObject>>, required: readonly string[]): SchemaObject => ({
  ...{ type: "object", properties, required: [...required], additionalProperties: false },
});
const tools = [
  tool("list_orders", {
    server: "ward",
    input: input({ status: { enum: ["active", "stopped"] } }, []),
    returns: { type: "array", items: order },
  }),
  ...["stop_order", "void_order"].map((name) =>
    tool(name, { server: "ward", input: input({ order_id: id }, ["order_id"]), effect: "irreversible" }),
  ),
];

async function errors(goal: string, list: string, deed: string) {
  const source = `export default async function plan() {
  for (const one of ${list}) await ward.${deed}({ order_id: one.order_id });
}
`;
  const { issues } = await verifier.verify({ goal, source }, tools);
  return issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

const listed = 'await ward.list_orders({ status: "active" })';
const filtered = '(await ward.list_orders({})).filter((one) => one.status === "active")';
const others = '(await ward.list_orders({})).filter((one) => one.status !== "active")';

describe("a verb that keeps hands off elsewhere, where a tool does just that", () => {
  it.each([listed, filtered])("orders it: %s", async (list) => {
    expect(await errors("Stop all active orders", list, "stop_order")).toEqual([]);
  });

  it("is held against a plan that does it to the others", async () => {
    expect(await errors("Stop all active orders", others, "stop_order")).toEqual(["comparison_contradicts_goal"]);
  });

  it("keeps hands off where no tool does it", async () => {
    const goal = "Void all orders, but skip the active ones";
    expect(await errors(goal, others, "void_order")).toEqual([]);
    expect(await errors(goal, filtered, "void_order")).toEqual(["comparison_contradicts_goal"]);
  });
});
