import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Json, observe, type Schema, type Seen, schemaOf } from "#dist/toolspecs/index.js";
import { join } from "#dist/toolspecs/shapes/seen.js";
import { validatorOf } from "#dist/verifier/index.js";
import { anyOutput } from "./outputs.js";

function schemaFrom(...outputs: readonly Json[]): Schema {
  return schemaOf(seenIn(outputs));
}

function seenIn(outputs: readonly Json[]): Seen {
  return outputs.reduce<Seen>(observe, {});
}

function accepts(schema: Schema, value: Json): boolean {
  const validate = validatorOf(schema);
  if (!validate.ok) throw new Error(JSON.stringify(validate.issues));
  return validate.value(value).length === 0;
}

describe("what is inferred", () => {
  test.each<[string, readonly Json[], Schema]>([
    ["nothing", [], true],
    ["null", [null], { type: "null" }],
    ["whole numbers", [1, -2, 1e300], { type: "integer" }],
    ["numbers, once one has a fraction", [1, 0.5, 2], { type: "number" }],
    ["kinds side by side", ["a", null, 1, true], { type: ["string", "integer", "boolean", "null"] }],
    ["texts, never a list of them", ["open", "open", "closed"], { type: "string" }],
    ["dates", ["2026-01-01", "2024-02-29"], { type: "string", format: "date" }],
    ["no date that is none", ["2026-01-01", "2023-02-29"], { type: "string" }],
    ["times", ["2026-01-01T10:00:00Z", "2026-01-01T10:00:00.5+02:00"], { type: "string", format: "date-time" }],
    ["no time that is none", ["2026-01-01T10:00:61Z"], { type: "string" }],
    ["no time without a zone", ["2026-01-01T10:00:00"], { type: "string" }],
    ["identifiers", ["3f0f4f0e-6c65-4a4f-8a51-0c8d0a6a8a11"], { type: "string", format: "uuid" }],
    ["addresses", ["ada@example.com"], { type: "string", format: "email" }],
    ["two formats", ["ada@example.com", "2026-01-01"], { type: "string" }],
    ["items together", [[1], ["a"], []], { type: "array", items: { type: ["string", "integer"] } }],
    ["items nobody saw", [[]], { type: "array" }],
    [
      "fields that are always there, and others",
      [
        { b: 1, a: "x" },
        { a: "y", c: null },
      ],
      {
        type: "object",
        properties: { a: { type: "string" }, b: { type: "integer" }, c: { type: "null" } },
        required: ["a"],
      },
    ],
    [
      "a record or nothing",
      [{ a: 1 }, null],
      { type: ["object", "null"], properties: { a: { type: "integer" } }, required: ["a"] },
    ],
  ])("%s", (_, outputs, schema) => {
    expect(schemaFrom(...outputs)).toEqual(schema);
  });

  test.each<[string, Json]>([
    ["addresses", { "ada@example.com": 1 }],
    ["numbers", { "17": 1 }],
    ["identifiers of things", { cus_423546: 1 }],
    ["tokens", { sk_live_4eC39HqLyjWDarjtT1zd: 1 }],
    ["sentences", { "My dear Watson": 1 }],
    ["empty", { "": 1 }],
    ["very long", { ["k".repeat(65)]: 1 }],
    ["very many", Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, 1]))],
  ])("a map where a key is data: %s", (_, output) => {
    expect(schemaFrom(output)).toEqual({ type: "object", additionalProperties: { type: "integer" } });
  });

  test.each([
    "sha256",
    "address_line_2",
    "iso8601",
    "@type",
    "@odata.nextLink",
    "Content-Type",
    "xml:lang",
    "größe",
    "constructor",
  ])("a record where a key is a name: %s", (name) => {
    expect(schemaFrom({ [name]: 1 })).toEqual({
      type: "object",
      properties: { [name]: { type: "integer" } },
      required: [name],
    });
  });

  test("a map where the keys of many objects differ", () => {
    const words = Array.from(
      { length: 33 },
      (_, index) => `${String.fromCharCode(97 + (index % 26))}x${Math.floor(index / 26)}`,
    );
    const few = words.slice(0, 31).map((word) => ({ [word]: 1 }));
    expect(schemaFrom(...few)).toHaveProperty("properties");
    const many = words.map((word) => ({ [word]: 1 }));
    expect(schemaFrom(...many)).toEqual({ type: "object", additionalProperties: { type: "integer" } });
  });

  test("a key named __proto__ is left out", () => {
    expect(schemaFrom(JSON.parse('{"__proto__": {"x": 1}, "a": 1}'))).toEqual(schemaFrom({ a: 1 }));
  });

  test("depth and size have a bound", () => {
    const deep = Array.from({ length: 500 }).reduce<Json>((inner) => [inner], 1);
    expect(JSON.stringify(schemaFrom(deep)).length).toBeLessThan(1000);
    const row = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, 1]));
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`row${index}`, { ...row }]));
    const schema = schemaFrom({ wide });
    expect(JSON.stringify(schema).length).toBeLessThan(50_000);
    expect(accepts(schema, { wide })).toBe(true);
  });
});

describe("laws", () => {
  const outputs = fc.array(anyOutput, { minLength: 1, maxLength: 6 });

  test("every output that was seen is accepted", () => {
    fc.assert(
      fc.property(outputs, (seen) => {
        const schema = schemaFrom(...seen);
        return seen.every((output) => accepts(schema, output));
      }),
    );
  });

  test("the order and the grouping of outputs do not matter, nor does seeing one twice", () => {
    fc.assert(
      fc.property(outputs, outputs, outputs, (a, b, c) => {
        const [x, y, z] = [seenIn(a), seenIn(b), seenIn(c)];
        expect(join(x, y)).toEqual(join(y, x));
        expect(join(join(x, y), z)).toEqual(join(x, join(y, z)));
        expect(join(x, x)).toEqual(x);
        expect(join(x, y)).toEqual(seenIn([...a, ...b]));
        expect(JSON.stringify(schemaOf(join(x, y)))).toBe(JSON.stringify(schemaOf(join(y, x))));
      }),
    );
  });

  test("seeing more takes back nothing: what taught nothing new stays accepted", () => {
    let unchanged = 0;
    fc.assert(
      fc.property(outputs, outputs, anyOutput, (before, after, output) => {
        const seen = seenIn(before);
        // An output made of parts that were seen, in another company, is not among them and still teaches nothing.
        const known = JSON.stringify(schemaOf(observe(seen, output))) === JSON.stringify(schemaOf(seen));
        if (!known) return true;
        unchanged += 1;
        return accepts(schemaOf(seenIn([...before, ...after])), output);
      }),
      { numRuns: 1000 },
    );
    expect(unchanged).toBeGreaterThan(20);
  });

  test("no value of an output is in the schema, nor a key of a map", () => {
    const secret = fc.stringMatching(/^[a-z]{4}-SECRET-\d{5}$/);
    fc.assert(
      fc.property(secret, anyOutput, (text, rest) => {
        const held = { name: text, list: [text, { deep: text }], by: { [text]: text }, rest };
        return !JSON.stringify(schemaFrom(held, rest)).includes("SECRET");
      }),
    );
  });
});
