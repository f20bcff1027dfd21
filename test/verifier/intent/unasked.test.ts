import { expect, it } from "vitest";
import { said } from "./office.js";

const code = "unasked_change";
const pay =
  'const one = await office.get_invoice({ id: "INV-7" });\nawait office.pay_invoice({ id: one.id });\nreturn one;';

it.each([
  ["Which customer is the invoice INV-7 of?"],
  ["Show the invoice INV-7 and its lines."],
  ["Find the invoice INV-7 and show who it is from."],
])("a goal that only asks leaves no room for a change: %s", (goal) =>
  expect(said(goal, pay, code)).toEqual([`${code} error`]),
);

it.each([
  ["Pay the invoice INV-7."],
  ["Find the invoice INV-7 and pay it."],
  // Whatever this means, it may be an order.
  ["Find the invoice INV-7 and settle it."],
  ["Show the invoice INV-7. Settle it."],
  ["Give the invoice INV-7 to the bank."],
  [""],
])("any other does: %s", (goal) => expect(said(goal, pay, code)).toEqual([]));

it.each([
  ["Do not pay the invoice INV-7."],
  ["Never pay invoice INV-7."],
  ["Send a note about the invoice INV-7, but do not pay it."],
  ["Please don't pay the invoice INV-7, only look."],
])("what the goal forbids is not done: %s", (goal) => expect(said(goal, pay, code)).toEqual([`${code} error`]));

it.each([
  ["Don't forget to pay the invoice INV-7."],
  ["Do not pay the invoice INV-7 unless it is open."],
  ["Pay the invoice INV-7, and never pay one that is void."],
  ['Pay the invoice INV-7 with the note "do not pay twice".'],
  ["Do not send the invoice INV-7, pay it."],
])("what it orders is, whatever else it forbids: %s", (goal) => expect(said(goal, pay, code)).toEqual([]));

it("what the plan returns is not made up either", () => {
  const body = 'await office.get_invoice({ id: "INV-7" });\nreturn [{ id: "INV-1111", state: "open" }];';
  expect(said("Show the invoice INV-7.", body, "made_up_value")).toEqual(["made_up_value error"]);
});
