import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "crossed_names";

function reminding(id: string, customer: string): string {
  return `return office.remind({ id: ${JSON.stringify(id)}, customer: ${JSON.stringify(customer)} });`;
}

describe("values that the goal names by parameters", () => {
  it.each([
    ['Remind the customer "Mill" of the invoice with the id "seven".'],
    ['Use the id "seven" for the customer "Mill".'],
  ])("are crossed: %s", (goal) => expect(said(goal, reminding("Mill", "seven"), code)).toEqual([`${code} error`]));

  it("may be crossed where the goal names one of them", () => {
    expect(said('Remind the customer "Mill" of "seven".', reminding("Mill", "seven"), code)).toEqual([`${code} error`]);
  });

  it.each([
    ['Remind the customer "Mill" of the invoice with the id "seven".', reminding("seven", "Mill")],
    ['Remind "Mill" of "seven".', reminding("Mill", "seven")],
    ['Remind the customer "Mill" of "Mill" and "seven".', reminding("Mill", "seven")],
  ])("are not: %s", (goal, body) => expect(said(goal, body, code)).toEqual([]));
});
