import { afterAll, describe, expect, it } from "vitest";
import type { Policy } from "#dist/policy/index.js";
import { HoldshortError } from "#dist/toolspecs/index.js";
import { createVerifier, type Judgement } from "#dist/verifier/index.js";
import { shopTools } from "./shop.js";

const tools = await shopTools();
const verifier = createVerifier({ worlds: 40 });
afterAll(() => verifier.close());

const plan = (body: string) => ({ goal: "", source: `export default async function plan() {\n${body}\n}\n` });
const judged = (body: string, policy?: Policy, some = tools) => verifier.verify(plan(body), some, { policy });
const codes = ({ issues }: Judgement) => issues.map(({ code, severity }) => `${code} ${severity}`);

const cancel = 'return shop.cancel_order({ id: "o-1" });';
const cancelAll = `const { items } = await shop.list_orders({ customer: "c" });
  for (const { id } of items) if (id !== "") await shop.cancel_order({ id });
  return null;`;

describe("what a policy forbids whatever tools return", () => {
  it("is said before any world is made, at the call", async () => {
    const found = await judged(`const n = 1;\n  ${cancel}`, { tools: { deny: ["irreversible"] } });
    expect(found.issues).toMatchObject([{ code: "policy_denied", line: 3, column: 10 }]);
    expect(found.evidence.worlds).toBe(0);
    expect(found.outcome).toBe("rejected");
  });

  it("lets pass what it allows", async () => {
    expect((await judged(cancel, { tools: { deny: ["read"] } })).outcome).toBe("passed");
  });

  it("holds a budget of a tool before anything runs, and that of all calls in the worlds", async () => {
    const tight = await judged(cancelAll, { budget: { tools: { cancel_order: 3 } } });
    expect(codes(tight)).toEqual(["budget error"]);
    expect(tight.evidence.worlds).toBe(0);
    expect((await judged(cancel, { budget: { tools: { cancel_order: 1 } } })).outcome).toBe("passed");
    const few = await judged(cancelAll, { budget: { calls: 2 } });
    expect(codes(few)).toEqual(["budget error"]);
    expect(few.issues[0]?.counterexample?.trace).toHaveLength(2);
    expect((await judged(cancelAll, { budget: { calls: 200 } })).outcome).toBe("passed");
  });

  it("adds up what calls cost", async () => {
    const dear = tools.map((tool) => (tool.name === "cancel_order" ? { ...tool, cost: 2 } : tool));
    expect((await judged(cancel, { budget: { cost: 2 } }, dear)).outcome).toBe("passed");
    const found = await judged(cancelAll, { budget: { cost: 100 } }, dear);
    expect(codes(found)).toEqual(["cost error"]);
    expect(found.evidence.worlds).toBe(0);
  });
});

describe("what a policy forbids of values", () => {
  const late: Policy = {
    rules: [
      {
        every: { tool: "cancel_order" },
        has: {
          id: { from: { tool: "list_orders", output: "items[]", with: { status: { is: "late" } }, field: "id" } },
        },
      },
    ],
  };
  const cancelLate = cancelAll
    .replace('id !== ""', 'status === "late" && id !== ""')
    .replace("{ id }", "{ id, status }");

  it("is found in a world, shrunk, and met again from its replay string", async () => {
    const found = await judged(cancelAll, late);
    expect(codes(found)).toEqual(["forbidden_call error"]);
    const example = found.issues[0]?.counterexample;
    expect(example?.trace.slice(0, 2).map(({ tool }) => tool)).toEqual(["list_orders", "cancel_order"]);
    expect(example?.story.at(-1)).toContain("is only allowed where");
    const again = await verifier.verify(plan(cancelAll), tools, { policy: late, replay: example?.replay });
    expect(again.issues[0]?.counterexample).toEqual(example);
  });

  it("lets pass a plan that looks", async () => {
    expect((await judged(cancelLate, late)).outcome).toBe("passed");
  });

  it("asks at the end for what is left undone", async () => {
    const rules: Policy = { rules: [{ after: { tool: "cancel_order" }, must: { tool: "get_order" }, same: ["id"] }] };
    const checked = `await shop.cancel_order({ id: "a" });\n  return shop.get_order({ id: "a" });`;
    expect((await judged(checked, rules)).outcome).toBe("passed");
    expect(codes(await judged(checked.replace('get_order({ id: "a" }', 'get_order({ id: "b" }'), rules))).toEqual([
      "postcondition error",
    ]);
    expect(codes(await judged(cancel, rules))).toEqual(["postcondition error"]);
  });

  it("holds what tools themselves require without any policy", async () => {
    const needing = tools.map((tool) =>
      tool.name === "cancel_order" ? { ...tool, requires: ["shop/get_order"] } : tool,
    );
    const first = `await shop.get_order({ id: "a" });\n  ${cancel}`;
    expect((await judged(first, undefined, needing)).outcome).toBe("passed");
    expect(codes(await judged(cancel, undefined, needing))).toEqual(["precondition error"]);
    const last = `const done = await shop.cancel_order({ id: "a" });\n  await shop.get_order({ id: "a" });\n  return done;`;
    const found = await judged(last, undefined, needing);
    expect(codes(found)).toContain("precondition error");
    expect(found.issues[0]?.counterexample?.trace).toBeDefined();
  });
});

describe("the evidence", () => {
  const policy: Policy = { name: "shop", approve: ["irreversible"] };
  const twice = `await shop.cancel_order({ id: "a" });\n  await shop.get_order({ id: "b" });\n  ${cancel}`;

  it("names the policy and every call that a person is asked about", async () => {
    const { evidence } = await judged(twice, policy);
    expect(evidence.policy).toEqual({
      name: "shop",
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      approvals: [
        { tool: "cancel_order", server: "shop", line: 2, column: 7 },
        { tool: "cancel_order", server: "shop", line: 4, column: 10 },
      ],
    });
  });

  it("says nothing of a policy where there was none", async () => {
    expect((await judged(cancel)).evidence).not.toHaveProperty("policy");
    // What a journal gives back of a plan that nobody gave a policy.
    expect((await judged(cancel, {})).evidence).not.toHaveProperty("policy");
    expect((await judged(cancel, { name: "shop" })).evidence).toHaveProperty("policy");
  });

  it("and the plan are bound to the policy", async () => {
    const hash = async (some?: Policy) => {
      const found = await judged(cancel, some);
      return found.outcome === "passed" ? found.verified.hash : found.issues;
    };
    const base = await hash(policy);
    expect(await hash({ approve: ["irreversible"], name: "shop" })).toBe(base);
    const others = [await hash(), await hash({ ...policy, approve: [] }), await hash({ ...policy, name: "x" })];
    expect(new Set([base, ...others]).size).toBe(4);
  });
});

describe("a policy that makes no sense", () => {
  it.each<[string, object]>([
    ["a tool that is not there", { tools: { deny: ["shop/cancel_ordr"] } }],
    ["a key that is not known", { tool: { deny: ["shop/cancel_order"] } }],
  ])("is refused, and nothing judged by it: %s", async (_, policy) => {
    await expect(verifier.verify(plan(cancel), tools, { policy })).rejects.toThrow(HoldshortError);
    await expect(verifier.verify(plan(cancel), tools, { policy })).rejects.toThrow(/Did you mean/);
  });
});
