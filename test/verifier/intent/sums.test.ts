import { describe, expect, it } from "vitest";
import { held, right } from "./held.js";

// Sums of money that a plan makes more or less than it was told.

const said = "Refund 25 euros of the order O-2041";
const whole = "Refund the order O-2041";
const refund = (amount: string) => `return tools.refund_order({ order_id: "O-2041", amount_cents: ${amount} });`;
const read = 'const order = await tools.get_order({ order_id: "O-2041" });\n';
const pay = (amount: string) => `return tools.pay({ account: "A-9001", amount: ${amount} });`;

describe("a sum that is not the one the goal says", () => {
  it.each([
    "2500 + 1",
    "2500 - 1",
    "2500 + 2500",
    "25 * 100 + 1",
    "2500 * 2",
    "[2500, 2500].reduce((a, b) => a + b, 0)",
  ])("is refused: %s", async (amount) => {
    const { outcome, told } = await held(said, refund(amount));
    expect(told.join("\n")).toContain("error made_up_value: The plan passes");
    expect(outcome).toBe("rejected");
  });

  it("is refused in a constant too", async () => {
    expect((await held(said, `const amount = 2500;\n${refund("amount + 1")}`)).outcome).toBe("rejected");
  });

  it("is worth a look where it may be reckoned from what has no number", async () => {
    const { outcome, told } = await held("Pay 20 euros and the tax to the account A-9001", pay("20 + 1"));
    expect(told.join("\n")).toContain("warning made_up_value");
    expect(outcome).toBe("passed");
  });
});

describe("a sum that nobody says", () => {
  it.each(["1", "2", "100"])("is refused: %s", async (amount) => {
    const { told } = await held(whole, `${read}console.log(order.total_cents);\n${refund(amount)}`);
    expect(told.join("\n")).toContain(`error made_up_value: ${amount} looks like a number`);
  });

  it.each([
    ["order.total_cents + 1", "1 more than `total_cents` of get_order"],
    ["order.total_cents * 2", "2 times `total_cents` of get_order"],
    ["order.total_cents + order.total_cents", "2 times `total_cents`"],
    ["Math.max(1, order.total_cents) + 1", "1 more"],
  ])("is refused where it is added to what a tool returns: %s", async (amount, words) => {
    const { outcome, told } = await held(whole, read + refund(amount));
    expect(told.join("\n")).toContain(`In every run the plan passes ${words}`);
    expect(outcome).toBe("rejected");
  });
});

it.each([
  [said, refund("2500")],
  [said, refund("25 * 100")],
  [said, refund("Math.round(25 * 100)")],
  ["Refund twice 25 euros of the order O-2041", refund("2500 * 2")],
  ["Refund 25 euros and 5 euros for the shipping of the order O-2041", refund("2500 + 500")],
  ["Refund 25 euros less 5 euros of the order O-2041", refund("2500 - 500")],
  ["Refund half of 25 euros of the order O-2041", refund("2500 / 2")],
  ["Refund 25 euros less 10 percent of the order O-2041", refund("2500 * 0.9")],
  ["Refund 1 cent of the order O-2041", refund("1")],
  ["Refund the smallest amount there is of the order O-2041", refund("1")],
  ["Pay 3 months of 12.50 euros to the account A-9001", pay("3 * 12.5")],
  ["Pay 4 euros a day for 2 weeks to the account A-9001", pay("4 * 14")],
  [whole, read + refund("order.total_cents")],
  ["Pay the order O-2041 to the account A-9001", read + pay("order.total_cents / 100")],
  ["Refund 10 percent of the order O-2041", read + refund("Math.max(1, Math.round(order.total_cents * 0.1))")],
  [
    "Refund half of the order O-2041, but at least 1 cent",
    read + refund("Math.max(1, Math.floor(order.total_cents / 2))"),
  ],
  [
    "Refund the order O-2041 less 5 euros if it was dearer",
    `${read}if (order.total_cents <= 500) return null;\n${refund("order.total_cents - 500")}`,
  ],
  [
    "Refund every open order of the customer C-1701",
    'const { orders } = await tools.list_orders({ customer_id: "C-1701" });\nfor (const one of orders) if (one.status === "open") await tools.refund_order({ order_id: one.order_id, amount_cents: one.total_cents });\nreturn null;',
  ],
])("what is reckoned from what was said is right: %s", async (goal, body) =>
  expect(await held(goal, body)).toEqual(right),
);
