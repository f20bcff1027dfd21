import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literalType } from "#dist/toolspecs/declare/literal.js";
import {
  canonicalJson,
  catalogue,
  declarations,
  type Json,
  type Schema,
  type SchemaObject,
} from "#dist/toolspecs/index.js";
import { validatorOf } from "#dist/validation/index.js";
import { arbitraryOf } from "#dist/verifier/arbitrary/arbitrary.js";
import { complaints } from "../../support/compile.js";
import { anySchema, plainSchema } from "../../support/schemas.js";
import { tool } from "../../support/tools.js";

function arbitrary(schema: Schema): fc.Arbitrary<Json> {
  const made = arbitraryOf(schema);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made.value;
}

const sample = (schema: Schema, numRuns = 300): readonly Json[] => fc.sample(arbitrary(schema), { numRuns, seed: 5 });
const refusal = (schema: Schema): { path: string; message: string } | undefined => {
  const made = arbitraryOf(schema);
  return made.ok ? undefined : made.issues[0];
};

function unlawful(schema: Schema, values: readonly Json[]): readonly Json[] {
  const check = validatorOf(schema);
  if (!check.ok) throw new Error(check.issues[0]?.message);
  return values.filter((value) => check.value(value).length > 0);
}

const issue: SchemaObject = {
  type: "object",
  properties: {
    id: { type: "integer", minimum: 1 },
    title: { type: "string", maxLength: 80 },
    state: { enum: ["open", "closed"] },
    tags: { type: "array", items: { type: "string" } },
    closed: { type: ["string", "null"], format: "date-time" },
  },
  required: ["id", "tags"],
};
const tree: SchemaObject = {
  $ref: "#/$defs/node",
  $defs: {
    node: {
      type: "object",
      properties: { value: { type: "number" }, kids: { type: "array", items: { $ref: "#/$defs/node" } } },
      required: ["value", "kids"],
    },
  },
};
const cat: SchemaObject = {
  type: "object",
  properties: { kind: { const: "cat" }, lives: { type: "integer" } },
  required: ["kind"],
};
const dog: SchemaObject = {
  type: "object",
  properties: { kind: { const: "dog" }, name: { type: "string" } },
  required: ["kind"],
};

