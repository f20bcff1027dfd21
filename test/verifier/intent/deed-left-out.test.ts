import { describe, expect, it } from "vitest";
import { held } from "./held.js";
import { issuesOf, said } from "./office.js";

const code = "goal_deed_left_out";
const look = 'return (await office.get_invoice({ id: "INV-7" })).total;';
const pay = 'await office.pay_invoice({ id: "INV-7" }); return null;';

describe("a change that the goal orders", () => {
  it.each([
    ["Look up INV-7 and pay it.", look, "error"],
    ["Please pay the invoice INV-7.", look, "error"],
    ["If INV-7 is open, pay it.", look, "error"],
    // Whoever changes something may do it by another name.
    ["Pay INV-7, then send a parcel from 10115 to 20095.", pay, "warning"],
    ["Pay INV-7. Remind the customer.", pay, "warning"],
    ["Pay INV-7, then remind INV-8.", pay, "warning"],
  ])("may not be left out: %s", (goal, body, severity) =>
    expect(said(goal, body, code)).toEqual([`${code} ${severity}`]),
  );

  it("is named with the words and the tool", () =>
    expect(issuesOf("Look up INV-7 and pay it.", look, code)[0]?.message).toBe(
      'The goal says "pay it", and the plan never calls office.pay_invoice. Call it, or leave that out of the goal.',
    ));

  it.each([
    ["it is made", "Pay the invoice INV-7.", pay],
    ["it is denied", "What does INV-7 come to? Do not pay it.", look],
    ["it is only thought of", "Find out what it would cost to pay it.", look],
    ["it is somebody's words", 'Get the total of the invoice that says "pay it".', look],
    ["it is another thing", "Send a letter to ada.", look],
    ["it is one of two", "Pay it or remind the customer.", pay],
    ["it is a description", "What is the total of the invoice to pay?", look],
  ])("is not, where %s", (_, goal, body) => expect(said(goal, body, code)).toEqual([]));

  it("may be said in another word, where one tool alone can mean it", async () => {
    const cancel = 'await tools.cancel_order({ order_id: "O-7" }); return "O-8";';
    const { told } = await held("Cancel the order O-7 and reimburse O-8.", cancel);
    expect(told).toEqual([
      'warning goal_deed_left_out: The goal says "reimburse O-8", and the plan never calls tools.refund_order, which alone seems to do that. Call it, or leave that out of the goal.',
    ]);
    const both =
      'await tools.cancel_order({ order_id: "O-7" }); await tools.delete_doc({ doc_id: "D-8" }); return null;';
    expect((await held("Cancel the order O-7 and erase the document D-8.", both)).told).toEqual([]);
  });
});
