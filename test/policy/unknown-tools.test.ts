import { describe, expect, test } from "vitest";
import { type Policy, unknownTools } from "#dist/policy/index.js";
import { facts } from "./calls.js";

const tools = [facts("billing/refund_invoice"), facts("billing/get_invoice"), facts("mail/send")];
const problems = (policy: Policy) =>
  unknownTools(policy, tools, "p.yaml").map(({ place, message }) => `${place}: ${message}`);

describe("a name in a policy", () => {
  test.each<[string]>([
    ["irreversible"],
    ["refund_invoice"],
    ["billing/refund_invoice"],
    ["billing/nothing_*"],
    ["nothing_*"],
    // Of a server that is not there: the policy may serve others too.
    ["warehouse/ship"],
  ])("%s may stand", (selector) => {
    expect(problems({ tools: { deny: [selector] } })).toEqual([]);
  });

  test.each([
    ["billing/refund_invoce", ' Did you mean "billing/refund_invoice"?'],
    ["bilings/refund_invoice", ' Did you mean "billing/refund_invoice"?'],
    ["bilings/*", ' Did you mean "billing/*"?'],
    ["refund_invoices", ' Did you mean "refund_invoice"?'],
    ["billing/explode", " Check the name, or take it out."],
  ])("%s looks like a slip", (selector, advice) => {
    expect(problems({ tools: { deny: [selector] } })).toEqual([
      `p.yaml tools.deny[0]: There is no tool ${JSON.stringify(selector)}.${advice}`,
    ]);
  });

  test("is found wherever a policy can name a tool, and said with its place", () => {
    const bad = "sned";
    const policy: Policy = {
      tools: { allow: [bad], deny: [bad] },
      budget: { tools: { [bad]: 1 } },
      approve: [bad],
      flows: { deny: [{ from: bad, to: "sinks" }], allow: [{ from: "untrusted", to: bad }] },
      rules: [
        { never: { tool: bad, where: { x: { not: { from: { tool: bad, with: { y: { from: { tool: bad } } } } } } } } },
        { every: { tool: "send" }, has: { x: { from: { tool: bad, where: { q: { from: { tool: bad } } } } } } },
        { before: { tool: bad }, must: { tool: bad } },
        { after: { tool: bad }, must: { tool: bad } },
        { atMost: 1, of: { tool: bad } },
        { atLeast: 1, of: { tool: bad } },
      ],
    };
    const places = unknownTools(policy, tools, "p").map(({ place }) => place);
    expect(places).toEqual([
      "p tools.allow[0]",
      "p tools.deny[0]",
      'p budget.tools["sned"]',
      "p approve[0]",
      "p flows.deny[0].from",
      "p flows.allow[0].to",
      "p rules[0].never.tool",
      'p rules[0].never.where["x"].from.tool',
      'p rules[0].never.where["x"].from.with["y"].from.tool',
      'p rules[1].has["x"].from.tool',
      'p rules[1].has["x"].from.where["q"].from.tool',
      "p rules[2].before.tool",
      "p rules[2].must.tool",
      "p rules[3].after.tool",
      "p rules[3].must.tool",
      "p rules[4].of.tool",
      "p rules[5].of.tool",
    ]);
  });
});
