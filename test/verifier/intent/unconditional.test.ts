import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "goal_condition_left_out";
const always =
  'const one = await office.get_invoice({ id: "a" }); await office.pay_invoice({ id: one.id }); return null;';
const sometimes = always.replace("await office.pay", "if (one.total > 5) await office.pay");

describe("a change that the goal makes a condition of", () => {
  it.each([
    ["Pay the invoice a if it is worth it."],
    ["Look at a, and pay it, but only if there is money left."],
    ["Pay the invoice a unless somebody did."],
  ])("may not be made in every run: %s", (goal) => expect(said(goal, always, code)).toEqual([`${code} error`]));

  it.each([
    ["Pay the invoice a if it is worth it.", sometimes],
    ["Pay the invoice a if possible.", always],
    ["Pay the invoice a. Tell me if it is worth it.", always],
    ["Check if it is worth it to pay the invoice a.", always],
    ["Pay the invoice a.", always],
  ])("is, or nothing was said: %s", (goal, body) => expect(said(goal, body, code)).toEqual([]));
});
