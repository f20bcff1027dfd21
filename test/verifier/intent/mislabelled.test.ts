import { describe, expect, it } from "vitest";
import { said } from "./office.js";

function reminding(customer: string, id = "INV-1"): string {
  return `return office.remind({ id: ${JSON.stringify(id)}, customer: ${JSON.stringify(customer)} });`;
}

describe("a value that the goal names by the parameter", () => {
  it.each([
    ['Remind the customer "Mill" of the open invoice INV-1.', "open"],
    ['Remind the customer "Mill" of INV-1.', "Of"],
    ['Remind the customer "Mill" of INV-1, and "Mill-East" of nothing.', "Mill-East"],
  ])("is missed: %s", (goal, customer) =>
    expect(said(goal, reminding(customer), "other_choice", "made_up_value")).toContain(
      customer === "18" ? "made_up_value warning" : "other_choice error",
    ),
  );

  it.each([
    ['Remind the customer "Mill" of INV-1.', "Mill"],
    ['Remind the customer "Mill" of INV-1.', "mill"],
    ['Remind the customer "Mill" or the customer "Hall" of INV-1.', "Hall"],
    ['Remind Hall of INV-1, with the note "Mill".', "Hall"],
  ])("is passed, or names something else: %s", (goal, customer) =>
    expect(said(goal, reminding(customer), "other_choice")).toEqual([]),
  );

  it("is missed where a word that means nothing by itself stands for a quotation", () => {
    expect(said('Remind "Mill" of INV-1 if he owes it.', reminding("If"), "made_up_value")).toEqual([
      "made_up_value error",
    ]);
  });
});
