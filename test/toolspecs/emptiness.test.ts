import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, loadTools, readTools, type Schema, type SchemaObject } from "#dist/toolspecs/index.js";
import { emptiness } from "#dist/toolspecs/schemas/emptiness/emptiness.js";

const record = (properties: { readonly [name: string]: Schema }, more: SchemaObject = {}): SchemaObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  ...more,
});
const list = (items: Schema, more: SchemaObject): SchemaObject => ({ type: "array", items, ...more });
const node = { $ref: "#/$defs/node" };
const recursive = (definition: SchemaObject): SchemaObject => ({ ...node, $defs: { node: definition } });
const deadEnd: Schema = { allOf: [{ type: "string" }, { type: "number" }] };

const empties: readonly (readonly [name: string, schema: Schema, path: string, because: RegExp])[] = [
  ["types against each other", deadEnd, "", /number and string at once/],
  [
    "types against each other through a reference",
    { ...node, type: "array", $defs: { node: { type: "null" } } },
    "",
    /array and null|null and array/,
  ],
  [
    "every branch against what is beside them",
    { type: "object", anyOf: [{ type: "string" }, { type: "null" }] },
    "",
    /at once/,
  ],
  ["a required member of no value", record({ to: record({ name: deadEnd }) }), "to.name", /at once/],
  ["a required member that must not be anything", record({ a: { not: {} } }), "a", /must not be anything/],
  [
    "a required member in a closed object elsewhere",
    { allOf: [record({ a: true }), { additionalProperties: false }] },
    "a",
    /false/,
  ],
  [
    "a required name that no name may be",
    record({ ab: true }, { propertyNames: { maxLength: 1 } }),
    "ab",
    /propertyNames/,
  ],
  [
    "what a required member requires in turn",
    record({ a: true }, { dependentRequired: { a: ["b"] }, maxProperties: 1 }),
    "",
    /at least 2 members and at most 1/,
  ],
  [
    "more members than there are names",
    { type: "object", properties: { a: true, b: false }, additionalProperties: false, minProperties: 2 },
    "",
    /at least 2 members and at most 1/,
  ],
  ["listed values of another form", { enum: ["a", "b"], pattern: "^c" }, "", /listed/],
  ["listed values out of bounds", { enum: [1, 2], minimum: 3 }, "", /listed/],
  ["a constant against a list", { allOf: [{ const: { a: 1 } }, { enum: [{ a: 2 }, { b: 1 }] }] }, "", /listed/],
  ["a listed object without what is required", { const: { a: 1 }, required: ["b"] }, "", /listed/],
  [
    "bounds against each other",
    { allOf: [{ type: "number", minimum: 5 }, { maximum: 3 }] },
    "",
    /between its bounds 5 and 3/,
  ],
  ["no whole number between", { type: "integer", minimum: 0.2, maximum: 0.8 }, "", /whole number/],
  ["no multiple between", { type: "integer", multipleOf: 10, minimum: 1, maximum: 9 }, "", /multiple of 10/],
  [
    "lengths against each other",
    { type: "string", allOf: [{ minLength: 5 }, { maxLength: 3 }] },
    "",
    /at least 5 characters and at most 3/,
  ],
  ["items of no value that there must be", list(deadEnd, { minItems: 1 }), "[0]", /at once/],
  [
    "an item to be found that cannot be there",
    list({ type: "string" }, { contains: { type: "null" } }),
    "[0]",
    /at once/,
  ],
  [
    "a tuple that must be longer than it may",
    { allOf: [list(false, { prefixItems: [true] }), { minItems: 2 }], type: "array" },
    "[1]",
    /false/,
  ],
  [
    "more different items than there are: flags",
    list({ type: "boolean" }, { minItems: 3, uniqueItems: true }),
    "",
    /3 different items, and there are only 2/,
  ],
  [
    "more different items than there are: listed",
    list({ enum: [1, 2, 2] }, { minItems: 3, uniqueItems: true }),
    "",
    /only 2/,
  ],
  [
    "more different items than there are: numbers",
    list({ type: "integer", minimum: 1, maximum: 3 }, { minItems: 4, uniqueItems: true }),
    "",
    /only 3/,
  ],
  ["a record that holds itself", recursive(record({ next: node })), "next.next", /without end/],
  [
    "a list that holds lists of itself",
    recursive(list(list(node, { minItems: 1 }), { minItems: 1 })),
    "[0][0][0]",
    /without end/,
  ],
  [
    "two that hold each other",
    { $ref: "#/$defs/a", $defs: { a: record({ b: { $ref: "#/$defs/b" } }), b: record({ a: { $ref: "#/$defs/a" } }) } },
    "b.a.b",
    /without end/,
  ],
];

