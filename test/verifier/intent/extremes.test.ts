import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "comparison_contradicts_goal";
const head = "const [first, ...others] = await office.list_invoices({}); if (first === undefined) return null;";

function reduced(choice: string): string {
  return `${head} const kept = others.reduce((best, one) => (${choice}), first); return office.pay_invoice({ id: kept.id });`;
}

function looped(condition: string): string {
  return `${head} let best = first; for (const one of others) { if (${condition}) best = one; } return office.pay_invoice({ id: best.id });`;
}

describe("the end of a list that the goal asks for", () => {
  it.each([
    ["Pay the invoice with the highest total.", reduced("one.total <= best.total ? one : best")],
    ["Pay the invoice with the highest total.", reduced("one.total > best.total ? best : one")],
    ["Pay the invoice with the highest total.", reduced("best.total > one.total ? one : best")],
    ["Pay the smallest invoice.", looped("one.total > best.total")],
    ["Pay the newest invoice.", looped("one.due_on < best.due_on")],
    ["Pay the oldest invoice.", looped("one.age_days < best.age_days")],
    ["Pay the cheapest invoice.", looped('!(one.state === "paid" || one.total < best.total)')],
  ])("is not the one the plan keeps: %s", (goal, body) => expect(said(goal, body, code)).toEqual([`${code} error`]));

  it.each([
    ["Pay the invoice with the highest total.", reduced("one.total > best.total ? one : best")],
    ["Pay the invoice with the highest total.", reduced("best.total >= one.total ? best : one")],
    ["Pay the newest invoice.", looped("one.due_on > best.due_on")],
    ["Pay the newest invoice.", looped("one.age_days < best.age_days")],
    ["Pay the cheapest invoice.", looped('one.state === "open" && one.total < best.total')],
    // Not said of the end of a list, or of both.
    ["Pay an invoice of at least 5.", looped("one.total > best.total")],
    ["Pay the cheapest invoice.", looped("one.age_days > best.age_days")],
    ["Pay the largest or the smallest invoice.", looped("one.total > best.total")],
    ["Pay the newest invoice.", looped("one.total > 5")],
  ])("is, or nobody can tell: %s", (goal, body) => expect(said(goal, body, code)).toEqual([]));
});
