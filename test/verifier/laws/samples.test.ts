import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier, type Evidence, type Judgement } from "#dist/verifier/index.js";
import { clip } from "#dist/verifier/laws/clip.js";

const verifier = createVerifier();
afterAll(() => verifier.close());

async function judged(file: string, tools: string, options = {}): Promise<Judgement> {
  return verifier.verify({ goal: "", source: readFileSync(file, "utf8") }, await loadTools(tools), options);
}

const promote = ["examples/deploy/promote-green.plan.ts", "deploy=examples/deploy/tools.json"] as const;

describe("the worlds that a verdict shows", () => {
  it("are a few, each for something: the usual run, the shortest, the longest, tools that fail", async () => {
    const { evidence, trace } = await judged(...promote);
    const { samples = [] } = evidence;
    expect(samples.map(({ shows }) => shows)).toEqual(["usual", "shortest", "longest", "failure", "failure"]);
    const [usual, shortest, longest, failure] = samples;
    expect(usual?.calls.map(({ tool, line }) => [tool, line])).toEqual(trace.map(({ tool, line }) => [tool, line]));
    expect(shortest?.calls).toHaveLength(2);
    expect(longest?.calls.length).toBeGreaterThan(usual?.calls.length ?? 99);
    expect(failure?.calls.at(-1)?.answer).toMatchObject({ ok: false });
    expect(failure?.end).toMatchObject({ ok: false });
  });

  it("say where each call is written, also where one tool is called in several places", async () => {
    const source = `export default async function plan() {
      const due = await billing.list_invoices({ customer_id: "cus_000001", status: "overdue" });
      const open = await billing.list_invoices({ customer_id: "cus_000001", status: "open" });
      return [due.invoices.length, open.invoices.length];
    }`;
    const tools = await loadTools("billing=examples/billing/tools.json");
    const { evidence, trace } = await verifier.verify({ goal: "", source }, tools);
    expect(trace.map(({ line, column }) => [line, column])).toEqual([
      [2, 25],
      [3, 26],
    ]);
    expect(evidence.sites).toEqual([
      { line: 2, column: 25, worlds: 100, faultWorlds: 25, most: 1 },
      { line: 3, column: 26, worlds: 100, faultWorlds: expect.any(Number), most: 1 },
    ]);
  });

  it("are the same each time", async () => {
    const [one, other] = [await judged(...promote), await judged(...promote)];
    expect(one.evidence.samples).toEqual(other.evidence.samples);
    expect(one.outcome === "passed" && other.outcome === "passed" && one.verified.hash === other.verified.hash).toBe(
      true,
    );
  });

  it("show the first calls of a run that makes too many", async () => {
    const { evidence } = await judged("examples/deploy/wait-for-green.plan.ts", "deploy=examples/deploy/tools.json");
    const longest = evidence.samples?.find(({ more }) => more !== undefined);
    expect(longest?.calls).toHaveLength(24);
  });

  it("stay small, however long runs are", async () => {
    const size = ({ samples }: Evidence) => JSON.stringify(samples).length;
    const body = Array.from({ length: 100 }, (_, n) => `await billing.get_invoice({ invoice_id: "INV-${1000 + n}" });`);
    const source = `export default async function plan() {\n${body.join("\n")}\n}\n`;
    const { evidence } = await verifier.verify(
      { goal: "", source },
      await loadTools("billing=examples/billing/tools.json"),
    );
    expect(evidence.samples?.[0]).toMatchObject({ more: 76 });
    expect(size(evidence)).toBeLessThan(100_000);
  });
});

describe("the world of a counterexample", () => {
  it("ends with the call that broke the law, which nobody answered", async () => {
    const { issues } = await judged("examples/billing/refund-less-fee.plan.ts", "billing=examples/billing/tools.json");
    const world = issues[0]?.counterexample?.world;
    expect(world).toMatchObject({ shows: "broken", replay: issues[0]?.counterexample?.replay });
    expect(world?.calls.map(({ tool }) => tool)).toEqual(["find_customer", "get_invoice", "refund_invoice"]);
    expect(world?.calls.at(-1)).not.toHaveProperty("answer");
    expect(world?.calls.at(-1)?.args).toMatchObject({ amount_cents: expect.any(Number) });
  });
});

it("what is long is cut, and says so", () => {
  expect(clip("a".repeat(100))).toBe(`${"a".repeat(80)}…`);
  expect(clip([1, 2, 3, 4, 5, 6])).toEqual([1, 2, 3, 4, "… 2 more"]);
  expect(clip({ a: { b: { c: { d: { e: 1 } } } } })).toEqual({ a: { b: { c: { d: { "…": "…" } } } } });
  expect(clip(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`k${n}`, n])))).toHaveProperty("…", "2 more");
  expect(clip({ a: [null, true, -0] })).toEqual({ a: [null, true, -0] });
});
