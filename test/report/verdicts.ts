import type { Abstained, Evidence, Passed, Rejected, VerifiedPlan } from "#dist/verifier/index.js";

// Verdicts built by hand, so that the reports are tested without a compiler, a sandbox or a planner.

const goal = "Refund invoice INV-2041 of the customer ada@example.com";
const source = `export default async function plan() {
  const customer = await billing.find_customer({ email: "ada@example.com" });
  const invoice = await billing.get_invoice({ invoice_id: "INV-2041" });
  return billing.refund_invoice({
    customer_id: customer.customer_id,
    invoice_id: invoice.invoice_id,
    amount_cents: invoice.amount_cents - 500,
  });
}
`;
const plan = { source, hash: `sha256:${"ab".repeat(32)}` };

const evidence: Evidence = {
  worlds: 100,
  faultWorlds: 25,
  seed: 42,
  branches: { total: 3, covered: 2 },
  calls: {
    find_customer: { min: 1, max: 1 },
    get_invoice: { min: 1, max: 1 },
    refund_invoice: { min: 0, max: 1 },
    send_reminder: { min: 0, max: null },
    "billing/shared": { min: 2, max: 2 },
  },
  effects: [
    { tool: "find_customer", server: "billing", effect: "read" },
    { tool: "get_invoice", server: "billing", effect: "read" },
    { tool: "refund_invoice", server: "billing", effect: "irreversible" },
    { tool: "send_reminder", server: "billing", effect: "write" },
    { tool: "shared", server: "billing", effect: "write" },
  ],
  provenance: [],
  untyped: ["send_reminder"],
  assumptions: [
    { tool: "send_reminder", server: "billing", origin: "unknown", basis: "nobody declares it" },
    { tool: "get_invoice", server: "billing", origin: "observed", basis: "observed in 12 outputs" },
  ],
  outline: [
    {
      kind: "call",
      label: "billing.find_customer",
      line: 2,
      column: 26,
      tool: "find_customer",
      server: "billing",
      effect: "read",
    },
    {
      kind: "loop",
      label: "for each invoice of invoices",
      line: 3,
      column: 3,
      steps: [
        {
          kind: "branch",
          label: 'if invoice.status === "late"',
          line: 4,
          column: 5,
          steps: [
            {
              kind: "call",
              label: "billing.refund_invoice",
              line: 5,
              column: 7,
              tool: "refund_invoice",
              server: "billing",
              effect: "irreversible",
            },
          ],
        },
      ],
    },
    {
      kind: "parallel",
      label: "at the same time",
      line: 6,
      column: 9,
      steps: [
        {
          kind: "call",
          label: "billing.send_reminder",
          line: 6,
          column: 22,
          tool: "send_reminder",
          server: "billing",
          effect: "write",
        },
        {
          kind: "call",
          label: "billing.shared",
          line: 6,
          column: 50,
          tool: "shared",
          server: "billing",
          effect: "write",
        },
      ],
    },
    { kind: "branch", label: "if done: stop", line: 7, column: 3, steps: [] },
  ],
  partialEffects: [
    {
      after: [{ tool: "refund_invoice", server: "billing", line: 5, column: 7 }],
      failing: { tool: "send_reminder", server: "billing", line: 6, column: 22 },
      halfDone: false,
    },
  ],
  waves: [
    [{ tool: "find_customer", server: "billing", effect: "read", line: 2, column: 20 }],
    [
      { tool: "get_invoice", server: "billing", effect: "read", line: 3, column: 20 },
      { tool: "send_reminder", server: "billing", effect: "irreversible", line: 6, column: 22, often: true },
    ],
  ],
  criticalPath: [{ tool: "find_customer", server: "billing", line: 2, column: 20 }],
};

const trace = [
  { tool: "find_customer", server: "billing", args: { email: "ada@example.com" } },
  { tool: "get_invoice", server: "billing", args: { invoice_id: "INV-2041" } },
  { tool: "send_reminder", server: "billing", args: { invoice_id: "INV-0001", note: "a".repeat(100) } },
  { tool: "send_reminder", server: "billing", args: { invoice_id: "INV-0002" } },
  {
    tool: "refund_invoice",
    server: "billing",
    args: { customer_id: "cus_000000", invoice_id: "INV-2041", amount_cents: 1 },
  },
];

