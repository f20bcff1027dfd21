import { describe, expect, it } from "vitest";
import { issuesOf, said } from "./office.js";

const code = "impossible_comparison";

function asking(condition: string): string {
  return `const one = await office.get_invoice({ id: "INV-7" });\nreturn ${condition} ? 1 : 2;`;
}

it("is free text compared with a choice of the field beside it, unless the goal quotes the text", () => {
  const goal = "Which is it, if the invoice INV-7 is open?";
  expect(issuesOf(goal, asking('one.customer === "open"'), code).map(({ message }) => message)).toEqual([
    '`customer` of `office.get_invoice` is compared with "open", which is one of the choices of `state` beside it. Compare that, or quote the text in the goal if it is meant.',
  ]);
  expect(said('Is the invoice INV-7 of the customer "open"?', asking('one.customer === "open"'), code)).toEqual([]);
  expect(said(goal, asking('one.state === "open"'), code)).toEqual([]);
});

describe("a comparison that is never true", () => {
  it.each([
    ['one.due_on === "disputed"'],
    ['"disputed" === one.due_on'],
    ['one.id !== "open"'],
    ["one.age_days === -7"],
    ["one.age_days === 1.5"],
  ])("%s", (condition) => expect(said("", asking(condition), code)).toEqual([`${code} error`]));

  it("is found in a switch", () => {
    const body =
      'const { due_on } = await office.get_invoice({ id: "INV-7" });\nswitch (due_on) { case "paid": return 1; default: return 2; }';
    expect(issuesOf("", body, code).map(({ message }) => message)).toEqual([
      '`due_on` of `office.get_invoice` is never "paid": its schema rules that out. Compare the field that was meant, with a value it can have.',
    ]);
  });

  it.each([
    ['one.due_on === "2026-01-01"'],
    ['one.id === "INV-9"'],
    ['one.customer === "open"'],
    // Care that costs nothing.
    ['one.due_on === ""'],
    ['one.due_on === "N/A"'],
    ["one.age_days === -1"],
    // No longer the field itself.
    ['one.due_on.slice(0, 4) === "2026"'],
    ['(one.known ? one.due_on : "never") === "never"'],
    ['one.due_on < "a"'],
  ])("is not: %s", (condition) => expect(said("", asking(condition), code)).toEqual([]));
});
