import { describe, expect, test } from "vitest";
import { renderVerdict } from "#dist/report/index.js";
import { outline } from "#dist/report/outline.js";
import { boundsWords, evidenceWords, folded, stepBoundsWords } from "#dist/report/words.js";
import type { CallBounds, Evidence } from "#dist/verifier/index.js";
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

describe("steps whose tool has others", () => {
  const call = (line: number) => ({ kind: "call" as const, label: "a.b", line, column: 1, tool: "b", server: "a" });
  const around = (kind: "loop" | "branch" | "parallel", ...steps: readonly ReturnType<typeof call>[]) => ({
    ...{ kind, label: kind, line: 9, column: 1, steps },
  });
  const often = (outline_: Evidence["outline"], bounds: CallBounds, sites: Evidence["sites"] = []) =>
    outline({
      trace: [],
      evidence: { ...passed.evidence, effects: [], calls: { b: bounds }, outline: outline_, sites },
    }).map(stepBoundsWords);

  test("are told apart where each is made once, or may be left out", () => {
    expect(often([call(1), call(2)], { min: 2, max: 2 })).toEqual(["once", "once"]);
    expect(often([call(1), around("branch", call(2)), call(3)], { min: 1, max: 3 })).toEqual([
      "once",
      "0 to 1 times",
      "0 to 1 times",
    ]);
    expect(often([around("parallel", call(1), call(2)), call(3)], { min: 1, max: 3 })).toEqual([
      "once",
      "once",
      "once",
    ]);
  });

  test("are counted together where one of them may be made again", () => {
    const all = "0 to 2 times in all its steps";
    expect(often([call(1), around("loop", call(2))], { min: 0, max: 2 })).toEqual(["once", all]);
    expect(often([call(1), call(2), call(1)], { min: 0, max: 2 })).toEqual(["once", all]);
    expect(often([call(1), call(2)], { min: 0, max: 3 })).toEqual(Array(2).fill("0 to 3 times in all its steps"));
    expect(often([call(1), call(2)], { min: 0, max: null })).toEqual(
      Array(2).fill("any number of times in all its steps"),
    );
    const twice = [{ line: 1, column: 1, worlds: 1, faultWorlds: 0, most: 2 }];
    expect(often([call(1), call(2)], { min: 0, max: 2 }, twice)).toEqual([all, "once"]);
  });
});

test("a step is called as the program writes it, which is not always by its server", () => {
  const [first] = passed.evidence.outline;
  const outlined = first === undefined ? [] : [{ ...first, label: "math.find" }];
  const steps = outline({ ...passed, evidence: { ...passed.evidence, outline: outlined } });
  expect(steps[0]).toMatchObject({ name: "math.find", server: "billing", tool: "find_customer" });
  expect(steps.find(({ tool }) => tool === "shared")?.name).toBe("billing.shared");
});

test("no other name of it is shown anywhere in the text", () => {
  const site = { tool: "refund_invoice", server: "billing", line: 5, column: 7 };
  const evidence: Evidence = {
    ...passed.evidence,
    outline: JSON.parse(JSON.stringify(passed.evidence.outline).replaceAll("billing.refund_invoice", "money.refund")),
    partialEffects: [{ failing: { ...site, line: 6 }, after: [site], halfDone: false }],
    policy: { name: "p", hash: "sha256:00", approvals: [site] },
  };
  const text = renderVerdict({ ...passed, planner: "given", evidence }, { colour: false, width: 200 });
  expect(text).toContain("2. money.refund - cannot be undone");
  expect(text).toContain("a person is asked before money.refund (line 5)");
  expect(text).toContain("If money.refund (6:7) fails, money.refund (5:7) has been done and stays.");
  expect(text).not.toContain("billing.refund_invoice");
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
