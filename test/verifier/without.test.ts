import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier, eachWithoutStep, withoutStep } from "#dist/verifier/index.js";

const verifier = createVerifier();
afterAll(() => verifier.close());
const billing = await loadTools("billing=examples/billing/tools.json");

function plan(...body: readonly string[]): string {
  return `export default async function plan() {\n${body.map((line) => `  ${line}`).join("\n")}\n}\n`;
}

const find = 'const customer = await billing.find_customer({ email: "ada@example.com" });';
const get = 'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" });';
const remind = 'await billing.send_reminder({ invoice_id: "INV-2041" });';

describe("a plan without one of its steps", () => {
  it.each([
    ["a statement", plan(find, remind, "return customer.name;"), 2, plan(find, "return customer.name;")],
    ["with its comment behind it", plan(find, `${remind} // a mail`, "return 1;"), 2, plan(find, "return 1;")],
    [
      "a variable and its part of the result",
      plan(find, get, "return { a: customer.name, b: invoice.status };"),
      2,
      plan(find, "return { a: customer.name };"),
    ],
    ["a variable and all of the result", plan(find, get, "return invoice;"), 2, plan(find)],
    ["the result itself", plan(find, 'return billing.get_invoice({ invoice_id: "INV-2041" });'), 2, plan(find)],
    [
      "what is computed from it alone",
      plan(
        find,
        get,
        "const cents = invoice.amount_cents;",
        "const euros = cents / 100;",
        "return { euros, name: customer.name };",
      ),
      2,
      plan(find, "return { name: customer.name };"),
    ],
    [
      "a variable that nothing else used",
      plan(find, 'const id = "INV-2041";', "await billing.send_reminder({ invoice_id: id });", "return customer.name;"),
      2,
      plan(find, "return customer.name;"),
    ],
    [
      "a condition around it",
      plan(find, 'if (customer.name !== "") {', `  ${remind}`, "}", "return 1;"),
      2,
      plan(find, "return 1;"),
    ],
    [
      "a loop around it",
      plan(
        find,
        'for (const id of ["INV-2041"]) {',
        "  await billing.send_reminder({ invoice_id: id });",
        "}",
        "return 1;",
      ),
      2,
      plan(find, "return 1;"),
    ],
    [
      "one arm of a condition",
      plan(
        find,
        `if (customer.name !== "") ${remind} else await billing.get_invoice({ invoice_id: "INV-2041" });`,
        "return 1;",
      ),
      2,
      plan(
        find,
        'if (customer.name !== "") {} else await billing.get_invoice({ invoice_id: "INV-2041" });',
        "return 1;",
      ),
    ],
    [
      "one of several at once",
      plan(
        "const [customer, invoice] = await Promise.all([",
        '  billing.find_customer({ email: "ada@example.com" }),',
        '  billing.get_invoice({ invoice_id: "INV-2041" }),',
        "]);",
        "return { name: customer.name, status: invoice.status };",
      ),
      2,
      plan(
        "const [customer] = await Promise.all([",
        '  billing.find_customer({ email: "ada@example.com" }),',
        "  ",
        "]);",
        "return { name: customer.name };",
      ),
    ],
    ["the only one", plan(remind, "return 1;"), 1, plan("return 1;")],
  ])("loses %s", async (_, source, step, expected) => {
    const found = withoutStep(source, step, billing);
    expect(found).toEqual({ ok: true, value: expected });
    expect((await verifier.verify({ goal: "", source: expected }, billing)).outcome).toBe("passed");
  });

  it.each([
    [
      "an argument",
      plan(find, "return billing.list_invoices({ customer_id: customer.customer_id });"),
      1,
      "step 2 (billing.list_invoices, line 3) needs what it returns. Leave that out first",
    ],
    [
      "a decision",
      plan(get, `if (invoice.status === "paid") ${remind}`, "return 1;"),
      1,
      "step 2 (billing.send_reminder, line 3) needs what it returns",
    ],
    [
      "an early return",
      plan(get, 'if (invoice.status !== "paid") return 0;', remind, "return 1;"),
      1,
      "step 2 (billing.send_reminder, line 4) needs what it returns",
    ],
    [
      "a statement with other calls",
      plan(
        'return { a: (await billing.get_invoice({ invoice_id: "A" })).status, b: (await billing.get_invoice({ invoice_id: "B" })).status };',
      ),
      1,
      "it stands in one statement with other calls",
    ],
  ])("is refused where another step has a use for it: %s", (_, source, step, reason) => {
    const found = withoutStep(source, step, billing);
    expect(found).toMatchObject({ ok: false, issues: [{ code: "needed", message: expect.stringContaining(reason) }] });
  });

  it("is refused for steps there are not, and for programs that cannot be read", () => {
    expect(withoutStep(plan(remind), 2, billing)).toMatchObject({
      ok: false,
      issues: [{ code: "no_step", message: "The plan has no step 2. It has one, 1." }],
    });
    expect(withoutStep(plan("return nobody.knows();"), 1, billing)).toMatchObject({
      ok: false,
      issues: [{ code: "unread", line: 2 }],
    });
  });

  it("is tried for the first steps at once, where what is left does not hold together as well", () => {
    const source = plan(
      'const [a] = [await billing.find_customer({ email: "ada@example.com" })];',
      "let total = 0;",
      'for (const id of ["INV-1"]) { const invoice = await billing.get_invoice({ invoice_id: id }); total += invoice.amount_cents; }',
      "return { total, name: a?.name ?? null };",
    );
    const each = eachWithoutStep(source, billing, 9);
    expect(each).toEqual([1, 2].map((step) => withoutStep(source, step, billing)));
    expect(eachWithoutStep(source, billing, 1)).toEqual(each.slice(0, 1));
    expect(eachWithoutStep("return nobody.knows();", billing, 9)).toEqual([]);
  });

  it("takes the numbers that the verdict gives, whatever plan of the examples it is", async () => {
    const worlds = [
      ["billing/remind-overdue", "billing=examples/billing/tools.json"],
      ["billing/refund-paid", "billing=examples/billing/tools.json"],
      ["deploy/promote-green", "deploy=examples/deploy/tools.json"],
      ["clinic/move-to-doctor", "clinic=examples/clinic/openapi.yaml"],
    ] as const;
    for (const [file, from] of worlds) {
      const tools = await loadTools(from);
      const source = readFileSync(`examples/${file}.plan.ts`, "utf8");
      const { evidence } = await verifier.verify({ goal: "", source }, tools);
      const sites = evidence.provenance.length;
      const each = eachWithoutStep(source, tools, sites);
      expect(each).toEqual(evidence.provenance.map((_, index) => withoutStep(source, index + 1, tools)));
      let dropped = 0;
      for (let step = 1; step <= sites; step += 1) {
        const found = withoutStep(source, step, tools);
        if (!found.ok) continue;
        dropped += 1;
        const after = await verifier.verify({ goal: "", source: found.value }, tools);
        expect(after.evidence.provenance).toHaveLength(sites - 1);
        expect(after.issues.filter(({ code }) => code === "type" || code === "subset")).toEqual([]);
      }
      expect(dropped).toBeGreaterThan(0);
    }
  });
});
