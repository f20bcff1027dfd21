import { describe, expect, it } from "vitest";
import { said } from "./office.js";

describe("a list that the plan goes through", () => {
  const over = (list: string) => `for (const id of ${list}) await office.pay_invoice({ id }); return null;`;

  it("may not hold one text twice", () => {
    expect(said("Pay a and b.", over('["a", "a"]'), "repeated_value")).toEqual(["repeated_value error"]);
  });

  it.each([
    ["texts that differ", over('["a", "b"]')],
    ["a result", 'await office.pay_invoice({ id: "a" }); return { kinds: ["a", "a"] };'],
    ["numbers", "for (const n of [1, 1]) await office.pay_invoice({ id: String(n) }); return null;"],
  ])("may hold %s", (_, body) => expect(said("Pay a and b.", body, "repeated_value")).toEqual([]));
});

describe("the ends of a way", () => {
  const sending = (from: string, to: string, before = "") =>
    `${before} return office.send_parcel({ from_zip: ${from}, to_zip: ${to} });`;
  const goal = "Send a parcel from 11111 to 22222.";
  const zips = 'const { from_zip, to_zip } = await office.send_parcel({ from_zip: "11111", to_zip: "22222" });';

  it.each([
    ["the same", sending('"11111"', '"11111"')],
    ["variables of each other", sending("to_zip", "from_zip", zips)],
  ])("may not be %s", (_, body) => expect(said(goal, body, "crossed_names")).toContain("crossed_names error"));

  it.each([
    ["two", sending('"11111"', '"22222"')],
    ["variables of their names", sending("from_zip", "to_zip", zips)],
  ])("may be %s", (_, body) => expect(said(goal, body, "crossed_names")).toEqual([]));
});

describe("a result named like a field", () => {
  const telling = (result: string) => `const one = await office.get_invoice({ id: "a" }); return { ${result} };`;

  it.each([["total: one.age_days"], ["state: one.note"]])("holds another: %s", (result) =>
    expect(said("What about a?", telling(result), "crossed_names")).toEqual(["crossed_names error"]),
  );

  it.each([
    ["What about a?", "total: one.total"],
    ["What about a?", "sum: one.total"],
    ["How many days old is a, what is its age?", "total: one.age_days"],
    ["What about a?", "days: one.age_days"],
    ["What about a?", "lines: one.lines.length"],
  ])("holds it, or what the goal says: %s (%s)", (goal, result) =>
    expect(said(goal, telling(result), "crossed_names")).toEqual([]),
  );
});
