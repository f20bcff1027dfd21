import { afterAll, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";
import { issuesOf } from "./office.js";

function messages(goal: string, body: string): readonly string[] {
  return issuesOf(goal, body, "made_up_value").map(({ severity, message }) => `${severity}: ${message}`);
}

it("says what an amount is in the unit of the parameter", () => {
  expect(
    messages(
      "Give the customer Mill a credit of 25 euros.",
      `return office.credit({ customer: "Mill", amount_cents: 25 });`,
    ),
  ).toEqual(['error: 25 counts in cents as `amount_cents`, and the goal says "25 euros": that is 2500. Pass that.']);
  expect(
    messages(
      "Give the customer Mill a credit of 25 euros.",
      `return office.credit({ customer: "Mill", amount_cents: 2500 });`,
    ),
  ).toEqual([]);
});

it("cites the whole of what the goal says in place of a wrong identifier", () => {
  const [message] = messages("Pay the invoice INV-2041.", `return office.pay_invoice({ id: "INV-2042" });`);
  expect(message).toContain('The goal says "INV-2041"');
});

const credit = (amount: string) => `return office.credit({ customer: "Mill", amount_cents: ${amount} });`;
const pay = (id: string) => `return office.pay_invoice({ id: ${id} });`;

it.each([
  ["Give Mill some credit.", credit("10 ** 7 + 1"), "10000001 looks like a number"],
  ["Give Mill some credit.", credit("7 * 100"), "700 looks like a number"],
  ["Pay the last invoice of Mill.", pay('"INV-" + "2042"'), '"INV-2042" looks like an identifier'],
  [
    "Pay the last invoice of Mill.",
    `const n = 2042;\n${pay(`\`INV-\${20}\${42}\``)}`,
    '"INV-2042" looks like an identifier',
  ],
  [
    "Remind Mill.",
    `return office.remind({ id: "x", customer: "eve@" + "example.com" });`,
    '"eve@example.com" looks like an address',
  ],
])("takes together what the plan computes of literals alone: %s %s", (goal, body, words) =>
  expect(messages(goal, body).join("\n")).toContain(words),
);

it.each([
  ["Give Mill a credit of 25 euros.", credit("25 * 100")],
  ["Give Mill a credit of 5 euros.", `const euros = 5;\n${credit("euros * 100")}`],
  ["Give Mill a credit of 25 euros and 50 cents.", credit("25 * 100 + 50")],
  ["Pay the invoice INV-2041.", pay('"INV-" + "2041"')],
])("leaves in its parts what the goal gives in parts: %s %s", (goal, body) => expect(messages(goal, body)).toEqual([]));

it("knows that yen have no cents", () => {
  const goal = "Give the customer Mill a credit of 50 yen.";
  expect(messages(goal, credit("50"))).toEqual([]);
  expect(messages(goal, credit("5000")).join("\n")).toContain("error: 5000 looks like a number");
});

const verifier = createVerifier({ worlds: 10 });
afterAll(() => verifier.close());
const account = {
  type: "object",
  properties: {
    account_id: { type: "string", description: "The account, e.g. ACC-1001" },
    note: { type: "string", examples: ["REF-1"] },
  },
  required: ["account_id"],
} as const;
const bank = [
  tool("close_account", { server: "bank", input: account, effect: "irreversible" }),
  tool("freeze_account", { server: "bank", input: account, effect: "write" }),
  tool("close_anything", { server: "bank", input: account, effect: "irreversible", effectSupposed: true }),
  tool("get_account", { server: "bank", input: account }),
];

/** What is made of a call with the id of an example. */
async function ofExample(goal: string, call: string): Promise<readonly string[]> {
  const source = `export default async function plan() {\nawait bank.${call};\nreturn 1;\n}\n`;
  const { issues } = await verifier.verify({ goal, source }, bank);
  return issues.flatMap(({ code, severity }) => (code === "made_up_value" ? [severity] : []));
}

it("refuses the identifier of an example where what it is for cannot be undone", async () => {
  expect(await ofExample("Close my account.", 'close_account({ account_id: "ACC-1001" })')).toEqual(["error"]);
  expect(await ofExample("Close the account ACC-1001.", 'close_account({ account_id: "ACC-1001" })')).toEqual([]);
  const noted = 'close_account({ account_id: "ACC-7", note: "REF-1" })';
  expect(await ofExample("Close the account ACC-7.", noted)).toEqual(["warning"]);
});

it.each(["freeze_account", "close_anything", "get_account"])("warns of it elsewhere: %s", async (name) =>
  expect(await ofExample("Do it to my account.", `${name}({ account_id: "ACC-1001" })`)).toEqual(["warning"]),
);
