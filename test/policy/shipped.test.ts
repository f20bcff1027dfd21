import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { checkFlows, type FlowFact, type Policy, parsePolicy } from "#dist/policy/index.js";
import { loadTools, readJsonFile } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";

// The policies that people start from: each lets the plan pass that it is for, and refuses what it is against.

const tools = await loadTools("billing=examples/billing/tools.json");
const verifier = createVerifier({ worlds: 60 });
afterAll(() => verifier.close());

async function read(file: string): Promise<Policy> {
  const document = await readJsonFile(file, { source: file, path: [] });
  const policy = document.ok ? await parsePolicy(document.value, file) : document;
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

async function judged(file: string, source: string): Promise<readonly string[]> {
  const { outcome, issues } = await verifier.verify({ goal: "", source }, tools, { policy: await read(file) });
  if (outcome === "passed") return [];
  return issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

const example = (name: string) => readFileSync(`examples/billing/${name}.plan.ts`, "utf8");
const plan = (body: string) => `export default async function plan() {\n  ${body}\n}\n`;
const get = 'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" });';
const refund = (args: string) => `await billing.refund_invoice({ customer_id: invoice.customer_id, ${args} });`;
const receipt = 'await billing.send_receipt({ invoice_id: "INV-2041", to: "a@acme.com" });';
const receipts =
  'for (const to of ["a@acme.com", "A@acme.com".toLowerCase()]) await billing.send_receipt({ invoice_id: "INV-2041", to });';

describe("examples/billing/policy.yaml", () => {
  const desk = "examples/billing/policy.yaml";
  test.each([
    ["a reminder for what is overdue", example("remind-overdue")],
    ["a refund of a paid invoice", example("refund-paid")],
    ["a receipt", plan(`${receipt} return 1;`)],
    [
      "credit for an invoice that was read",
      plan(
        `${get} return billing.apply_credit({ customer_id: invoice.customer_id, invoice_id: "INV-2041", amount_cents: 1 });`,
      ),
    ],
  ])("allows %s", async (_, source) => {
    expect(await judged(desk, source)).toEqual([]);
  });
  test.each([
    ["a tool it does not list", 'return billing.void_invoice({ invoice_id: "INV-2041" });', "policy_denied"],
    ["two refunds", `${get} ${refund('invoice_id: "INV-2041"')} return ${refund('invoice_id: "INV-2042"')}`, "budget"],
    [
      "a refund of what was not paid",
      `${get} return ${refund("invoice_id: invoice.invoice_id, amount_cents: 1")}`,
      "forbidden_call",
    ],
    [
      "a refund of all there is",
      `${get} if (invoice.status !== "paid") return 0; return ${refund("invoice_id: invoice.invoice_id")}`,
      "forbidden_call",
    ],
    [
      "a refund of more than the limit",
      `${get} if (invoice.status !== "paid") return 0; return ${refund("invoice_id: invoice.invoice_id, amount_cents: 50_001")}`,
      "forbidden_call",
    ],
    ["a receipt sent twice", `${receipts} return 1;`, "at_most"],
    [
      "credit for an invoice that was not read",
      'return billing.apply_credit({ customer_id: "cus_123456", invoice_id: "INV-2041", amount_cents: 1 });',
      "precondition",
    ],
  ])("denies %s", async (_, body, code) => {
    expect(await judged(desk, plan(body))).toEqual([code]);
  });
  test("asks before a refund and nothing else", async () => {
    const options = { policy: await read(desk) };
    const one = await verifier.verify({ goal: "", source: example("refund-paid") }, tools, options);
    expect(one.evidence.policy?.approvals).toMatchObject([{ tool: "refund_invoice", line: 7 }]);
    const other = await verifier.verify({ goal: "", source: example("remind-overdue") }, tools, options);
    expect(other.evidence.policy?.approvals).toEqual([]);
  });
});

describe("examples/policies/no-irreversible.yaml", () => {
  const file = "examples/policies/no-irreversible.yaml";
  test("allows what can be undone", async () => {
    const body = `${get} return billing.apply_credit({ customer_id: invoice.customer_id, invoice_id: "INV-2041", amount_cents: 1 });`;
    expect(await judged(file, plan(body))).toEqual([]);
  });
  test("denies what cannot, and a flood of the rest", async () => {
    expect(await judged(file, plan(`${receipt} return 1;`))).toEqual(["policy_denied"]);
    const flood = `for (let n = 0; n < 101; n++) await billing.get_invoice({ invoice_id: "INV-2041" }); return 1;`;
    expect(await judged(file, plan(flood))).toEqual(["budget"]);
  });
});

describe("examples/policies/strict.yaml", () => {
  const file = "examples/policies/strict.yaml";
  const strangers = tools.map((tool) => ({ ...tool, trusted: false }));
  const to = { server: "billing", tool: "send_reminder", argument: "note" };
  const from = { server: "billing", tool: "get_invoice", path: "note", trusted: false } as const;
  const flow: FlowFact = { from, to, implicit: false, line: 1, column: 1 };
  const codes = async (one: FlowFact) => checkFlows(await read(file), [one], strangers).map(({ code }) => code);

  test("allows each call that cannot be undone once, and asks before it", async () => {
    expect(await judged(file, plan(`${receipt} return 1;`))).toEqual([]);
    expect(await judged(file, plan(`${receipts} return 1;`))).toEqual(["at_most"]);
    const found = await verifier.verify({ goal: "", source: plan(receipt) }, tools, { policy: await read(file) });
    expect(found.evidence.policy?.approvals).toHaveLength(1);
  });
  test("allows values that are narrow or trusted", async () => {
    expect(await codes({ ...flow, from: { ...from, trusted: true } })).toEqual([]);
    expect(await codes({ ...flow, from: { ...from, bounded: "number" } })).toEqual([]);
    expect(await codes({ ...flow, to: { ...to, tool: "get_invoice" } })).toEqual([]);
  });
  test("denies a stranger's text, whether it flows or decides", async () => {
    expect(await codes(flow)).toEqual(["forbidden_flow"]);
    expect(await codes({ ...flow, implicit: true })).toEqual(["forbidden_flow"]);
  });
});

test("every policy that is shipped is tried here", () => {
  const shipped = readdirSync("examples/policies").map((name) => `examples/policies/${name}`);
  const text = readFileSync(new URL(import.meta.url), "utf8");
  expect(shipped.length).toBeGreaterThan(1);
  expect(shipped.filter((file) => !text.includes(`describe("${file}"`))).toEqual([]);
});
