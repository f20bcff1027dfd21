import { describe, expect, test } from "vitest";
import { idleArguments, type Policy } from "#dist/policy/index.js";
import { facts } from "./calls.js";

const tools = [
  { ...facts("billing/refund_invoice"), takes: ["invoice_id", "amount_cents"] },
  { ...facts("billing/void_invoice"), takes: ["invoice_id"] },
  { ...facts("mail/send"), takes: undefined },
];
const idle = (policy: Policy) =>
  idleArguments(policy, tools, ({ takes }) => takes).map(({ selector, argument }) => `${selector} ${argument}`);

describe("an argument that a policy speaks of", () => {
  test.each<[string, Policy]>([
    ["never", { rules: [{ never: { tool: "refund_invoice", where: { amount: { atLeast: 5 } } } }] }],
    ["every", { rules: [{ every: { tool: "refund_invoice" }, has: { "amount.cents": { atMost: 5 } } }] }],
    ["same", { rules: [{ before: { tool: "refund_invoice" }, must: { tool: "void_invoice" }, same: ["amount"] }] }],
    ["per", { rules: [{ atMost: 1, of: { tool: "billing/*" }, per: ["amount"] }] }],
    ["flows", { flows: { deny: [{ from: "untrusted", to: "refund_invoice", argument: "amount" }] } }],
  ])("is none of the tools it is said of: %s", (_, policy) => {
    expect(idle(policy)).toContain(
      `${"rules" in policy && "atMost" in (policy.rules?.[0] ?? {}) ? "billing/*" : "refund_invoice"} amount`,
    );
  });

  test.each<[string, Policy]>([
    ["one of the tools has it", { rules: [{ atMost: 1, of: { tool: "billing/*" }, per: ["amount_cents"] }] }],
    ["a tool does not tell what it takes", { rules: [{ never: { tool: "mail/send", where: { to: { is: "x" } } } }] }],
    ["no such tool is here", { rules: [{ never: { tool: "shop/sell", where: { to: { is: "x" } } } }] }],
    ["all arguments are meant", { flows: { deny: [{ from: "untrusted", to: "refund_invoice", argument: "$" }] } }],
  ])("may stand where %s", (_, policy) => {
    expect(idle(policy)).toEqual([]);
  });
});
