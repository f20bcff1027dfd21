import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { type Policy, parsePolicy } from "#dist/policy/index.js";
import { isObject } from "#dist/toolspecs/index.js";

const whole: Policy = {
  $schema: "x",
  name: "all there is",
  tools: { default: "deny", allow: ["read"], deny: ["a/b"] },
  budget: { calls: 3, callsInFlight: 1, cost: 0.5, time: "5m", tools: { "a/*": 2 } },
  approve: ["irreversible"],
  flows: {
    mode: "strict",
    deny: [{ from: "untrusted", output: "a", to: "sinks", argument: "b" }],
    allow: [{ from: "a/b", to: "*" }],
    endorse: ["boolean", "enum", "number"],
  },
  rules: [
    { never: { tool: "a", where: { "x[].y": { is: null } } }, why: "no" },
    {
      every: { tool: "a" },
      has: { $: { oneOf: [1], matches: "*", atLeast: 1, atMost: 2, not: { is: 3 }, optional: true } },
    },
    {
      every: { tool: "a" },
      has: { x: { from: { tool: "b", where: { q: { is: 1 } }, output: "$", with: { z: { is: 2 } }, field: "f" } } },
    },
    { before: { tool: "a" }, must: { tool: "b", returned: { ok: { is: true } } }, same: ["id"] },
    { after: { tool: "a", returned: { ok: { is: true } } }, must: { tool: "b" }, same: ["$"] },
    { atMost: 1, of: { tool: "a" }, per: ["id"] },
    { atLeast: 1, of: { tool: "a" } },
  ],
  ungrounded: "warn",
  validFor: "7d",
};

async function problems(document: unknown): Promise<readonly string[]> {
  const parsed = await parsePolicy(document, "p.yaml");
  return parsed.ok ? [] : parsed.issues.map(({ place, message }) => `${place}: ${message}`);
}

describe("a policy", () => {
  test.each([
    ["empty", {}],
    ["with all there is", whole],
  ])("%s is read as it stands", async (_, document) => {
    expect(await parsePolicy(document)).toEqual({ ok: true, value: document });
  });

  test("the schema is one itself, and leaves the validator nothing to complain of", () => {
    const schema: unknown = JSON.parse(readFileSync("policy/policy.schema.json", "utf8"));
    const complain = (message: string) => expect.unreachable(message);
    const ajv = new Ajv2020({
      strict: true,
      // Said of a part by what stands around it.
      strictRequired: false,
      formats: { path: true },
      logger: { log: complain, warn: complain, error: complain },
    });
    if (!isObject(schema)) return expect.unreachable("a schema is an object");
    expect(ajv.validateSchema(schema)).toBe(true);
    ajv.compile(schema);
  });

  test("every key of the schema is tried above", () => {
    const schema: unknown = JSON.parse(readFileSync("policy/policy.schema.json", "utf8"));
    const keys = new Set<string>();
    JSON.stringify(schema, (key, value) => {
      if (key === "properties") for (const name of Object.keys(value)) keys.add(name);
      return value;
    });
    const used = JSON.stringify(whole);
    expect([...keys].filter((key) => !used.includes(`"${key}":`))).toEqual([]);
  });

  test.each<[unknown, string]>([
    [[], "p.yaml: It must be an object, and is []."],
    [{ tool: { deny: [] } }, 'p.yaml tool: "tool" is not known here. Did you mean "tools"?'],
    [{ approvals: [] }, 'p.yaml approvals: "approvals" is not known here. Did you mean "approve"?'],
    [
      { budget: { dollars: 1 } },
      'p.yaml budget.dollars: "dollars" is not known here. What may stand here: calls, callsInFlight, cost, time, tools.',
    ],
    [
      { approve: "irreversible" },
      'p.yaml approve: It must be a list, and is "irreversible". Put it into a list: ["irreversible"].',
    ],
    [
      { ungrounded: "refused" },
      'p.yaml ungrounded: "refused" is not one of refuse, warn, allow. Did you mean "refuse"?',
    ],
    [{ flows: { mode: "harsh" } }, 'p.yaml flows.mode: "harsh" is not one of normal, strict. Use one of them.'],
    [{ flows: { deny: [{ to: "x" }] } }, 'p.yaml flows.deny[0]: "from" is missing. Add it.'],
    [{ budget: { calls: -1 } }, "p.yaml budget.calls: It must be >= 0, and is -1."],
    [{ budget: { calls: 1.5 } }, "p.yaml budget.calls: It must be a whole number, and is 1.5."],
    [{ tools: { deny: [""] } }, "p.yaml tools.deny[0]: It is empty. Name something, or leave it out."],
    [
      { rules: [{ why: "x" }] },
      "p.yaml rules[0]: A rule says one of never, every, before, after, atMost, atLeast. Add one.",
    ],
    [{ rules: [{ every: { tool: "x" } }] }, 'p.yaml rules[0]: A rule with "every" needs "has" too. Add it.'],
    [
      { rules: [{ never: { tool: "x" }, same: ["a"] }] },
      'p.yaml rules[0].same: "same" has no place in this kind of rule, which takes never, why. Make two rules of it, or leave it out.',
    ],
    [
      { rules: [{ never: { tool: "x", where: { id: 7 } } }] },
      "p.yaml rules[0].never.where.id: It must be an object, and is 7. Say what of it: { is: 7 } or { tool: … }.",
    ],
    [
      { rules: [{ never: { tool: "x", where: { "a..b": { is: 7 } } } }] },
      'p.yaml rules[0].never.where["a..b"]: "a..b" is no path. Write it like customer.id, invoices[].id or $ for the whole.',
    ],
    [
      { rules: [{ atMost: 1, of: { tool: "x" }, per: ["a["] }] },
      'p.yaml rules[0].per[0]: "a[" is no path. Write it like customer.id, invoices[].id or $ for the whole.',
    ],
    [
      { rules: [{ never: { tool: "x", where: {} } }] },
      "p.yaml rules[0].never.where: It is empty. Say something in it, or leave it out.",
    ],
    [
      { tools: { default: "allow", allow: ["x"] } },
      "p.yaml tools.allow: A list of allowed tools means nothing where everything is allowed. Leave out default, or make it deny, or leave out allow.",
    ],
  ])("%j is none", async (document, problem) => {
    expect(await problems(document)).toEqual([problem]);
  });

  test("tells all that is wrong at once", async () => {
    expect(await problems({ name: "", rules: [{}, { never: {} }] })).toHaveLength(3);
  });
});
