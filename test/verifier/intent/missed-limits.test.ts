import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "comparison_contradicts_goal";

function paying(condition: string): string {
  return `for (const one of await office.list_invoices({})) if (${condition}) await office.pay_invoice({ id: one.id }); return null;`;
}

describe("a line that the goal draws", () => {
  it.each([
    ["Pay the invoices of at most 30.", "one.total <= 31"],
    ["Pay the invoices of more than 500.", "one.total > 5000"],
    ["Pay the invoices below 250.", "2500 > one.total"],
  ])("is drawn elsewhere: %s", (goal, condition) =>
    expect(said(goal, paying(condition), code)).toEqual([`${code} error`]),
  );

  it.each([
    ["Pay the invoices of at most 30.", "one.total <= 30"],
    ["Pay the invoices of at most 30.", "one.total < 31"],
    ["Pay the invoices of more than 500.", "one.total >= 501"],
    ["Pay the invoices of more than 500.", "501 <= one.total"],
    ["Pay the invoices of more than 500.", "one.total > 500 && one.age_days > 7"],
    ["Pay the invoices of 500.", "one.total > 700"],
    ["Pay the invoices of more than 500 that are over 30 days old.", "one.total > 700"],
  ])("is drawn there, or nobody can tell: %s", (goal, condition) =>
    expect(said(goal, paying(condition), code)).toEqual([]),
  );
});
