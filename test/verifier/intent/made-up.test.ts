import { expect, it } from "vitest";
import { issuesOf } from "./office.js";

function messages(goal: string, body: string): readonly string[] {
  return issuesOf(goal, body, "made_up_value").map(({ severity, message }) => `${severity}: ${message}`);
}

it("says what an amount is in the unit of the parameter", () => {
  expect(
    messages(
      "Give the customer Mill a credit of 25 euros.",
      `return office.credit({ customer: "Mill", amount_cents: 25 });`,
    ),
  ).toEqual(['error: 25 counts in cents as `amount_cents`, and the goal says "25 euros": that is 2500. Pass that.']);
  expect(
    messages(
      "Give the customer Mill a credit of 25 euros.",
      `return office.credit({ customer: "Mill", amount_cents: 2500 });`,
    ),
  ).toEqual([]);
});

it("cites the whole of what the goal says in place of a wrong identifier", () => {
  const [message] = messages("Pay the invoice INV-2041.", `return office.pay_invoice({ id: "INV-2042" });`);
  expect(message).toContain('The goal says "INV-2041"');
});
