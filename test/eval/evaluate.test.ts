import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { evaluate } from "#dist/eval/index.js";
import { wilson } from "#dist/eval/wilson.js";
import type { Proposer } from "#dist/planner/index.js";
import { benchmarkCalled, folderOf } from "./rows.js";

const usage = { llmCalls: 0, inputTokens: 0, outputTokens: 0 };
const add = {
  name: "math.add",
  description: "Adds two numbers.",
  parameters: {
    type: "dict",
    properties: { a: { type: "integer", description: "One." }, b: { type: "float", description: "Other." } },
    required: ["a"],
  },
};

/** Rows made up for this test, in the benchmark's form. */
async function folderOfRows(): Promise<string> {
  const row = (id: string) => ({ id, question: [[{ role: "user", content: `goal ${id}` }]], function: [add] });
  const answer = (id: string) => ({ id, ground_truth: [{ "math.add": { a: [1], b: [2, ""] } }] });
  const ids = ["right", "wrong", "silent", "crash"];
  return folderOf({
    "bfcl/BFCL_v4_simple_python.json": ids.map(row),
    "bfcl/possible_answer/BFCL_v4_simple_python.json": ids.map(answer),
    "bfcl/BFCL_v4_irrelevance.json": [row("none"), row("wrong")],
  });
}

/** Says what the goal of the row asks for. */
const scripted: Proposer = {
  name: "scripted",
  async propose({ goal }) {
    if (goal === "goal crash") throw new Error("broken");
    if (goal === "goal silent" || goal === "goal none")
      return { kind: "abstain", missing: [{ kind: "tool", message: "nothing fits" }], usage };
    const a = goal === "goal right" ? 1 : 7;
    return {
      kind: "program",
      source: `export default async function plan() {\n  return await math.add({ a: ${a} });\n}\n`,
      usage,
    };
  },
};

let data = "";
beforeAll(async () => {
  data = await folderOfRows();
});

const bfcl = benchmarkCalled("bfcl");

describe("evaluate", () => {
  test("counts by the authors' rule, by file and in all", async () => {
    const report = await evaluate({ benchmark: bfcl, data, proposer: scripted });
    expect(report).toMatchObject({
      ok: true,
      value: {
        bench: "bfcl",
        planner: "scripted",
        rows: 6,
        correct: 2,
        abstained: 2,
        byFile: {
          simple_python: { rows: 4, correct: 1, endings: { planned: 2, abstained: 1, crashed: 1 } },
          irrelevance: { rows: 2, correct: 1, accuracy: 0.5 },
        },
      },
    });
  });

  test("takes the benchmark's own folder too, and fewer rows", async () => {
    const report = await evaluate({
      benchmark: bfcl,
      data: join(data, "bfcl"),
      proposer: scripted,
      only: "irrel",
      limit: 1,
    });
    expect(report).toMatchObject({ ok: true, value: { rows: 1, correct: 1 } });
  });

  test("says what is wrong with a folder that is none, or the wrong one", async () => {
    const none = await evaluate({ benchmark: bfcl, data: await folderOf({}), proposer: scripted });
    expect(none).toMatchObject({ ok: false, issues: [{ code: "not_found" }] });
    const answers = await evaluate({ benchmark: bfcl, data: join(data, "bfcl/possible_answer"), proposer: scripted });
    expect(answers.ok ? [] : answers.issues).toHaveLength(4);
    expect(answers).toMatchObject({
      issues: [
        { code: "unreadable", place: expect.stringContaining("line 1"), message: expect.stringContaining("function") },
        {},
        {},
        {},
      ],
    });
  });
});

describe("wilson", () => {
  test("agrees with the published example of 81 in 263", () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    const [low, high] = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  test("holds the share and keeps to [0, 1]", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const [hits, count] = [Math.min(a, b), Math.max(a, b)];
        const [low, high] = wilson(hits, count);
        const share = count === 0 ? 0.5 : hits / count;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      }),
    );
  });
});