const open: readonly (readonly [name: string, schema: Schema])[] = [
  ["anything", true],
  ["a member that need not be there", { type: "object", properties: { a: deadEnd, b: { not: {} } } }],
  ["items that need not be there", list(deadEnd, {})],
  ["one branch of several", { anyOf: [deadEnd, false, { type: "null" }] }],
  ["a list that ends", recursive(record({ next: { anyOf: [node, { type: "null" }] } }))],
  ["a tree", recursive(record({ kids: list(node, {}) }))],
  ["a record that need not go on", recursive({ type: "object", properties: { next: node } })],
  ["exactly as many different items", list({ type: ["boolean", "null"] }, { minItems: 3, uniqueItems: true })],
  ["one number", { type: "number", minimum: 0.5, maximum: 0.5 }],
  ["no object, but anything else", { required: ["a"], properties: { a: false } }],
  ["huge things", list({ type: "string", minLength: 300_000 }, { minItems: 20_000 })],
  ["a pattern that could take for ever", { const: `${"a".repeat(18)}b`, pattern: "^(a+)+$" }],
  [
    "more branches than can be tried",
    { allOf: Array.from({ length: 40 }, () => ({ anyOf: [{ minimum: 1 }, { minimum: 2 }] })), type: "integer" },
  ],
];

/** The tool as it stands in a document. */
const written = (tool: { readonly [key: string]: unknown }): Json => JSON.parse(JSON.stringify([tool]));

const shown = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );

describe("a schema that allows nothing", () => {
  it.each(empties)("is found: %s", (_, schema, path, because) => {
    const found = emptiness(schema);
    expect(shown(found?.path ?? ["not found"])).toBe(path);
    expect(found?.because).toMatch(because);
  });

  it.each(open)("is not mistaken for one that allows something: %s", (_, schema) => {
    expect(emptiness(schema)).toBeUndefined();
  });

  it("is bad input, told once, with the tool and the way to what cannot be", async () => {
    const inputSchema = record({ to: { $ref: "#/$defs/address" } }, { $defs: { address: record({ zip: deadEnd }) } });
    const outcome = await readTools([written({ name: "send", inputSchema })]);
    expect(outcome).toEqual({
      ok: false,
      issues: [
        {
          code: "invalid_schema",
          place: "source 1 [0].inputSchema",
          message:
            'Tool "send": no value fits this schema: at to.zip, it must be number and string at once. Drop all but one.',
        },
      ],
    });
  });

  it("is bad input as an output too", async () => {
    const tool = { name: "read", inputSchema: { type: "object" }, outputSchema: recursive(record({ next: node })) };
    expect(await readTools([written(tool)])).toMatchObject({
      ok: false,
      issues: [{ place: "source 1 [0].outputSchema" }],
    });
  });

  it("is not told where it follows from what was told already", async () => {
    const inputSchema = record({ a: { type: "integer", minimum: 2, maximum: 1 } });
    const outcome = await readTools([written({ name: "send", inputSchema })]);
    expect(outcome.ok ? [] : outcome.issues).toHaveLength(1);
  });

  it("is no matter where a value gets by without it", async () => {
    const inputSchema = { type: "object", properties: { a: deadEnd } };
    expect(await loadTools(written({ name: "send", inputSchema }))).toHaveLength(1);
  });
});

const atom = fc.constantFrom<Json[]>(null, true, false, -1, 0, 1, 2, 0.5, 3.5, "", "a", "ab", "ba");
const value: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    atom,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "ab"), tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

