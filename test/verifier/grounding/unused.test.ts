import { expect, test } from "vitest";
import { readGoal } from "#dist/verifier/grounding/goal.js";
import { unusedValues } from "#dist/verifier/grounding/unused.js";

const text =
  'Send "Lunch at noon" to ada@example.com and bob@example.com, close INV-2041, pay $12.50 and 30 kg on 2026-05-01.';
const goal = readGoal(text);
const all = ["Lunch at noon", "ada@example.com", "bob@example.com", "INV-2041", 12.5, 30, "2026-05-01"];
const unused = (literals: Parameters<typeof unusedValues>[1]) =>
  unusedValues(goal, literals).map((value) => value.text);

test("a plan that uses every value leaves none", () => {
  expect(unused(all)).toEqual([]);
});

test("a plan without literals leaves all, with their kinds and places", () => {
  const left = unusedValues(goal, []);
  expect(left.map(({ kind, text }) => [kind, text])).toEqual([
    ["quoted", "Lunch at noon"],
    ["address", "ada@example.com"],
    ["address", "bob@example.com"],
    ["identifier", "INV-2041"],
    ["amount", "12.50"],
    ["amount", "30 kg"],
    ["date", "2026-05-01"],
  ]);
  for (const { start, end, text: written } of left) expect(text.slice(start, end)).toContain(written);
});

test.each(all.map((value, index) => [value, index]))("dropping %s is noticed", (value, index) => {
  expect(unused(all.filter((_, at) => at !== index))).toEqual([expect.stringContaining(String(value))]);
});

test("a changed value leaves the stated one", () => {
  expect(unused(all.with(1, "ada@example.org"))).toEqual(["ada@example.com"]);
});

test("a value may be used in another unit or in parts", () => {
  const amount = { value: 1250, parameter: "amount", schema: { description: "in cents" } };
  expect(unused([...all.filter((value) => value !== 12.5), amount])).toEqual([]);
  expect(unused([...all.slice(1), "lunch", "noon"])).toEqual([]);
});

test("what is said twice is used once", () => {
  const twice = readGoal("Tell ada@example.com, that is ada@example.com, to come");
  expect(unusedValues(twice, ["ada@example.com"])).toEqual([]);
});

test("names of tools, keys and apostrophes are no values", () => {
  const context = { parameter: "q", tool: { name: "findRooms", description: "" } };
  const asked = readGoal(`Use 'findRooms' with {"q": "big"}, don't ask and don't wait`);
  expect(unusedValues(asked, [{ value: "big", ...context }])).toEqual([]);
});
