import { afterAll, describe, expect, it } from "vitest";
import type { SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier, edited } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

const number = { type: "number" } as const;
const text = { type: "string" } as const;
function object(properties: Readonly<Record<string, SchemaObject>>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const loan = object({ loan_id: text, title: text, days: number });
const tools = [
  tool("add", { server: "sums", input: object({ a: number, b: number }), returns: object({ result: number }) }),
  tool("list", {
    server: "loans",
    returns: object({ loans: { type: "array", items: loan }, total: number, page: text }),
  }),
  tool("find", { server: "loans", input: object({ title: text }), returns: object({ loan, found: text }) }),
  tool("renew", { server: "loans", input: object({ loan_id: text }), effect: "write", returns: object({ due: text }) }),
  tool("lengths", { server: "sums", returns: { type: "array", items: number } }),
];
const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());

function program(body: string): string {
  return `export default async function plan() {\n  ${body}\n}\n`;
}

/** The program with what its errors say done once. */
async function mended(body: string): Promise<string> {
  const source = program(body);
  const { issues } = await verifier.verify({ goal: "", source }, tools);
  return edited(
    source,
    issues.filter(({ severity }) => severity === "error").flatMap(({ fix }) => fix?.edits ?? []),
  );
}

const one = "const sum = await sums.add({ a: 1, b: 2 });";
const all = "const page = await loans.list({});";
const found = 'const it = await loans.find({ title: "Emma" });';

describe("what one thing alone mends", () => {
  it.each([
    ["the only field", `${one} return sums.add({ a: sum, b: 3 });`, `${one} return sums.add({ a: sum.result, b: 3 });`],
    [
      "of two at once",
      `${one} return sums.add({ a: sum, b: sum });`,
      `${one} return sums.add({ a: sum.result, b: sum.result });`,
    ],
    [
      "the only field, of what bears the name itself",
      `const a = await sums.add({ a: 1, b: 2 }); return sums.add({ a, b: 3 });`,
      `const a = await sums.add({ a: 1, b: 2 }); return sums.add({ a: a.result, b: 3 });`,
    ],
    [
      "the only field, of a call in place",
      `return sums.add({ a: await sums.add({ a: 1, b: 2 }), b: 3 });`,
      `return sums.add({ a: (await sums.add({ a: 1, b: 2 })).result, b: 3 });`,
    ],
    ["the only field, in a sum", `${one} return sum * 2;`, `${one} return sum.result * 2;`],
    [
      "the only field, in a variable",
      `const sum: number = await sums.add({ a: 1, b: 2 }); return sum;`,
      `const sum: number = (await sums.add({ a: 1, b: 2 })).result; return sum;`,
    ],
    [
      "the field of the name that is wanted",
      `${found} return loans.renew({ loan_id: it.loan });`,
      `${found} return loans.renew({ loan_id: it.loan.loan_id });`,
    ],
    [
      "the only list, to go through",
      `${all} for (const loan of page) await loans.renew({ loan_id: loan.loan_id }); return 1;`,
      `${all} for (const loan of page.loans) await loans.renew({ loan_id: loan.loan_id }); return 1;`,
    ],
    [
      "the only field with that member",
      `${all} return page.filter((loan) => loan.days > 3);`,
      `${all} return page.loans.filter((loan) => loan.days > 3);`,
    ],
    [
      "what was not waited for",
      `return loans.find({ title: "Emma" }).found;`,
      `return (await loans.find({ title: "Emma" })).found;`,
    ],
    [
      "a variable that was not waited for",
      `const it = loans.find({ title: "Emma" }); return loans.renew({ loan_id: it.loan.loan_id });`,
      `const it = loans.find({ title: "Emma" }); return loans.renew({ loan_id: (await it).loan.loan_id });`,
    ],
    [
      "a call nobody waits for",
      `loans.renew({ loan_id: "L1" }); return 1;`,
      `await loans.renew({ loan_id: "L1" }); return 1;`,
    ],
    [
      "several that nobody waits for",
      `["L1", "L2"].map((loan_id) => loans.renew({ loan_id })); return 1;`,
      `await Promise.all(["L1", "L2"].map((loan_id) => loans.renew({ loan_id }))); return 1;`,
    ],
    ["whose tool it is", `return renew({ loan_id: "L1" });`, `return loans.renew({ loan_id: "L1" });`],
    ["the object around the one argument", `return loans.renew("L1");`, `return loans.renew({ loan_id: "L1" });`],
    [
      "the object around a variable of its name",
      `const loan_id = "L1"; return loans.renew(loan_id);`,
      `const loan_id = "L1"; return loans.renew({ loan_id });`,
    ],
    ["a cast", `${one} return (sum as any).result;`, `${one} return sum.result;`],
  ])("%s", async (_, body, expected) => {
    expect(await mended(body)).toBe(program(expected));
    const { issues } = await verifier.verify({ goal: "", source: program(expected) }, tools);
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each([
    [
      "a field of the right type and another name",
      `${found} return loans.find({ title: it.loan });`.replace("it.loan", "it"),
    ],
    ["two lists or more", `${all} return sums.add({ a: page, b: 1 });`],
    ["a text for a number", `${found} return sums.add({ a: it.found, b: 1 });`],
    ["a member that two fields have", `${all} return page.length;`],
    ["a call that takes two things", `return sums.add(1);`],
    ["a name that no tool has", `return remove({ loan_id: "L1" });`],
    ["a callback that cannot wait", `["L1"].forEach((loan_id) => { loans.renew({ loan_id }); }); return 1;`],
    ["a member of a text", `${found} return it.found.result;`],
  ])("is not %s", async (_, body) => {
    expect(await mended(body)).toBe(program(body));
    const { outcome } = await verifier.verify({ goal: "", source: program(body) }, tools);
    expect(outcome).toBe("rejected");
  });
});

describe("edits", () => {
  it("are done in the order of the text, the same one once", () => {
    const edit = { start: 1, end: 1, text: "-" };
    expect(edited("abc", [{ start: 2, end: 3, text: "C" }, edit, edit])).toBe("a-bC");
  });

  it("that overlap are not done twice over", () => {
    expect(
      edited("abcd", [
        { start: 0, end: 3, text: "x" },
        { start: 1, end: 2, text: "y" },
      ]),
    ).toBe("xd");
  });
});
