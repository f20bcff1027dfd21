import { describe, expect, it } from "vitest";
import { issuesOf, said } from "./office.js";

const code = "always_true";

function asking(condition: string, rest = "return null;"): string {
  return `const one = await office.get_invoice({ id: "INV-7" });\nif (${condition}) return 1;\n${rest}`;
}

describe("a condition that always holds", () => {
  it.each([["one.lines"], ["!one.lines"], ["one.known && one.address"], ["!(one.known || one.lines)"]])(
    "%s",
    (condition) => expect(said("", asking(condition), code)).toEqual([`${code} error`]),
  );

  it("is found in a predicate, and says what may be meant", () => {
    const body = "return (await office.list_invoices({})).filter((one) => one.known && one.lines).length;";
    expect(issuesOf("", body, code).map(({ message }) => message)).toEqual([
      "`one.lines` is always true as a condition: did you mean `one.lines.length > 0`?",
    ]);
  });

  it.each([
    // Whoever uses it later may have wanted to make sure.
    ["!one.lines || one.lines.length === 0", undefined],
    ["!one.address", "return one.address.city;"],
    ["!one.lines", "return one;"],
    ["!one", undefined],
    // Its schema keeps the text from being empty.
    ["!one.id", undefined],
  ])("is for people to read: %s", (condition, rest) =>
    expect(said("", asking(condition, rest), code)).toEqual([`${code} warning`]),
  );

  it.each([["one.known"], ["one.lines.length"], ["one.note"], ["one.customer"], ["one.age_days"], ["one.lines[0]"]])(
    "is not: %s",
    (condition) => expect(said("", asking(condition), code)).toEqual([]),
  );

  it("is no default value", () => {
    const body = 'const one = await office.get_invoice({ id: "INV-7" });\nreturn one.lines || [];';
    expect(said("", body, code)).toEqual([]);
  });
});
