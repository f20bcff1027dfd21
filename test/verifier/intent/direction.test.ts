import { describe, expect, it } from "vitest";
import { issuesOf, said } from "./office.js";

const code = "comparison_contradicts_goal";
const error = `${code} error`;
const warning = `${code} warning`;

/** Pays what the condition lets through, written in several ways. */
function paying(condition: string): string {
  return `const found = (await office.list_invoices({})).filter((one) => ${condition});
    for (const one of found) await office.pay_invoice({ id: one.id });
    return { paid: found.length };`;
}

function leaving(condition: string): string {
  return `for (const one of await office.list_invoices({})) {
      if (${condition}) continue;
      await office.pay_invoice({ id: one.id });
    }
    return null;`;
}

describe("a comparison that the goal contradicts", () => {
  it.each([
    ["Pay the invoices of at most 500 euros.", paying("one.total > 500")],
    ["Pay the invoices of at most 500 euros.", paying("500 < one.total")],
    ["Pay the invoices over 500 euros.", paying("one.total <= 500")],
    ["Pay every invoice that is more than 30 days old.", paying("one.age_days < 30")],
    ["Pay every invoice that is no more than 30 days old.", paying("one.age_days >= 30")],
    ["Pay every invoice older than 30 days.", paying("!(one.age_days > 30)")],
    ["Pay invoices of 500 or more.", paying("one.total < 500")],
    ["Pay invoices with 500 euros at most.", paying("one.total >= 500")],
    ["Pay everything due before 2026-02-01.", paying('one.due_on >= "2026-02-01"')],
    ["Pay everything due after 2026-02-01.", paying('one.known && one.due_on < "2026-02-01"')],
    ["Pay the invoices below 500.", leaving("one.total < 500")],
    ["Pay the invoices below 500.", leaving("!one.known || one.total < 500")],
    ["Pay what is from 500 on.", leaving("one.total >= 500")],
    ["Pay the open invoices, at least 500 each.", `const limit = 500;\n${leaving("one.total > limit")}`],
    [
      "Pay the first 5 of them at most.",
      `let paid = 0;
       for (const one of await office.list_invoices({})) {
         if (paid < 5) break;
         await office.pay_invoice({ id: one.id });
         paid += 1;
       }
       return paid;`,
    ],
    [
      "Pay invoice INV-7 if it is at least 30 days old.",
      `const one = await office.get_invoice({ id: "INV-7" });
       const old = one.age_days >= 30;
       if (old) return null;
       return office.pay_invoice({ id: one.id });`,
    ],
    [
      "If invoice INV-7 is below 500, pay it.",
      `const one = await office.get_invoice({ id: "INV-7" });
       return one.total < 500 ? null : office.pay_invoice({ id: one.id });`,
    ],
    [
      "Pay the invoices below 500.",
      `const ids: string[] = [];
       for (const one of await office.list_invoices({})) if (one.total > 500) ids.push(one.id);
       await Promise.all(ids.map((id) => office.pay_invoice({ id })));
       return ids;`,
    ],
    [
      "Pay the invoices of at least 500.",
      `const pay = async (id: string) => office.pay_invoice({ id });
       const all = await office.list_invoices({});
       return Promise.all(all.filter((one) => one.total < 500).map((one) => pay(one.id)));`,
    ],
  ])("%s", (goal, body) => expect(said(goal, body, code)).toEqual([error]));

  it("quotes the goal and the comparison", () => {
    const [issue] = issuesOf("Pay the invoices of at most 500 euros.", paying("one.total > 500"), code);
    expect(issue?.message).toBe(
      'The goal says "at most 500 euros", and the plan acts on what is above that: `one.total > 500` is the wrong way round.',
    );
    expect(issue?.line).toBe(2);
  });

  it("is for people to read where the goal does not name the deed", () => {
    expect(said("Settle the invoices of at most 500 euros.", paying("one.total > 500"), code)).toEqual([warning]);
  });

  it.each([
    ["Pay invoices of more than 500.", paying("one.total >= 500")],
    ["Pay invoices of at least 500.", leaving("one.total <= 500")],
  ])("is for people to read where only the edge differs: %s", (goal, body) =>
    expect(said(goal, body, code)).toEqual([warning]),
  );
});

