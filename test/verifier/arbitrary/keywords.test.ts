import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, Schema, SchemaObject } from "#dist/toolspecs/index.js";
import { validatorOf } from "#dist/validation/index.js";
import { arbitraryOf } from "#dist/verifier/arbitrary/arbitrary.js";

const sample = (schema: Schema, numRuns = 200): readonly Json[] => {
  const made = arbitraryOf(schema);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return fc.sample(made.value, { numRuns, seed: 5 });
};
const lawful = (schema: Schema, values: readonly Json[]): void => {
  const check = validatorOf(schema);
  if (!check.ok) throw new Error(check.issues[0]?.message);
  expect(values.filter((value) => check.value(value).length > 0)).toEqual([]);
};
const keyed = (key: string) => (value: Json) => Object.keys(value ?? {}).includes(key);

describe("conditions", () => {
  const branch: SchemaObject = {
    type: "object",
    properties: { kind: { type: "string" }, file: { type: "string" }, url: { type: "string", format: "uri" } },
    required: ["kind"],
    if: { properties: { kind: { const: "upload" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ["file"] },
    else: { required: ["url"] },
  };

  it("lead into both branches, however rare the condition", () => {
    const values = sample(branch);
    lawful(branch, values);
    const upload = values.filter((value) => JSON.stringify(value).includes('"kind":"upload"'));
    expect(upload.length).toBeGreaterThan(20);
    expect(upload.every(keyed("file"))).toBe(true);
    expect(values.length - upload.length).toBeGreaterThan(20);
  });

  it("of members that need others come up with and without them", () => {
    const schema: SchemaObject = {
      type: "object",
      properties: { card: { type: "string" }, cvc: { type: "string" }, iban: { type: "string" } },
      dependentRequired: { card: ["cvc"] },
      dependentSchemas: { iban: { required: ["bic"], properties: { bic: { type: "string", minLength: 8 } } } },
      additionalProperties: { type: "string" },
    };
    const values = sample(schema);
    lawful(schema, values);
    expect(values.filter(keyed("card")).length).toBeGreaterThan(20);
    expect(values.filter(keyed("bic")).length).toBeGreaterThan(20);
    expect(values.filter((value) => !keyed("card")(value)).length).toBeGreaterThan(20);
  });
});

describe("any keyword, in any company", () => {
  const names = fc.constantFrom("id", "name", "items");
  const size = fc.nat({ max: 3 });
  const { schema } = fc.letrec<{ schema: Schema }>((tie) => {
    const some = tie("schema");
    const members = fc.dictionary(names, some, { maxKeys: 3, noNullPrototype: true });
    const list = fc.array(some, { minLength: 1, maxLength: 3 });
    const keywords: readonly fc.Arbitrary<readonly [string, unknown]>[] = Object.entries({
      type: fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object"),
      contains: some,
      minContains: size,
      maxContains: size,
      uniqueItems: fc.boolean(),
      prefixItems: list,
      items: some,
      minItems: size,
      maxItems: size,
      properties: members,
      required: fc.uniqueArray(names, { maxLength: 2 }),
      additionalProperties: some,
      patternProperties: some.map((one) => ({ "^x-": one })),
      propertyNames: fc.constantFrom<Schema[]>({ maxLength: 4 }, { pattern: "^[a-z]+$" }),
      dependentRequired: fc.tuple(names, names).map(([a, b]) => ({ [a]: [b] })),
      dependentSchemas: fc.tuple(names, some).map(([a, one]) => ({ [a]: one })),
      unevaluatedProperties: fc.boolean(),
      if: some,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: some,
      else: some,
      not: some,
      anyOf: list,
      oneOf: list,
      allOf: list,
      $ref: fc.constantFrom("#", "#/$defs/node"),
      minLength: size,
      format: fc.constantFrom("date-time", "email", "uuid", "uri"),
      minimum: fc.integer({ min: -5, max: 5 }),
      multipleOf: fc.constantFrom(0.01, 3),
      enum: fc.array(fc.constantFrom<Json[]>(1, "a", null, [], { id: 1 }), { minLength: 1, maxLength: 3 }),
    }).map(([name, value]) => fc.tuple(fc.constant(name), value));
    return {
      schema: fc.oneof(
        { maxDepth: 4, depthSize: "small", withCrossShrink: true },
        fc.boolean(),
        fc.array(fc.oneof(...keywords), { maxLength: 5 }).map((said): Schema => Object.fromEntries(said)),
      ),
    };
  });
  const rooted = fc
    .tuple(schema, schema)
    .map(([root, node]): Schema => (typeof root === "boolean" ? root : { ...root, $defs: { node } }));

  it("gives values that the validator takes, or says why there are none", () => {
    const seen = { made: 0, refused: 0 };
    fc.assert(
      fc.property(rooted, (any) => {
        const made = arbitraryOf(any);
        seen[made.ok ? "made" : "refused"] += 1;
        if (!made.ok || !validatorOf(any).ok) return;
        lawful(any, fc.sample(made.value, { numRuns: 8, seed: 1 }));
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(seen.made).toBeGreaterThan(seen.refused);
  });
});

describe("edges of lists", () => {
  it("have the same item twice and more, unless all must differ", () => {
    const alike = (value: Json) => Array.isArray(value) && new Set(value.map((one) => JSON.stringify(one))).size === 1;
    const repeated = (value: Json) => alike(value) && Array.isArray(value) && value.length > 1;
    const list: SchemaObject = { type: "array", items: { type: "string", format: "uuid" } };
    expect(sample(list).filter(repeated).length).toBeGreaterThan(5);
    expect(sample({ ...list, uniqueItems: true }).some(repeated)).toBe(false);
  });
});

describe("what is denied", () => {
  const text: Schema = { type: "string" };

  it.each<[string, SchemaObject]>([
    ["a type", { not: { type: ["string", "null"] } }],
    [
      "values of a list",
      { enum: Array.from({ length: 500 }, (_, n) => n), not: { enum: Array.from({ length: 499 }, (_, n) => n) } },
    ],
    ["a constant", { enum: ["a", "b"], not: { const: "a" } }],
    ["a bound", { type: "integer", minimum: 0, maximum: 1_000_000, not: { maximum: 999_998 } }],
    ["members", { type: "object", properties: { a: text, b: text }, required: ["b"], not: { required: ["a", "b"] } }],
    [
      "what a member is",
      { type: "object", properties: { a: { enum: ["x", "y"] } }, not: { properties: { a: { const: "x" } } } },
    ],
    [
      "what a member is, or that it is there",
      {
        type: "object",
        properties: { a: { enum: ["x", "y"] } },
        not: { properties: { a: { const: "x" } }, required: ["a"] },
      },
    ],
    ["either of two", { not: { anyOf: [{ type: "string" }, { type: "object" }] } }],
    ["both of two", { type: "string", not: { allOf: [{ minLength: 3 }, { maxLength: 9 }] } }],
    ["a denial", { type: "string", not: { not: { const: "only this" } } }],
    ["whole numbers", { type: "number", not: { type: "integer" } }],
  ])("does not come up: %s", (_, schema) => {
    const values = sample(schema);
    lawful(schema, values);
  });

  it("leaves nothing where it denies all", () => {
    expect(arbitraryOf({ enum: ["a"], not: { const: "a" } }).ok).toBe(false);
    expect(arbitraryOf({ type: "string", not: {} }).ok).toBe(false);
  });
});

describe("a schema that refers to itself beside other keywords", () => {
  const node: Schema = {
    type: "object",
    properties: {
      name: { type: "string" },
      child: { allOf: [{ $ref: "#/$defs/node" }, { required: ["name"] }] },
    },
  };
  const schema: SchemaObject = { $defs: { node }, allOf: [{ $ref: "#/$defs/node" }], required: ["name"] };

  it("ends, and goes down now and then", () => {
    const values = sample(schema);
    lawful(schema, values);
    expect(values.some((value) => JSON.stringify(value).includes('"child":'))).toBe(true);
  });

  it("is refused where it never can end", () => {
    const endless: Schema = {
      type: "object",
      properties: { child: { allOf: [{ $ref: "#/$defs/node" }, { minProperties: 1 }] } },
      required: ["child"],
    };
    expect(arbitraryOf({ $defs: { node: endless }, $ref: "#/$defs/node" }).ok).toBe(false);
  });

  it("is left by the alternative that does not refer to itself", () => {
    const list: SchemaObject = {
      $defs: {
        list: {
          type: ["object", "null"],
          anyOf: [
            { type: "null" },
            {
              properties: { next: { title: "next", allOf: [{ $ref: "#/$defs/list" }, { type: ["object", "null"] }] } },
              required: ["next"],
            },
          ],
        },
      },
      $ref: "#/$defs/list",
    };
    lawful(list, sample(list));
  });
});