/** Small words, so that they often meet, and often clash. */
const { schema: tight } = fc.letrec<{ schema: Schema; object: SchemaObject }>((tie) => {
  const some = tie("schema");
  const several = fc.array(some, { minLength: 1, maxLength: 2 });
  const count = fc.integer({ min: 0, max: 3 });
  const bound = fc.constantFrom(-1, 0, 0.5, 1, 2, 3.5);
  const names = fc.uniqueArray(fc.constantFrom("a", "b", "ab"), { maxLength: 2 });
  const keywords: { readonly [keyword: string]: fc.Arbitrary<unknown> } = {
    type: fc.oneof(
      fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object"),
      fc.uniqueArray(fc.constantFrom("null", "integer", "string", "array", "object"), { minLength: 1, maxLength: 2 }),
    ),
    const: value,
    enum: fc.array(value, { minLength: 1, maxLength: 3 }),
    ...{ minimum: bound, maximum: bound, exclusiveMinimum: bound, exclusiveMaximum: bound },
    multipleOf: fc.constantFrom(1, 2, 3, 0.5),
    ...{ minLength: count, maxLength: count, minItems: count, maxItems: count, minProperties: count },
    ...{ maxProperties: count, minContains: count },
    pattern: fc.constantFrom("^a", "b$", "^$", "(a|b)+"),
    uniqueItems: fc.boolean(),
    properties: fc.dictionary(fc.constantFrom("a", "b", "ab"), some, { maxKeys: 3, noNullPrototype: true }),
    patternProperties: fc.dictionary(fc.constantFrom("^a", "b$"), some, { maxKeys: 1, noNullPrototype: true }),
    required: names,
    dependentRequired: fc.dictionary(fc.constantFrom("a", "b"), names, { maxKeys: 1, noNullPrototype: true }),
    ...{ additionalProperties: some, propertyNames: some, items: some, contains: some, not: some },
    ...{ prefixItems: several, anyOf: several, oneOf: several, allOf: several },
    $ref: fc.constantFrom("#/$defs/A", "#/$defs/B"),
  };
  const keyword = fc.oneof(...Object.entries(keywords).map(([name, said]) => fc.tuple(fc.constant(name), said)));
  return {
    object: fc.array(keyword, { maxLength: 5 }).map((entries): SchemaObject => Object.fromEntries(entries)),
    schema: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      { weight: 1, arbitrary: fc.boolean() },
      { weight: 8, arbitrary: tie("object") },
    ),
  };
});

const anySchema = fc
  .tuple(tight, tight, tight)
  .map(([root, A, B]): Schema => (typeof root === "boolean" ? root : { ...root, $defs: { A, B } }));

function accepts(schema: Schema): ((value: Json) => boolean) | undefined {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false, ownProperties: true });
  try {
    const check = ajv.compile(schema);
    return (json) => {
      try {
        return check(json) === true;
      } catch {
        return false; // References in a circle: no value was judged.
      }
    };
  } catch {
    return undefined;
  }
}

describe("the law of emptiness", () => {
  it("what is called empty has no value", () => {
    const pool = fc.sample(value, { numRuns: 400, seed: 3 });
    let called = 0;
    fc.assert(
      fc.property(anySchema, fc.array(value, { maxLength: 20 }), (schema, more) => {
        if (emptiness(schema) === undefined) return;
        const check = accepts(schema);
        if (check === undefined) return;
        called += 1;
        expect([...pool, ...more].filter(check)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(called).toBeGreaterThan(200);
  });

  it("what has a value is not called empty", () => {
    let met = 0;
    fc.assert(
      fc.property(anySchema, value, fc.nat(), (schema, json, salt) => {
        const check = accepts(schema);
        const fitting = check?.(json) === true;
        // Beside the schemas that happen to fit, ones that were made to: a branch among others, a part of a record.
        const made: readonly SchemaObject[] = [{ const: json }, { enum: [json] }, { anyOf: [schema, { const: json }] }];
        const some: Schema = fitting ? schema : (made[salt % made.length] ?? true);
        if (fitting) met += 1;
        expect(
          emptiness(
            record(
              { a: some, b: list(some, { minItems: 2 }) },
              { ...(typeof some === "object" ? { $defs: some.$defs } : {}) },
            ),
          ),
        ).toBe(undefined);
      }),
      { numRuns: 2_000 },
    );
    expect(met).toBeGreaterThan(100);
  });
});
