import { afterAll, describe, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { show } from "#dist/verifier/laws/show.js";
import { shopTools } from "../shop.js";

const verifier = createVerifier();
const tools = await shopTools();
afterAll(() => verifier.close());

const verify = (body: string, options: { readonly seed?: number; readonly worlds?: number } = {}) =>
  verifier.verify({ goal: "", source: `export default async function plan() {\n${body}\n}` }, tools, options);

describe("a value in a story", () => {
  it("is cut short where it is long", () => {
    expect(show("x".repeat(100))).toBe(`"${"x".repeat(60)}…" (100 characters)`);
    expect(show([1, 2, 3, 4, 5])).toBe("[1,2,3,… 2 more]");
    expect(show({ b: -0, a: null })).toBe('{"a":null,"b":-0}');
  });

  it("always shows the part that matters", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${String(n).padStart(2, "0")}`, n]));
    expect(show(many)).not.toContain('"k19":19');
    expect(show(many, "k19")).toContain('"k19":19');
    expect(show({ list: [1, 2, 3, 4, { id: "" }] }, "list[4].id")).toContain('{"id":""}');
  });
});

describe("a counterexample", () => {
  it("says in words what led to the failure", async () => {
    const judged = await verify(`const { items } = await shop.list_orders({ customer: "c" });
      for (const { id, total } of items) await shop.cancel_order({ id, fee: total });
      return items.length;`);
    const story = judged.issues[0]?.counterexample?.story ?? [];
    expect(story[0]).toMatch(/^When shop\.list_orders\(\{"customer":"c"\}\) returned \{"items":\[.*\]\},$/);
    expect(story.at(-2)).toMatch(/^the plan called shop\.cancel_order\(\{"fee":\d+.*\}\)\.$/);
    expect(story.at(-1)).toMatch(/^shop\.cancel_order would refuse the call: args\.fee must be <= 100/);
    expect(story).toHaveLength(3);
  });

  it("names the tool that failed", async () => {
    const judged = await verify(`let id = "o-1";
      try { await shop.list_orders({ customer: "c" }); } catch { id = ""; }
      return (await shop.get_order({ id })).note;`);
    const [first] = judged.issues[0]?.counterexample?.story ?? [];
    expect(first).toMatch(/^When shop\.list_orders\(\{"customer":"c"\}\) failed \(shop\.list_orders .*\),$/);
  });
});

describe("where a tool fails", () => {
  it("a plan may throw", async () => {
    const judged = await verify('return (await shop.get_order({ id: "a" })).note;');
    expect(judged).toMatchObject({ outcome: "passed", issues: [], evidence: { worlds: 100, faultWorlds: 25 } });
  });

  it("a plan may return before all is answered", async () => {
    const judged = await verify(`try {
        await Promise.all(["a", "b"].map((id) => shop.get_order({ id })));
        return true;
      } catch { return false; }`);
    expect(judged).toMatchObject({ outcome: "passed", issues: [] });
  });

  it("a plan must still end", async () => {
    const judged = await verify(`for (;;) {
        try { return (await shop.get_order({ id: "a" })).note; } catch { console.log("again"); }
      }`);
    expect(judged.issues[0]).toMatchObject({
      code: "budget",
      counterexample: { replay: expect.stringMatching(/^fault:/) },
    });
  });

  it("what is left half done is named, and only that", async () => {
    const [found, ...others] = (
      await verify(`await shop.cancel_order({ id: "a" });
        const { note } = await shop.get_order({ id: "a" });
        return note;`)
    ).issues;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "partial_effects", severity: "warning", line: 3 });
    expect(found?.message).toContain("If shop.get_order fails here, the plan stops half-way: shop.cancel_order was");
  });

  it("a loop that can stop half way is found whichever worlds are drawn", async () => {
    const body = `const { items } = await shop.list_orders({ customer: "c" });
      for (const { id, status } of items) if (status === "late") await shop.cancel_order({ id });
      return items.length;`;
    const judged = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => verify(body, { seed, worlds: 50 })));
    expect(judged.map(({ issues }) => issues.map(({ code }) => code))).toEqual(Array(6).fill(["partial_effects"]));
  });

  it("nothing is left half done where the failure is caught", async () => {
    const { issues } = await verify(`await shop.cancel_order({ id: "a" });
      try { return (await shop.get_order({ id: "a" })).note; } catch { return "cancelled, not read"; }`);
    expect(issues).toEqual([]);
  });
});
