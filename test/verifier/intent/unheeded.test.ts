import { afterAll, describe, expect, it } from "vitest";
import type { SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";
import { issuesOf, said } from "./office.js";

const code = "goal_condition_left_out";
const all = "for (const one of await office.list_invoices({})) await office.pay_invoice({ id: one.id }); return null;";
const known =
  "for (const one of await office.list_invoices({})) if (one.known) await office.pay_invoice({ id: one.id }); return null;";
const solve = (rest: string) => `const { sent } = await office.remind({ id: "a", customer: "b" }); ${rest}`;

const paying = (condition: string) =>
  `for (const one of await office.list_invoices({})) if (${condition}) await office.pay_invoice({ id: one.id }); return null;`;

describe("a condition of the goal that a tool tells", () => {
  it.each([
    ["Pay the invoices that are known.", all],
    ["Pay every invoice if it is known.", all],
    ["Pay the invoices, but only those that are not known.", all],
    ["Pay all invoices unless they are already known.", all],
    ["Remind b of a, and if that was sent, pay it.", solve('await office.pay_invoice({ id: "a" }); return null;')],
    ["Remind b of a, and if that was sent, pay it.", solve('await office.pay_invoice({ id: "a" }); return { sent };')],
    ["Pay invoice a if it is known.", 'await office.pay_invoice({ id: "a" }); return null;'],
    ["Pay the invoices that are disputed.", all],
    ["Pay the invoices. Do nothing with one if it is disputed.", paying('one.state !== "open"')],
  ])("is missed: %s", (goal, body) => {
    expect(said(goal, body, code)).toEqual([`${code} error`]);
  });

  it.each([
    ["the plan asks for it", "Pay the invoices that are known.", known],
    [
      "another tool that tells it is asked",
      "Pay the invoices that are known.",
      "for (const { id } of await office.list_invoices({})) if ((await office.get_invoice({ id })).known) await office.pay_invoice({ id }); return null;",
    ],
    ["it is told to whoever reads the result", "Remind b of a and say if it was sent.", solve("return { sent };")],
    ["all that a tool tells is returned", "List the invoices and which are known.", "return office.list_invoices({});"],
    ["the word is no condition", "Pay all invoices. Known problems: none.", all],
    [
      "it is what is to be brought about",
      "Make sure the invoice a is paid.",
      'await office.pay_invoice({ id: "a" }); return null;',
    ],
    [
      "no tool at hand tells it",
      "Send a parcel from 28195 to 80331 if it is heavy.",
      'await office.send_parcel({ from_zip: "28195", to_zip: "80331" }); return null;',
    ],
    ["one of its values is asked for", "Pay the invoices that are disputed.", paying('one.state === "disputed"')],
    [
      "all its other values are",
      "Pay all invoices unless they are disputed.",
      paying('one.state === "open" || one.state === "paid"'),
    ],
    ["the plan only shows it", "Which invoices are disputed?", "return office.list_invoices({});"],
    ["it is quoted", 'Pay all invoices, then remind b of "what is known".', all],
    ["another word is meant", "Pay the invoices that are unknown.", all],
  ])("is not, where %s", (_, goal, body) => {
    expect(said(goal, body, code)).toEqual([]);
  });

  it("is named with the field that tells it", () => {
    expect(issuesOf("Pay the invoices that are known.", all, code)[0]?.message).toBe(
      'The goal says "known", which office.list_invoices tells (`[].known`), and nothing in the plan hangs on it. Check it before acting.',
    );
  });
});

describe("the kind of a thing", () => {
  const verifier = createVerifier({ worlds: 10 });
  afterAll(() => verifier.close());
  const takes = (id: string): SchemaObject => ({
    ...{ type: "object", properties: { [id]: { type: "string" } }, required: [id], additionalProperties: false },
  });
  const device: SchemaObject = {
    type: "object",
    properties: { kind: { enum: ["lamp", "lock", "heater"] }, on: { type: "boolean" } },
    required: ["kind", "on"],
  };
  const tools = [
    tool("get_device", { server: "home", input: takes("device_id"), returns: device }),
    tool("switch_off", { server: "home", input: takes("device_id"), effect: "write" }),
  ];
  const errors = async (goal: string) => {
    const source = `export default async function plan() {
  const { on } = await home.get_device({ device_id: "dev-hall-1" });
  if (on) await home.switch_off({ device_id: "dev-hall-1" });
}
`;
    const { issues } = await verifier.verify({ goal, source }, tools);
    return issues.filter(({ severity }) => severity === "error").map((issue) => issue.code);
  };

  it("is no condition before a name", async () => {
    expect(await errors("If the lamp dev-hall-1 is on, switch it off")).toEqual([]);
  });

  it("is one where it is asked for", async () => {
    expect(await errors("Switch off dev-hall-1 if it is on and only if it is a lamp")).toEqual([code]);
  });
});
