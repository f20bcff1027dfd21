import { describe, expect, it } from "vitest";
import { held, right } from "./held.js";

// Lines that the goal draws, and that a plan leaves out, draws elsewhere or takes from the other side.

const docs = 'const { docs } = await tools.list_docs({ folder: "legal" });\n';
const deleted = (test: string) =>
  `${docs}const old = docs.filter((one) => ${test});\nfor (const one of old) await tools.delete_doc({ doc_id: one.doc_id });\nreturn old.length;`;
const cut = (end: string) =>
  `${docs}const some = docs.filter((one) => one.kind === "draft").slice(0, ${end});\nfor (const one of some) await tools.delete_doc({ doc_id: one.doc_id });\nreturn some.length;`;
const stock = (test: string) =>
  `const one = await tools.get_stock({ sku: "S-77120" });\nif (${test}) return null;\nreturn tools.take_stock({ sku: "S-77120", quantity: 6 });`;
const counted = (test: string) =>
  `${docs}let sum = 0;\nfor (const one of docs) {\n  if (one.kind !== "draft") continue;\n  if (${test}) break;\n  await tools.delete_doc({ doc_id: one.doc_id });\n  sum += 1;\n}\nreturn sum;`;

const old = 'Delete the documents in the folder "legal" that are older than 30 days';
const five = 'Delete at most 5 drafts in the folder "legal"';
const drafts = 'Delete all drafts in the folder "legal"';
const many = "Take 6 pieces of S-77120 from stock if there are that many";
const least = "Take 6 pieces of S-77120 from stock, but only if it then still has at least its reorder point";
const keep = 'Delete the documents in the folder "legal", but keep those that are smaller than 20 megabytes';

describe("a line", () => {
  it.each([
    [old, deleted("!one.locked"), "goal_condition_left_out", '"older than 30 days"'],
    [
      'Delete the documents in the folder "legal" created before 2025-07-01',
      deleted('one.kind === "draft"'),
      "goal_condition_left_out",
      "2025-07-01",
    ],
    [five, cut("50"), "comparison_contradicts_goal", "compares with 50"],
    [five, counted("sum >= 0"), "always_true", "`sum >= 0` is true in every run"],
    [drafts, cut("1"), "curtailed", "only the first of"],
    [many, stock("one.on_hand >= 6"), "comparison_contradicts_goal", "that many"],
    [least, stock("one.on_hand - 6 >= one.reorder_point"), "comparison_contradicts_goal", "at least its reorder point"],
    [
      "Take 6 pieces of S-77120 from stock",
      'return tools.take_stock({ sku: "S-77120", quantity: 60 });',
      "made_up_value",
      "60",
    ],
  ])("that is not the goal's is refused: %s", async (goal, body, code, words) => {
    const { outcome, told } = await held(goal, body);
    expect(told.filter((one) => one.startsWith(`error ${code}`)).join("\n")).toContain(words);
    expect(outcome).toBe("rejected");
  });

  it("that nobody draws is worth a look", async () => {
    const { outcome, told } = await held('Delete the drafts in the folder "legal"', cut("5"));
    expect(told.join("\n")).toContain("warning curtailed");
    expect(outcome).toBe("passed");
  });
});

it.each([
  [old, deleted("one.age_days > 30")],
  [old, deleted("one.age_days >= 31")],
  ['Delete the documents in the folder "legal" that are older than two weeks', deleted("one.age_days > 14")],
  ['Delete the documents in the folder "legal" that are larger than 2 gigabytes', deleted("one.size_mb > 2048")],
  ['Delete the documents in the folder "legal" that are larger than 2 gigabytes', deleted("one.size_mb > 2000")],
  ['Delete the documents in the folder "legal" that are larger than 2 gigabytes', deleted("one.size_mb / 1024 > 2")],
  ['Delete the documents in the folder "legal" created before 1 July 2025', deleted('one.created_on < "2025-07-01"')],
  ["My document D-1001 is more than 30 days old. Delete it.", 'return tools.delete_doc({ doc_id: "D-1001" });'],
  ["Delete my document D-1001, which is more than 30 days old", 'return tools.delete_doc({ doc_id: "D-1001" });'],
  [keep, deleted("one.size_mb >= 20")],
  [five, cut("5")],
  [five, counted("sum >= 5")],
  [five, counted("sum === 5")],
  ['Delete the first 3 drafts in the folder "legal"', cut("3")],
  ['Delete the oldest draft in the folder "legal"', cut("1")],
  [
    drafts,
    `${docs}let rest = docs.filter((one) => one.kind === "draft");\nwhile (rest.length > 0) {\n  for (const one of rest.slice(0, 10)) await tools.delete_doc({ doc_id: one.doc_id });\n  rest = rest.slice(10);\n}\nreturn null;`,
  ],
  [
    'List the titles of all documents in the folder "legal"',
    `${docs}return docs.map((one) => one.title.slice(0, 40));`,
  ],
  [many, stock("one.on_hand < 6")],
  [least, stock("one.on_hand - 6 < one.reorder_point")],
  [
    least,
    'const one = await tools.get_stock({ sku: "S-77120" });\nconst left = one.on_hand - 6;\nif (one.reorder_point <= left) await tools.take_stock({ sku: "S-77120", quantity: 6 });\nreturn null;',
  ],
])("that is the goal's is not: %s", async (goal, body) => expect(await held(goal, body)).toEqual(right));
