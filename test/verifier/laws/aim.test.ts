import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue, declarations, type Json, type Schema, type ToolSpec } from "#dist/toolspecs/index.js";
import { validatorOf } from "#dist/validation/index.js";
import { arbitraryOf } from "#dist/verifier/arbitrary/arbitrary.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { analyseFlow } from "#dist/verifier/flow/flow.js";
import { aimed, aimsOf, type Manner, offerShared } from "#dist/verifier/laws/aim/index.js";
import { plainSchema } from "../../support/schemas.js";
import { tool } from "../../support/tools.js";

const compiler = createCompiler();
const clock = Date.UTC(2026, 0, 1);

/** What the tool `tools.get` may return when worlds are aimed at this body of a plan. */
function outputs(body: string, returns: Schema, manner: Manner = "narrow"): readonly Json[] {
  const specs: readonly ToolSpec[] = [tool("get", { returns })];
  const names = catalogue(specs);
  const source = `export default async function plan() {\n const got = await tools.get({});\n${body}\n}`;
  const { file } = compiler.parse(source);
  const [plan] = compiler.check([file], declarations(names));
  if (plan === undefined) throw new Error("not checked");
  expect(plan.diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  const flow = analyseFlow(plan, names, { calls: 9, callsInFlight: 9 });
  const aims = aimsOf(plan, flow, clock);
  offerShared(aims, [returns], () => undefined);
  const [aim] = aims.answers;
  if (aim === undefined) throw new Error("no aim");
  const made = arbitraryOf(aimed(returns, aim, manner));
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const values = fc.sample(made.value, { numRuns: 60, seed: 3 });
  const check = validatorOf(returns);
  if (check.ok) expect(values.filter((value) => check.value(value).length > 0)).toEqual([]);
  return values;
}

const record = (properties: Record<string, Schema>): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const text: Schema = { type: "string" };
const number: Schema = { type: "number" };

describe("what a program compares with", () => {
  it.each<[string, string, Schema, Json]>([
    ["a text", 'return got.a === "late";', record({ a: text }), { a: "late" }],
    ["a case", 'switch (got.a) { case "x": return 1; default: return 2; }', record({ a: text }), { a: "x" }],
    ["a part of a text", 'return got.a.trim().startsWith("INV-");', record({ a: text }), { a: "INV-" }],
    ["a number and its neighbours", "return got.a > 500;", record({ a: number }), { a: 499 }],
    ["a sum of constants", "const limit = 2 * 50; return got.a > limit + 1;", record({ a: number }), { a: 102 }],
    ["a number in a text", "return Number(got.a) > 7;", record({ a: text }), { a: "8" }],
    ["a name in a pattern", 'const { a: b } = got; return b === "q";', record({ a: text }), { a: "q" }],
    ["a list of texts", 'const vip = ["gold"]; return vip.includes(got.a);', record({ a: text }), { a: "gold" }],
    [
      "keys of an object",
      "const r: Record<string, number> = { eu: 1 }; return r[got.a] ?? 0;",
      record({ a: text }),
      { a: "eu" },
    ],
    ["a pattern", "return /^x{3}$/.test(got.a);", record({ a: text }), { a: "xxx" }],
    ["a day", 'return got.a < "2026-05-01";', record({ a: { type: "string", format: "date" } }), { a: "2026-04-30" }],
    ["a length", "return got.a.length > 2;", record({ a: { type: "array", items: { const: 1 } } }), { a: [1, 1, 1] }],
    [
      "an item's member, in a callback",
      'return got.filter((one) => one.a === "z").length;',
      { type: "array", items: record({ a: text }), maxItems: 1 },
      [{ a: "z" }],
    ],
    [
      "what a helper is given",
      'const late = (one: { a: string }): boolean => one.a === "h"; return got.some((one) => late(one));',
      { type: "array", items: record({ a: text }), maxItems: 1 },
      [{ a: "h" }],
    ],
    ["JSON in a text", 'const d = JSON.parse(got.a); return d === "deep";', record({ a: text }), { a: '"deep"' }],
  ])("%s comes up", (_name, body, schema, wanted) => {
    expect(outputs(body, schema)).toContainEqual(wanted);
  });

  it("never breaks the schema", () => {
    const body = 'const t = JSON.stringify(got); return t === "x" || t === "-1";';
    for (const manner of ["open", "narrow"] as const) outputs(body, { type: "string", minLength: 2 }, manner);
  });

  it("is shared by what is compared with each other", () => {
    const uuid: Schema = { type: "string", format: "uuid" };
    const values = outputs("return got.a === got.b;", record({ a: uuid, b: uuid }));
    expect(values.filter((one) => JSON.stringify(one).match(/"([\w-]{36})".*\1/) !== null).length).toBeGreaterThan(5);
  });
});

describe("what nobody declared", () => {
  it("takes the shape that the program narrows it to", () => {
    const body = `const raw: unknown = got;
      if (typeof raw !== "object" || raw === null || !("rows" in raw) || !Array.isArray(raw.rows)) return 0;
      const rows: unknown[] = raw.rows;
      return rows.filter((row) => typeof row === "object" && row !== null && "n" in row && typeof row.n === "number").length;`;
    const fits = (value: Json) => /^\{"rows":\[\{"n":-?\d/.test(JSON.stringify(value));
    expect(outputs(body, true).filter(fits).length).toBeGreaterThan(20);
  });
});

describe("an aimed schema", () => {
  it("has only values of the schema it was made from, whatever the schema", () => {
    const body = `const walk = (value: unknown): boolean => value === "a" || value === 3;
      return walk(got);`;
    fc.assert(
      fc.property(plainSchema, fc.constantFrom<Manner[]>("open", "narrow"), (schema, manner) => {
        outputs(body, schema, manner);
      }),
      { numRuns: 60 },
    );
  });
});
