import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "comparison_contradicts_goal";

function paying(condition: string): string {
  return `for (const one of await office.list_invoices({})) {
      if (${condition}) await office.pay_invoice({ id: one.id });
    }
    return null;`;
}

const skipping = paying("true").replace("if (true)", "if (one.known) continue;");

describe("what the goal says of things and what the plan acts on", () => {
  it.each([
    ["Pay the invoices that are known.", "!one.known"],
    ["Pay the invoices that are not known.", "one.known"],
    ["Pay every invoice unless it is known.", "one.known"],
    ["Pay the invoices. Skip those that are known.", "one.known"],
    ["Do nothing with an invoice that is not known; pay it if it is open.", "!one.known"],
    ["Pay an invoice if it is known.", "!(one.known && one.total > 5)"],
    ["Pay the unknown invoices.", "one.known"],
    ["If an invoice is no longer known, change nothing.", "!one.known"],
  ])("differ: %s", (goal, condition) => expect(said(goal, paying(condition), code)).toEqual([`${code} error`]));

  it("differ where the plan passes over the right ones", () =>
    expect(said("Pay the invoices that are known.", skipping, code)).toEqual([`${code} error`]));

  it.each([
    ["Pay the invoices that are known.", "one.known"],
    ["Pay the invoices that are not known.", "!one.known"],
    ["Pay every invoice unless it is known.", "!one.known"],
    ["Pay the invoices. Skip those that are known.", "!one.known"],
    ["Pay the unknown invoices.", "!one.known"],
    ["If an invoice is no longer known, change nothing.", "one.known"],
    // Nobody can tell.
    ["Pay the invoices, the known ones first.", "!one.known || one.known"],
    ["Pay the known invoices and mail the others.", "!one.known"],
    ["Pay all invoices, known or not known.", "!one.known"],
    ['Pay all invoices, then print "what is known".', "!one.known"],
    ["Tell me whether an invoice is known.", "!one.known"],
  ])("agree, or nobody can tell: %s", (goal, condition) => expect(said(goal, paying(condition), code)).toEqual([]));

  it("are left alone where the plan does one thing or the other", () => {
    const body = `for (const one of await office.list_invoices({})) {
        if (!one.known) await office.pay_invoice({ id: one.id });
        else await office.remind({ id: one.id, customer: one.customer });
      }
      return null;`;
    expect(said("Settle what is known.", body, code)).toEqual([]);
    expect(said("Remind of every invoice that is known, and pay.", body, code)).toEqual([]);
    expect(said("Pay every invoice that is known.", body, code)).toEqual([`${code} error`]);
  });
});
