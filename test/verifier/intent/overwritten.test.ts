import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const search = (body: string) =>
  `let found = ""; for (const one of await office.list_invoices({})) { ${body} } return { found };`;

describe("a search that forgets what it found", () => {
  it("is an error where the goal asks for one of many", () => {
    expect(said("Which is the newest invoice?", search("found = one.id;"), "overwritten")).toEqual([
      "overwritten error",
    ]);
  });

  it("is for people to read elsewhere", () => {
    expect(said("Which invoice?", search("found = one.id;"), "overwritten")).toEqual(["overwritten warning"]);
  });

  it.each([
    ["if (one.known) found = one.id;"],
    ["found = one.id; if (one.known) break;"],
    ["found = found + one.id;"],
    ["found = one.id; await office.pay_invoice({ id: found });"],
  ])("is not: %s", (body) => expect(said("Which is the newest invoice?", search(body), "overwritten")).toEqual([]));
});

describe("a sum", () => {
  const sum = (start: string, added: string) =>
    `let sum = ${start}; for (const one of await office.list_invoices({})) sum += ${added}; return { sum };`;

  it.each([
    [sum("2", "one.total")],
    [sum("0", "10")],
    ["const all = await office.list_invoices({}); return all.reduce((sum, one) => sum + one.total, 2);"],
  ])("holds a number nobody gave: %s", (body) =>
    expect(said("How much is it?", body, "made_up_value")).toEqual(["made_up_value error"]),
  );

  it.each([
    ["How much is it?", sum("0", "one.total")],
    ["How much is it?", sum("1", "1")],
    ["How much is it, with 2 of ours?", sum("2", "one.total")],
    [
      "How much is it?",
      "let n = 5; for (const one of await office.list_invoices({})) { if (n > 7) break; n += one.total; } return n;",
    ],
  ])("does not: %s %s", (goal, body) => expect(said(goal, body, "made_up_value")).toEqual([]));
});
