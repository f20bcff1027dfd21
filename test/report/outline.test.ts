import { expect, test } from "vitest";
import { outline } from "#dist/report/outline.js";
import { boundsWords, evidenceWords, folded } from "#dist/report/words.js";
import { passed } from "./verdicts.js";

test("each call of the program is a step, numbered as the outline has them, with its calls in the world shown", () => {
  const steps = outline(passed);
  expect(steps.map(({ number, tool, line, calls }) => [number, tool, line, calls.length])).toEqual([
    [1, "find_customer", 2, 1],
    [2, "refund_invoice", 5, 1],
    [3, "send_reminder", 6, 2],
    [4, "shared", 6, 0],
    [5, "get_invoice", undefined, 1],
  ]);
  expect(steps[1]?.within.map(({ label }) => label)).toEqual([
    "for each invoice of invoices",
    'if invoice.status === "late"',
  ]);
  expect(steps[3]).toMatchObject({ effect: "write", bounds: { min: 2, max: 2 } });
});

test("two calls of one tool are told apart by their places", () => {
  const call = (line: number) => ({ kind: "call" as const, label: "a.b", line, column: 1, tool: "b", server: "a" });
  const trace = [2, 1].map((line) => ({ tool: "b", server: "a", args: { line }, line, column: 1 }));
  const evidence = {
    ...passed.evidence,
    effects: [],
    outline: [1, 2].map((line) => ({ ...call(line), effect: "read" as const })),
  };
  expect(outline({ trace, evidence }).map(({ calls }) => calls)).toEqual([[{ line: 1 }], [{ line: 2 }]]);
});

test("what the evidence does not say stays unknown", () => {
  const trace = [{ tool: "toString", server: "elsewhere", args: {} }];
  const step = outline({ ...passed, trace }).find(({ tool }) => tool === "toString");
  expect(step).toMatchObject({ number: 5, effect: undefined, bounds: undefined });
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
