import { expect, test } from "vitest";
import { outline } from "#dist/report/outline.js";
import { boundsWords, evidenceWords, folded } from "#dist/report/words.js";
import { passed } from "./verdicts.js";

test("calls of one tool in a row are one step, and what was not called is listed", () => {
  const { steps, possible } = outline(passed);
  expect(steps.map((step) => [step.tool, step.calls.length])).toEqual([
    ["find_customer", 1],
    ["get_invoice", 1],
    ["send_reminder", 2],
    ["refund_invoice", 1],
  ]);
  expect(possible).toEqual([{ tool: "shared", server: "billing", effect: "write", bounds: { min: 2, max: 2 } }]);
});

test("what the evidence does not say stays unknown", () => {
  const trace = [{ tool: "toString", server: "elsewhere", args: {} }];
  const [step] = outline({ ...passed, trace }).steps;
  expect(step).toMatchObject({ effect: undefined, bounds: undefined });
});

test.each([
  [{ min: 0, max: 0 }, "never"],
  [{ min: 1, max: 1 }, "once"],
  [{ min: 3, max: 3 }, "3 times"],
  [{ min: 0, max: 1 }, "0 to 1 times"],
  [{ min: 0, max: null }, "any number of times"],
  [{ min: 1, max: null }, "at least once"],
  [undefined, "call count unknown"],
])("bounds %j read %j", (bounds, words) => {
  expect(boundsWords(bounds)).toBe(words);
});

test("evidence adds up the calls of a run", () => {
  const calls = { a: { min: 1, max: 1 }, b: { min: 0, max: 4 } };
  expect(evidenceWords({ ...passed.evidence, calls })).toContain("1 to 5 tool calls a run");
  expect(evidenceWords(passed.evidence)).toContain("4 or more tool calls a run");
});

test("events that repeat are told once", () => {
  expect(folded(["a", "b", "b", "b", "a"])).toEqual(["a", "b (3 times in a row)", "a"]);
});
