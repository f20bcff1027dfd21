import { afterAll, describe, expect, it } from "vitest";
import { plan } from "#dist/planner/index.js";
import { judgeMended } from "#dist/planner/mended.js";
import type { SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier, type Fix, type Issue, type Judgement } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

const number = { type: "number" } as const;
function object(properties: Readonly<Record<string, SchemaObject>>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}
const tools = [
  tool("add", { server: "sums", input: object({ a: number, b: number }), returns: object({ result: number }) }),
];
const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());

/** A proposer that says one thing, and how often it was asked. */
function saying(body: string) {
  let asked = 0;
  const source = `export default async function plan() {\n  ${body}\n}\n`;
  const usage = { llmCalls: 1, inputTokens: 10, outputTokens: 10 };
  return {
    proposer: {
      name: "test",
      propose: async () => {
        asked += 1;
        return { kind: "program" as const, source, usage, notes: ["As it was heard."] };
      },
    },
    asked: () => asked,
  };
}

describe("a program whose slips have one remedy", () => {
  it("is mended, judged and told of, and nobody is asked again", async () => {
    const { proposer, asked } = saying("const sum = sums.add({ a: 1, b: 2 }); return sums.add({ a: sum, b: 3 });");
    const verdict = await plan({ goal: "Add 1 and 2, then 3", tools, proposer, verifier });
    expect(verdict.plan?.source).toContain("return sums.add({ a: (await sum).result, b: 3 });");
    expect(verdict.notes).toEqual([
      "What had one remedy was mended before it was judged: Write `await sum` (line 2); Write `(await sum).result` (line 2).",
      "As it was heard.",
    ]);
    expect([verdict.outcome, asked()]).toEqual(["passed", 1]);
  });

  it("is asked for again where another slip has none", async () => {
    const { proposer, asked } = saying('const sum = sums.add({ a: "one", b: 2 }); return (await sum).result;');
    const verdict = await plan({ goal: "Add 1 and 2", tools, proposer, verifier, repairs: 1 });
    expect([verdict.outcome, verdict.notes]).toEqual(["rejected", undefined]);
    expect(asked()).toBeGreaterThan(1);
  });
});

describe("mending", () => {
  const fix: Fix = { title: "Write `b`", edits: [{ start: 0, end: 1, text: "b" }] };
  const wrong = (...codes: readonly Issue["code"][]): Pick<Judgement, "issues" | "outcome"> => ({
    outcome: "rejected",
    issues: codes.map((code) => ({ code, severity: "error" as const, message: "", line: 1, column: 1, fix })),
  });
  const judging = (verdicts: Readonly<Record<string, Pick<Judgement, "issues" | "outcome">>>) => {
    const judged: string[] = [];
    const judge = async (source: string) => {
      judged.push(source);
      // Only what is asked of a judgement here.
      return { ...verdicts[source], plan: { source, hash: "" } } as Judgement;
    };
    return { judged, judge };
  };

  it("is not kept where the program gets less far with it", async () => {
    const { judge } = judging({ a: wrong("throws"), b: wrong("type") });
    const { plan: kept, notes } = await judgeMended("a", judge);
    expect([kept.source, notes]).toEqual(["a", undefined]);
  });

  it("comes to an end where the same is wrong again and again", async () => {
    const { judge, judged } = judging({ a: wrong("type"), b: wrong("type") });
    await judgeMended("a", judge);
    expect(judged).toHaveLength(5);
  });

  it("is left where planning was stopped", async () => {
    const { judge, judged } = judging({ a: wrong("type"), b: wrong("type") });
    await judgeMended("a", judge, AbortSignal.abort());
    expect(judged).toEqual(["a"]);
  });
});