const lawful: readonly (readonly [string, Schema])[] = [
  ["anything", true],
  ["a record", issue],
  ["a tree", tree],
  [
    "a whole that refers to itself",
    { type: "object", properties: { next: { $ref: "#" }, no: { not: { type: "string" } } } },
  ],
  [
    "recursion that must go on for a while",
    {
      $ref: "#/$defs/a",
      $defs: {
        a: { type: "array", items: { $ref: "#/$defs/b" }, minItems: 1, maxItems: 1 },
        b: {
          type: "array",
          items: { anyOf: [{ $ref: "#/$defs/c" }, { $ref: "#/$defs/a" }] },
          minItems: 1,
          maxItems: 1,
        },
        c: { type: "array", items: { $ref: "#/$defs/b" } },
      },
    },
  ],
  ["bounds", { type: "integer", exclusiveMinimum: 5, maximum: 7 }],
  ["one number", { type: "number", minimum: 0.5, maximum: 0.5 }],
  ["an open range", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
  ["far away", { type: "number", minimum: 1e20 }],
  ["steps", { type: "number", multipleOf: 0.01 }],
  ["whole steps", { type: "integer", multipleOf: 0.5, minimum: 3 }],
  ["int32", { type: "integer", format: "int32" }],
  ["lengths", { type: "string", minLength: 3, maxLength: 4 }],
  ["a long text", { type: "string", minLength: 400 }],
  ["a pattern", { type: "string", pattern: "^[a-z]{2}-\\d+$" }],
  ["a pattern anywhere", { type: "string", pattern: "ab" }],
  ["a pattern with a length", { type: "string", pattern: "^[a-z]+$", minLength: 5, maxLength: 8 }],
  ["a pattern that looks ahead", { type: "string", pattern: "^(?=.*\\d)(?=.*[a-z]).{8,}$" }],
  ["a pattern that can explode", { type: "string", pattern: "^(a+)+$" }],
  ["a pattern without printable characters", { type: "string", pattern: "^[^\\x00-\\x7f]+$" }],
  ["an old pattern", { type: "string", pattern: "^[\\w-.]+$" }],
  ["a pattern and a format", { type: "string", pattern: "^2024", format: "date" }],
  ["a tuple", { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: false }],
  [
    "a tuple with a rest",
    { type: "array", prefixItems: [{ type: "string" }], items: { type: "null" }, minItems: 3, maxItems: 6 },
  ],
  ["a tuple that ends where it must", { type: "array", prefixItems: [{ type: "string" }, false] }],
  [
    "different items",
    { type: "array", items: { type: "integer", minimum: 0, maximum: 9 }, uniqueItems: true, minItems: 4 },
  ],
  ["an item to be found", { type: "array", items: { type: "integer" }, contains: { const: 7 } }],
  [
    "some items to be found, not too many",
    { type: "array", contains: { type: "string" }, minContains: 2, maxContains: 3 },
  ],
  ["no items to be had", { type: "array", items: false }],
  ["a dictionary", { type: "object", additionalProperties: { type: "integer" } }],
  ["a dictionary of some size", { type: "object", additionalProperties: true, minProperties: 3, maxProperties: 4 }],
  [
    "keys by pattern",
    { type: "object", patternProperties: { "^x-": { type: "integer" } }, additionalProperties: false },
  ],
  [
    "keys by pattern beside names",
    {
      type: "object",
      properties: { "x-a": { minimum: 5 } },
      patternProperties: { "^x-": { type: "integer" }, "-a$": { maximum: 9 } },
      required: ["x-a"],
    },
  ],
  ["names for keys", { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: { type: "null" } }],
  [
    "some of the members",
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
      additionalProperties: false,
      minProperties: 2,
      maxProperties: 2,
    },
  ],
  ["required members without a schema", { type: "object", required: ["a", "__proto__"] }],
  ["a member that cannot be", { type: "object", properties: { never: false, a: { type: "string" } } }],
  ["dependent members", { type: "object", properties: { a: true, b: true }, dependentRequired: { a: ["b"] } }],
  ["alternatives", { anyOf: [{ type: "string", maxLength: 2 }, { type: "null" }] }],
  [
    "exactly one",
    {
      oneOf: [
        { type: "integer", minimum: 0 },
        { type: "number", maximum: 10 },
      ],
    },
  ],
  ["kinds told apart", { oneOf: [{ $ref: "#/$defs/cat" }, { $ref: "#/$defs/dog" }], $defs: { cat, dog } }],
  ["members and one of two more", { ...issue, oneOf: [{ required: ["title"] }, { required: ["state"] }] }],
  [
    "all of",
    {
      allOf: [
        { type: "object", properties: { a: { type: "integer" } }, required: ["a"] },
        { properties: { a: { minimum: 5, maximum: 6 }, b: { type: "boolean" } }, required: ["b"] },
      ],
    },
  ],
  ["all of, with patterns that cannot be merged", { type: "string", allOf: [{ pattern: "^a" }, { pattern: "b$" }] }],
  [
    "a reference with more to say",
    { allOf: [{ $ref: "#/$defs/n" }], maximum: 3, $defs: { n: { type: "integer", minimum: 1 } } },
  ],
  ["not", { type: "integer", not: { multipleOf: 2 } }],
  [
    "if and else",
    { type: "object", properties: { a: { type: "boolean" } }, if: { required: ["a"] }, else: { required: ["b"] } },
  ],
  ["a constraint without a type", { minLength: 3 }],
  ["an enum that the rest narrows", { enum: ["a", "abc", 1, null], type: "string", minLength: 2 }],
  ["constant structures", { const: { a: [1, { b: null }] } }],
  ...[
    "date",
    "time",
    "date-time",
    "duration",
    "email",
    "uri",
    "url",
    "uri-reference",
    "uri-template",
    "hostname",
    "ipv4",
    "ipv6",
  ].map((format) => [format, { type: "string", format }] as const),
  ...[
    "uuid",
    "regex",
    "byte",
    "json-pointer",
    "json-pointer-uri-fragment",
    "relative-json-pointer",
    "password",
    "unheard-of",
  ].map((format) => [format, { type: "string", format }] as const),
];

