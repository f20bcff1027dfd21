import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "comparison_contradicts_goal";

function paying(condition: string): string {
  return `for (const one of await office.list_invoices({})) {
      if (${condition}) await office.pay_invoice({ id: one.id });
    }
    return null;`;
}

describe("a word of the goal and what the plan acts on", () => {
  it.each([
    ["Pay the invoices that are not disputed.", paying('one.state === "disputed"')],
    ["Pay all invoices except the disputed ones.", paying('one.state === "disputed"')],
    ["Pay all invoices, but do not pay the disputed ones.", paying('one.state === "disputed"')],
    ["Pay all invoices that aren't disputed.", paying('!(one.state !== "disputed")')],
    ["Pay the disputed invoices.", paying('one.state !== "disputed"')],
    ['Pay the invoices of "Mill & Sons".', paying('one.customer !== "Mill & Sons"')],
    ['Pay all invoices, but do not touch "INV-7".', paying('one.id === "INV-7"')],
    ["Pay all invoices, but never touch the disputed ones.", paying('one.state === "disputed"')],
    ["Pay all invoices, but don't touch those that are not open.", paying('one.state !== "open"')],
  ])("differ: %s", (goal, body) => expect(said(goal, body, code)).toEqual([`${code} error`]));

  it.each([
    ["Pay the invoices that are not disputed.", paying('one.state !== "disputed"')],
    ["Pay the disputed invoices.", paying('one.state === "disputed"')],
    ["Pay the invoices. If one is disputed, leave it.", paying('one.state !== "disputed"')],
    ["Pay all invoices unless they are disputed.", paying('one.state !== "disputed"')],
    [
      'Remind "Mill & Sons" of the invoices that are not to "Mill & Sons Ltd".',
      `for (const one of await office.list_invoices({})) {
         if (one.customer !== "Mill & Sons Ltd") await office.remind({ id: one.id, customer: "Mill & Sons Ltd" });
       }
       return null;`,
    ],
    ['Pay all invoices, but do not touch "INV-7".', paying('one.id !== "INV-7"')],
    ["Pay all invoices, but never touch the disputed ones.", paying('one.state !== "disputed"')],
    ["Pay all invoices, but don't touch those that are not open.", paying('one.state === "open"')],
    // The denial is read elsewhere, and the runs are held against it.
    ['Pay all invoices. "INV-7" is off limits.', paying('one.id !== "INV-7"')],
    ['Pay all invoices. "INV-7" is the one that Mill disputes.', paying('one.id !== "INV-7"')],
    ["Pay all invoices, but do not pay the disputed ones.", paying('one.state !== "disputed"')],
    ["Pay all invoices, but not the disputed ones.", paying('one.state !== "disputed"')],
    ["Skip disputed invoices and pay the others.", paying('one.state !== "disputed"')],
    ["Pay open invoices, disputed or not disputed.", paying('one.state !== "disputed"')],
  ])("agree, or nobody can tell: %s", (goal, body) => expect(said(goal, body, code)).toEqual([]));
});
