import { afterAll, describe, expect, it } from "vitest";
import type { Schema } from "#dist/toolspecs/index.js";
import { createVerifier, type Judgement, verify } from "#dist/verifier/index.js";
import { findNotes } from "../support/tools.js";
import { shopTools } from "./shop.js";

const tools = await shopTools();
const verifier = createVerifier();
afterAll(() => verifier.close());

const plan = (body: string) => ({ goal: "", source: `export default async function plan() {\n${body}\n}\n` });
const withoutTimes = ({ ms: _, ...rest }: Judgement) => JSON.stringify(rest);

const dearest = plan(`
  const { items } = await shop.list_orders({ customer: "c" });
  const over = items.filter((order) => order.total > 500 && order.status === "late");
  if (over.length > 0) throw new Error("too dear");
  return over.length;`);

describe("verify", () => {
  it("says the same of the same plan, byte for byte, apart from times", async () => {
    const once = await verify(dearest, tools);
    const again = await verifier.verify(dearest, tools);
    expect(withoutTimes(again)).toBe(withoutTimes(once));
  });

  it("gives no verdict once it is closed, nor of what it was judging then", async () => {
    const closing = createVerifier();
    const good = plan("return 1;");
    const refused = expect(closing.verify(good, tools)).rejects.toThrow("The verifier is closed.");
    // By then the program is with the sandbox.
    await new Promise((resolve) => setImmediate(resolve));
    await closing.close();
    await refused;
    await expect(closing.verify(good, tools)).rejects.toThrow("The verifier is closed.");
    await expect(closing.verify(plan("return ("), tools)).rejects.toThrow("The verifier is closed.");
  });

  it.each([
    [{}, [], "no plan to verify"],
    [null, [], "no plan to verify"],
    [{ goal: "x" }, [], "no plan to verify"],
    [{ source: "x" }, [], "no plan to verify"],
    [plan("return 1;"), null, "no tools to verify a plan with"],
    [plan("return 1;"), {}, "no tools to verify a plan with"],
    [plan("return 1;"), [{ name: "x" }], "no tools to verify a plan with"],
  ])("says that it was handed the wrong things: %j, %j", async (given, specs, words) => {
    const judging = verify(given as never, specs as never);
    await expect(judging).rejects.toThrow(TypeError);
    await expect(judging).rejects.toThrow(words);
  });

  it("says where a call stands that nobody waits for, wherever it is written", async () => {
    const judged = await verifier.verify(
      plan('const one = await shop.get_order({ id: "a" });\nconst two = shop.get_order({ id: "b" });\nreturn one.id;'),
      tools,
    );
    expect(judged.issues[0]).toMatchObject({ code: "floating_call", line: 3, column: 13 });
  });

  it.each([
    ["return new Date();", 2],
    ["const half = (n: number) => { return n / 0; };\nreturn [half(0)];", 3],
    ["if (Math.random() > 2) return 1;\nreturn 0 / 0;", 1],
  ])("says where a result stands that is no JSON, if plan() returns in one place: %s", async (body, line) => {
    expect((await verifier.verify(plan(body), tools)).issues[0]).toMatchObject({ code: "bad_value", line });
  });

  it("refuses a line for the shell", async () => {
    const { source } = plan("return 1;");
    const judged = await verifier.verify({ goal: "", source: `#!/usr/bin/env holdshort\n${source}` }, tools);
    const message =
      "The program begins with `#!`. Leave that line out: no shell runs a plan, holdshort does (`holdshort run`).";
    expect(judged.issues).toMatchObject([{ code: "subset", line: 1, column: 1, message }]);
  });

  it("takes a bare program text", async () => {
    expect((await verify("export default async function plan() { return 1; }", tools)).outcome).toBe("passed");
  });

  it("shrinks to the smallest world and meets the same failure again from its replay string", async () => {
    const judged = await verifier.verify(dearest, tools);
    const found = judged.issues[0]?.counterexample;
    expect(found?.story).toHaveLength(2);
    expect(found?.story[0]).toMatch(
      /^When shop\.list_orders\(\{"customer":"c"\}\) returned \{"items":\[\{[^{}]*\}\]\},$/,
    );
    const again = await verifier.verify(dearest, tools, { replay: found?.replay });
    expect(again.issues[0]?.counterexample).toEqual(found);
  });

  it("does not pass a plan because of a replay that no longer fails", async () => {
    const judged = await verifier.verify(plan("return 1;"), tools, { replay: "1:0" });
    expect(judged.outcome).toBe("passed");
    expect(judged.evidence.worlds).toBe(100);
  });

  it("binds the verified plan to program, tools, budget and seed", async () => {
    const hashOf = async (...[one, specs, options]: Parameters<typeof verifier.verify>) => {
      const judged = await verifier.verify(one, specs, options);
      return judged.outcome === "passed" ? judged.verified.hash : judged.issues;
    };
    const read = plan('return (await shop.get_order({ id: "a" })).id;');
    const base = await hashOf(read, tools);
    expect(await hashOf(read, tools)).toBe(base);
    const other = tools.map((tool) => (tool.name === "get_order" ? { ...tool, description: "changed" } : tool));
    const others = [
      await hashOf({ ...read, goal: "other" }, tools),
      await hashOf({ ...read, source: `${read.source}\n` }, tools),
      await hashOf(read, other),
      await hashOf(read, tools, { seed: 2 }),
      await hashOf(read, tools, { budget: { calls: 5, callsInFlight: 1 } }),
    ];
    expect(new Set([base, ...others]).size).toBe(6);
    // A tool that the plan cannot reach may change.
    const unreached = tools.map((tool) => (tool.name === "cancel_order" ? { ...tool, description: "changed" } : tool));
    expect(await hashOf(read, unreached)).toBe(base);
  });

  it.each(["seed", "1:", "1:2:x", "1", "99999999999:1", "1:1;2"])("refuses %j as a replay string", async (replay) => {
    await expect(verifier.verify(plan("return 1;"), tools, { replay })).rejects.toThrow(RangeError);
  });

  it.each([
    ["parentheses", `return ${"(".repeat(50_000)}1${")".repeat(50_000)};`],
    ["a long sum", `return ${"1+".repeat(50_000)}1;`],
    ["blocks", `${"{".repeat(20_000)}${"}".repeat(20_000)}`],
    ["arrays", `return ${"[".repeat(20_000)}${"]".repeat(20_000)};`],
    ["too long", `return "${"x".repeat(300_000)}";`],
  ])("refuses a monstrous program with an issue: %s", async (_name, body) => {
    const judged = await verifier.verify(plan(body), tools);
    expect(judged.outcome).toBe("rejected");
  });

  it("judges several plans at the same time without mixing them up", async () => {
    const bodies = Array.from({ length: 8 }, (_, n) => plan(`return (await shop.get_order({ id: "o-${n}" })).id;`));
    const judged = await Promise.all(bodies.map((one) => verifier.verify(one, tools, { worlds: 20 })));
    expect(judged.map(({ trace }) => trace[0]?.args)).toEqual(bodies.map((_, n) => ({ id: `o-${n}` })));
  });

  it("covers every branch of a plan that looks at what it gets", async () => {
    const { evidence } = await verifier.verify(
      plan('const o = await shop.get_order({ id: "a" });\nreturn o.note === null ? 0 : o.note.length > 3 ? 1 : 2;'),
      tools,
    );
    expect(evidence.branches).toEqual({ total: 4, covered: 4 });
  });

  it("names tools whose output nobody declared", async () => {
    const { evidence } = await verifier.verify(plan('return await shop.search_notes({ text: "x" });'), tools);
    expect(evidence.untyped).toEqual(["search-notes"]);
    const supposed = { effect: "irreversible", effectSupposed: true };
    expect(evidence.effects).toEqual([{ tool: "search-notes", server: "shop", ...supposed }]);
  });

  it("passes a parameter called `arguments` on", async () => {
    const parameter: Schema = { type: "array", items: { type: "string" } };
    const start = {
      ...findNotes,
      input: {
        type: "object",
        properties: { arguments: parameter, eval: { type: "string" } },
        required: ["arguments"],
      },
    } as const;
    const judged = await verifier.verify(plan('return (await notes.find({ arguments: ["-v"], eval: "x" })).length;'), [
      start,
    ]);
    expect(judged.issues).toEqual([]);
  });

  it("says which schema of a tool makes no sense", async () => {
    const broken = tools.map((tool) =>
      tool.name === "get_order" ? { ...tool, output: { schema: { enum: [] }, origin: "declared" as const } } : tool,
    );
    const judged = await verifier.verify(plan('await shop.get_order({ id: "a" });\nreturn 1;'), broken);
    expect(judged.issues[0]).toMatchObject({ code: "unusable_schema" });
    expect(judged.issues[0]?.message).toContain("output schema of shop.get_order makes no sense");
  });

  it.each<readonly [string, Schema]>([
    ["texts", { type: "object", properties: { note: { type: "string", minLength: 300_000 } }, required: ["note"] }],
    ["lists", { type: "array", items: { type: "integer" }, minItems: 20_000 }],
    [
      "one of several that is not even possible",
      {
        anyOf: [
          { type: "null", enum: [1] },
          { type: "string", minLength: 1e6 },
        ],
      },
    ],
  ])("does not call senseless what is only too large to be tried: %s", async (_, schema) => {
    const huge = tools.map((tool) =>
      tool.name === "get_order" ? { ...tool, output: { schema, origin: "declared" as const } } : tool,
    );
    const judged = await verifier.verify(plan('await shop.get_order({ id: "a" });\nreturn 1;'), huge);
    expect(judged.issues[0]).toMatchObject({ code: "unusable_schema" });
    expect(judged.issues[0]?.message).toMatch(
      /^The output schema of shop.get_order needs values larger than can be tried out: .*too (large|long).*Lower the least sizes/,
    );
  });
});