describe("values", () => {
  it.each(lawful)("keep to the schema: %s", (_title, schema) => {
    expect(unlawful(schema, sample(schema))).toEqual([]);
  });

  it("keep to any ordinary schema", () => {
    fc.assert(
      fc.property(plainSchema, (schema) => {
        expect(unlawful(schema, sample(schema, 20))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("keep to a schema however strange, if there are any", () => {
    const seen = { made: 0, refused: 0 };
    fc.assert(
      fc.property(anySchema, (schema) => {
        const made = arbitraryOf(schema);
        seen[made.ok ? "made" : "refused"] += 1;
        if (!made.ok || !validatorOf(schema).ok) return;
        expect(unlawful(schema, fc.sample(made.value, { numRuns: 10, seed: 1 }))).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(seen.made).toBeGreaterThan(seen.refused);
  });

  it("are of the type that is declared for them", () => {
    fc.assert(
      fc.property(fc.array(plainSchema, { minLength: 10, maxLength: 20 }), (schemas) => {
        const tools = schemas.map((returns, index) => tool(`get${index}`, { returns }));
        const lines = schemas.flatMap((schema, index) =>
          sample(schema, 4).map((value, n) => {
            const name = `v${index}_${n}`;
            const type = `Awaited<ReturnType<typeof tools.get${index}>>`;
            return `declare const ${name}: ${literalType(value, 20).text};\nexport const is_${name}: ${type} = ${name};`;
          }),
        );
        const wrong = complaints({ "tools.d.ts": declarations(catalogue(tools)), "values.ts": lines.join("\n") });
        // The compiler suspects a mistake where all members are optional and none is there; nothing is wrong with it.
        expect(wrong.filter((one) => !one.includes("no properties in common"))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe("edges", () => {
  const has = (schema: Schema, ...tests: readonly ((value: Json) => boolean)[]): void => {
    const values = sample(schema);
    for (const test of tests) expect(values.some(test), String(test)).toBe(true);
  };
  const size = (value: Json): number => (Array.isArray(value) ? value.length : Object.keys(value ?? {}).length);
  const keyed = (key: string) => (value: Json) => Object.keys(value ?? {}).includes(key);

  it("come up: arrays with none, one and many", () => {
    has(
      { type: "array", items: issue },
      (v) => size(v) === 0,
      (v) => size(v) === 1,
      (v) => size(v) > 3,
    );
  });

  it("come up: members that are there and that are not, and null", () => {
    has(
      issue,
      keyed("title"),
      (v) => !keyed("title")(v),
      (v) => canonicalJson(v).includes('"closed":null'),
    );
  });

  it("come up: members that nobody named, but rarely", () => {
    const extra = sample({ type: "object", properties: { a: { type: "string" } } }).filter(
      (v) => size(v) > (keyed("a")(v) ? 1 : 0),
    );
    expect(extra.length).toBeGreaterThan(0);
    expect(extra.length).toBeLessThan(60);
  });

  it("come up: empty, odd and foreign texts", () => {
    const texts: SchemaObject = { type: "string" };
    has(
      texts,
      (v) => v === "",
      (v) => /\p{Script=Han}/u.test(String(v)),
      (v) => String(v).includes("\n"),
      (v) => size(String(v)) > 100,
    );
  });

  it("come up: bounds, zero, negative and very large numbers", () => {
    has(
      { type: "integer", minimum: 3, maximum: 9 },
      (v) => v === 3,
      (v) => v === 9,
    );
    has(
      { type: "integer" },
      (v) => v === 0,
      (v) => Number(v) < 0,
      (v) => Number(v) > 2 ** 40,
    );
    has(
      { type: "number" },
      (v) => !Number.isInteger(v),
      (v) => Math.abs(Number(v)) > 1e9,
    );
  });

  it("come up: but most numbers are everyday ones", () => {
    expect(sample({ type: "integer" }).filter((value) => Math.abs(Number(value)) <= 100).length).toBeGreaterThan(200);
  });

  it("come up: each alternative, each literal, the default and the examples", () => {
    has(
      { anyOf: [{ type: "null" }, { type: "string" }, { type: "array" }] },
      (v) => v === null,
      Array.isArray,
      (v) => typeof v === "string",
    );
    has(
      { enum: ["a", 1, null] },
      (v) => v === "a",
      (v) => v === 1,
      (v) => v === null,
    );
    has(
      { type: "string", default: "usual", examples: ["first", "second"] },
      (v) => v === "usual",
      (v) => v === "second",
    );
    const examples = [{ id: 9, tags: ["x"] }];
    has({ ...issue, examples }, (v) => canonicalJson(v) === canonicalJson(examples[0]));
  });

  it("come up: no example that breaks the schema", () => {
    expect(sample({ type: "string", maxLength: 3, examples: ["far too long", 5], default: null })).not.toContain(
      "far too long",
    );
  });

  it("come up: recursion, to a depth", () => {
    const depth = (value: Json): number =>
      typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    has(
      tree,
      (v) => depth(v) <= 2,
      (v) => depth(v) > 3,
    );
    expect(Math.max(...sample(tree).map(depth))).toBeLessThan(12);
  });
});

describe("shrinking", () => {
  it.each<[string, Schema, (value: Json) => boolean, Json]>([
    ["to an empty list", { type: "array", items: issue }, () => false, []],
    [
      "to the one item that matters",
      { type: "array", items: { type: "integer" } },
      (v) => Array.isArray(v) && v.length === 0,
      [0],
    ],
    ["to the smallest record", issue, () => false, { id: 1, tags: [] }],
    ["to the empty text", { type: "string" }, () => false, ""],
    ["to zero", { type: "number" }, () => false, 0],
    ["to null", { type: ["string", "null"] }, () => false, null],
  ])("%s", (_title, schema, holds, smallest) => {
    const run = fc.check(fc.property(arbitrary(schema), holds), { seed: 3 });
    expect(run.counterexample).toEqual([smallest]);
  });
});

describe("schemas without values", () => {
  it.each<[string, Schema, string, RegExp]>([
    ["false", false, "", /no value/],
    ["bounds that cross", { type: "integer", minimum: 5, maximum: 4 }, "", /no integer/],
    ["an empty open range", { type: "number", minimum: 1, exclusiveMaximum: 1 }, "", /no value|no number/],
    ["no whole number between", { type: "integer", minimum: 0.2, maximum: 0.8 }, "", /no integer/],
    ["lengths that cross", { type: "string", minLength: 5, maxLength: 4 }, "", /shortest/],
    ["types that exclude each other", { allOf: [{ type: "string" }, { type: "number" }] }, "", /no value/],
    ["enums without a common value", { enum: ["a"], allOf: [{ enum: ["b"] }] }, "", /no value/],
    ["enums of another type", { type: "number", enum: ["a"] }, "", /none of the listed/],
    [
      "a required member that cannot be",
      { type: "object", properties: { a: false }, required: ["a"] },
      "a",
      /no value/,
    ],
    [
      "a place far in",
      { type: "object", properties: { a: { type: "array", items: { enum: [] }, minItems: 1 } }, required: ["a"] },
      "a[]",
      /listed/,
    ],
    [
      "too few different items",
      { type: "array", items: { enum: [1, 2] }, uniqueItems: true, minItems: 3 },
      "",
      /no value/,
    ],
    ["everything but everything", { not: {} }, "", /no value/],
    ["a pattern that matches nothing", { type: "string", pattern: "^[^\\s\\S]$" }, "", /no value/],
    ["a pattern that is none", { type: "string", pattern: "(" }, "", /no regular expression/],
    [
      "recursion without an end",
      { type: "object", properties: { next: { $ref: "#" } }, required: ["next"] },
      "next",
      /without end/,
    ],
    ["itself", { $ref: "#" }, "", /without end/],
    [
      "itself in two steps",
      {
        $ref: "#/$defs/a",
        $defs: { a: { $ref: "#/$defs/b" }, b: { allOf: [{ $ref: "#/$defs/a" }, { type: "string" }] } },
      },
      "",
      /no value|without end/,
    ],
    ["a reference to nothing", { $ref: "#/$defs/none" }, "", /not defined/],
  ])("are a failure: %s", (_title, schema, path, reason) => {
    expect(refusal(schema)?.message).toMatch(reason);
    expect(refusal(schema)?.path).toContain(path);
  });

  it("are no failure where a member may be left out", () => {
    expect(sample({ type: "object", properties: { a: false }, additionalProperties: false })).toEqual(
      Array(300).fill({}),
    );
  });
});

describe("hostile schemas", () => {
  it("that ask for too much are refused", () => {
    const many = (items: Schema): Schema => ({ type: "array", items, minItems: 1000 });
    expect(refusal(many(many(many({ type: "string" }))))?.message).toMatch(/too large/);
    expect(refusal({ type: "string", minLength: 1e9 })?.message).toMatch(/too long/);
    expect(refusal({ type: "string", pattern: "^((a{1000}){1000}){1000}$" })?.message).toMatch(/no value/);
    expect(refusal({ type: "object", minProperties: 1e6 })?.message).toMatch(/too large/);
  });

  it("that are hard to satisfy on many levels are given up", () => {
    const hard = (inner: Schema): Schema => ({ type: "array", items: inner, minItems: 2, not: { maxItems: 3 } });
    const made = arbitraryOf(Array.from({ length: 9 }).reduce<Schema>(hard, { type: "integer", not: { minimum: 3 } }));
    expect(made.ok ? "made" : made.issues[0]?.message).toMatch(/too hard|no value|too large/);
  });

  it("nested deeper than a stack are given up", () => {
    const deep = Array.from({ length: 20_000 }).reduce<Schema>((items) => ({ items, minItems: 1 }), { type: "string" });
    expect(refusal(deep)?.message).toMatch(/nested too deep/);
  });

  it("may have many alternatives", () => {
    const options = (key: string): Schema => ({
      anyOf: Array.from({ length: 40 }, (_, index) => ({ properties: { [key]: { const: index } } })),
    });
    const schema: Schema = { type: "object", allOf: ["a", "b", "c", "d", "e"].map(options) };
    expect(unlawful(schema, sample(schema, 20))).toEqual([]);
  });
});