const judged = { goal, trace, evidence, ms: { plan: 12.4, verify: 81.6 } } as const;

// Only `verify` makes a VerifiedPlan; a report never looks inside.
const verified = {
  goal,
  source,
  script: "",
  hash: plan.hash,
  evidence,
  tools: [] as VerifiedPlan["tools"],
} as VerifiedPlan;

export const passed: Passed = {
  ...judged,
  outcome: "passed",
  planner: "model:small",
  plan,
  issues: [],
  usage: { llmCalls: 2, inputTokens: 1500, outputTokens: 220 },
  verified,
};

export const rejected: Rejected = {
  ...judged,
  outcome: "rejected",
  planner: "given",
  plan,
  usage: { llmCalls: 0, inputTokens: 0, outputTokens: 0 },
  issues: [
    {
      code: "bad_argument",
      severity: "error",
      message:
        "refund_invoice got amount_cents: -499, but it must be >= 1.\nCompare the amount with the fee first, and refund only what is left.",
      line: 7,
      column: 19,
      counterexample: {
        law: "arguments fit their schemas",
        story: ["get_invoice returned amount_cents: 1", "refund_invoice was called with amount_cents: -499"],
        trace: trace.slice(0, 2),
        replay: "42:7:0'1",
      },
    },
    { code: "type", severity: "warning", message: "This is never used.", line: 1, column: 1 },
  ],
};

export const abstained: Abstained = {
  outcome: "abstained",
  goal,
  planner: "search",
  plan: null,
  trace: [],
  issues: [],
  evidence: {
    worlds: 0,
    faultWorlds: 0,
    seed: 42,
    branches: { total: 0, covered: 0 },
    calls: {},
    effects: [],
    provenance: [],
    untyped: [],
    assumptions: [],
    outline: [],
    partialEffects: [],
    waves: [],
    criticalPath: [],
  },
  usage: { llmCalls: 0, inputTokens: 0, outputTokens: 0 },
  ms: { plan: 3, verify: 0 },
  missing: [
    {
      kind: "value",
      message: "Nothing gives the customer to refund.",
      tool: "refund_invoice",
      server: "billing",
      parameter: "customer_id",
    },
    { kind: "choice", message: "Two tools fit: void_invoice and refund_invoice." },
  ],
};

/** A plan of so many calls, one after the other, that passed; those at `finals`, by the number of their step, cannot be undone. */
export function longPlan(count: number, finals: readonly number[] = []): Passed {
  const steps = Array.from({ length: count }, (_, index) => {
    const effect = finals.includes(index + 1) ? ("irreversible" as const) : ("read" as const);
    return { tool: `tool_${index + 1}`, server: "s", effect, line: index + 2, column: 9 };
  });
  const trace = steps.map(({ effect: _, ...call }) => ({
    ...call,
    args: { id: `a-${call.line}`, note: "some words" },
  }));
  const calls = trace.slice(0, 24).map((call) => ({ ...call, answer: { ok: true as const, value: { id: "x-1" } } }));
  const source = steps.map(({ tool }) => `  await s.${tool}({ id: "a", note: "some words" });`).join("\n");
  return {
    ...passed,
    goal: "",
    plan: { ...plan, source: `export default async function plan() {\n${source}\n}\n` },
    trace,
    evidence: {
      ...evidence,
      calls: Object.fromEntries(steps.map(({ tool }) => [tool, { min: 1, max: 1 }])),
      effects: steps.map(({ tool, server, effect }) => ({ tool, server, effect })),
      outline: steps.map((step) => ({ kind: "call", label: `s.${step.tool}`, ...step })),
      samples: (["usual", "shortest", "longest", "failure"] as const).map((shows, seed) => ({
        ...{ shows, replay: `${seed}:0`, calls, end: { ok: true as const, value: 1 } },
        ...(count > calls.length && { more: count - calls.length }),
      })),
      budget: { calls: 1_000, callsInFlight: 16 },
      partialEffects: [],
      waves: steps.map((step) => [step]),
      criticalPath: [],
    },
  };
}