describe("nothing is said", () => {
  it.each([
    ["Pay the invoices of at most 500 euros.", paying("one.total <= 500")],
    ["Pay the invoices of at most 500 euros.", leaving("one.total > 500")],
    ["Pay the invoices over 500 euros.", paying("one.total >= 500")],
    // The sentence takes them out.
    ["Pay the invoices, but not those over 500.", paying("one.total <= 500")],
    ["Pay all invoices except those over 500.", paying("one.total <= 500")],
    ["Skip invoices over 500 and pay the rest.", paying("one.total <= 500")],
    ["Pay the invoices unless they are over 500.", leaving("one.total > 500")],
    ["Pay no invoice over 500.", paying("one.total <= 500")],
    ["Never pay invoices over 500.", paying("one.total <= 500")],
    ["Don't pay invoices over 500.", paying("one.total <= 500")],
    ["Pay the invoices, keep the ones over 500.", paying("one.total <= 500")],
    // The condition is of something else.
    ["Stop when an invoice is over 500. Pay the others.", leaving("one.total > 500")],
    ["If an invoice is over 500, tell me. Pay the others.", leaving("one.total > 500")],
    ["If an invoice is over 500, ask first, otherwise pay it.", leaving("one.total > 500")],
    ["When the total is over 500 there is nothing to do. Pay what is smaller.", leaving("one.total > 500")],
    // The value stands twice, or beside words that say nothing of the kind.
    ["Raise the invoices below 500 to 500 and pay them.", paying("one.total >= 500")],
    ["Pay the 500 oldest invoices.", paying("one.total < 500")],
    // A rank of one is above a rank of two.
    ["Pay the invoices with a priority of at least 2.", paying("one.priority <= 2")],
    // It decides about nothing, or both ways.
    ["Pay the invoices over 500.", "return (await office.list_invoices({})).filter((one) => one.total < 500).length;"],
    [
      "Pay the invoices over 500 and remind the others.",
      `for (const one of await office.list_invoices({})) {
         if (one.total < 500) await office.remind({ id: one.id, customer: one.customer });
         else await office.pay_invoice({ id: one.id });
       }
       return null;`,
    ],
    [
      "Pay everything if every invoice is at least 500.",
      `const all = await office.list_invoices({});
       const small = all.filter((one) => one.total < 500);
       if (small.length > 0) return { small: small.map((one) => one.id) };
       for (const one of all) await office.pay_invoice({ id: one.id });
       return null;`,
    ],
    [
      "Pay everything if all invoices are at least 500.",
      `const all = await office.list_invoices({});
       if (all.some((one) => one.total < 500)) return null;
       for (const one of all) await office.pay_invoice({ id: one.id });
       return null;`,
    ],
    [
      "Pay the invoices of at least 500.",
      `let ok = true;
       for (const one of await office.list_invoices({})) {
         if (one.total < 500) ok = false;
         if (ok) await office.pay_invoice({ id: one.id });
       }
       return null;`,
    ],
    [
      "Pay the invoices of at most 500 euros, and remind me of what is left out.",
      `const all = await office.list_invoices({});
       const big = all.filter((one) => one.total > 500);
       for (const one of big) await office.remind({ id: one.id, customer: one.customer });
       for (const one of all.filter((one) => one.total <= 500)) await office.pay_invoice({ id: one.id });
       return big.length;`,
    ],
    // What is not paid is found first.
    [
      "Pay the invoices of at most 500 euros.",
      `const all = await office.list_invoices({});
       const big = all.filter((one) => one.total > 500).map((one) => one.id);
       for (const one of all) if (!big.includes(one.id)) await office.pay_invoice({ id: one.id });
       return big;`,
    ],
    [
      "Pay the invoices of at most 500 euros.",
      `const isBig = (total: number) => total > 500;
       for (const one of await office.list_invoices({})) if (!isBig(one.total)) await office.pay_invoice({ id: one.id });
       return null;`,
    ],
    [
      "Pay the first invoice of at least 500.",
      `let found: string | null = null;
       for (const one of await office.list_invoices({})) {
         if (one.total >= 500) {
           found = one.id;
           break;
         }
       }
       return found === null ? null : office.pay_invoice({ id: found });`,
    ],
    [
      "Pay the invoices of at least 500.",
      `const pay = async (id: string, total: number) => {
         if (total < 500) return false;
         const { paid } = await office.pay_invoice({ id });
         return paid;
       };
       const all = await office.list_invoices({});
       return Promise.all(all.map((one) => pay(one.id, one.total)));`,
    ],
    ["Pay between 100 and 500.", paying("one.total >= 100 && one.total <= 500")],
    ["", paying("one.total > 500")],
  ])("%s", (goal, body) => expect(said(goal, body, code)).toEqual([]));
});

it("does not follow functions that call each other over and over", () => {
  const functions = Array.from({ length: 40 }, (_, index) => {
    const next = index === 39 ? "1" : `f${index + 1}() + f${index + 1}()`;
    return `const f${index} = (): number => ${next};`;
  });
  const body = `${functions.reverse().join("\n")}\n${paying("one.total > 500 && f0() > 0")}`;
  expect(said("Pay the invoices of at most 500 euros.", body, code)).toEqual([error]);
});
