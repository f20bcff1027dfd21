/** Schemas as nobody should write them but somebody does: every keyword in any company, hostile names, any reference. */
import fc from "fast-check";
import type { Json, Schema, SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";

const oddNames = [
  "a",
  "b",
  "id",
  "new",
  "readonly",
  "get",
  "constructor",
  "__proto__",
  "toString",
  "1",
  "a-b",
  "with space",
  'quote"s',
  "back\\slash",
  "new\nline",
  "*/",
  "\u2028",
  "\u202eevil",
  "天気",
  "",
];

export const oddName = fc.oneof(fc.constantFrom(...oddNames), fc.string({ unit: "binary", maxLength: 6 }));

export const oddText = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("*/ }", "*\u200b/", "@effect read", "/**", "\u2028*/", "// @ts-ignore", "*"),
    },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom("*", "/", "@", "\n", "\r", "\u202e", "\u200b", " ", "\\"), { maxLength: 12 }),
    },
  )
  .map((text) => (typeof text === "string" ? text : text.join("")));

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json);
const types = ["null", "boolean", "integer", "number", "string", "array", "object"] as const;
const size = fc.integer({ min: 0, max: 3 });
const refs = ["#", "#/$defs/A", "#/$defs/b c", "#/$defs/String", "#/$defs/missing"];

const { schema } = fc.letrec<{ schema: Schema; object: SchemaObject }>((tie) => {
  const some = tie("schema");
  const list = fc.array(some, { minLength: 1, maxLength: 3 });
  const members = fc
    .array(fc.tuple(oddName, some), { maxLength: 4 })
    .map((entries): Readonly<Record<string, Schema>> => Object.fromEntries(entries));
  const keywords = {
    type: fc.oneof(
      fc.constantFrom(...types),
      fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
    ),
    description: oddText,
    enum: fc.array(json, { minLength: 1, maxLength: 4 }),
    const: json,
    default: json,
    format: fc.constantFrom("date", "email", "*/"),
    pattern: oddText,
    minimum: fc.integer(),
    minItems: size,
    maxItems: size,
    minLength: size,
    properties: members,
    required: fc.uniqueArray(oddName, { maxLength: 3 }),
    additionalProperties: some,
    patternProperties: members,
    items: some,
    prefixItems: list,
    anyOf: list,
    oneOf: list,
    allOf: list,
    not: some,
    $ref: fc.constantFrom(...refs),
  };
  const keyword = fc.oneof(...Object.entries(keywords).map(([name, value]) => fc.tuple(fc.constant(name), value)));
  return {
    object: fc
      .array<[string, unknown]>(keyword, { maxLength: 5 })
      .map((entries): SchemaObject => Object.fromEntries(entries)),
    schema: fc.oneof({ maxDepth: 5, depthSize: "small", withCrossShrink: true }, fc.boolean(), tie("object")),
  };
});

export const anySchema: fc.Arbitrary<Schema> = fc
  .tuple(schema, schema, schema, schema)
  .map(([root, A, spaced, named]) =>
    typeof root === "boolean" ? root : { ...root, $defs: { A, "b c": spaced, String: named } },
  );

export const anyTool: fc.Arbitrary<ToolSpec> = fc.record({
  server: fc.oneof(fc.constantFrom("tools", "git-hub", "git_hub", "Math", "delete"), oddName),
  name: fc.oneof(fc.constantFrom("a.b", "delete", "get-it", "get_it", "plan"), oddName),
  description: oddText,
  input: anySchema.map(
    (input): SchemaObject => (typeof input === "boolean" ? { type: "object" } : { ...input, type: "object" }),
  ),
  output: fc.record({ schema: anySchema, origin: fc.constantFrom("declared", "assumed", "observed") }),
  requires: fc.array(oddText, { maxLength: 2 }),
  effect: fc.constantFrom("read", "write", "irreversible"),
  trusted: fc.boolean(),
});

const words = fc.constantFrom("id", "name", "items", "a-b", "state", "total");
const between = (
  low: "minLength" | "minItems" | "minimum",
  high: "maxLength" | "maxItems" | "maximum",
): fc.Arbitrary<SchemaObject> =>
  fc.tuple(fc.nat(4), fc.nat(20)).map(([least, more]) => ({ [low]: least, [high]: least + more }));
const perhaps = (some: fc.Arbitrary<SchemaObject>): fc.Arbitrary<SchemaObject> => fc.oneof(fc.constant({}), some);

/** Schemas as people write them: each allows something. */
export const { plainSchema } = fc.letrec<{ plainSchema: SchemaObject }>((tie) => {
  const some = tie("plainSchema");
  const typed = (type: string, ...parts: fc.Arbitrary<SchemaObject>[]): fc.Arbitrary<SchemaObject> =>
    fc.tuple(...parts).map((said) => Object.assign({ type }, ...said));
  const members = fc.dictionary(words, some, { maxKeys: 4, noNullPrototype: true });
  const object = members.chain((properties) =>
    fc
      .record(
        {
          required: fc.subarray(Object.keys(properties)),
          additionalProperties: fc.oneof(fc.boolean(), some),
        },
        { requiredKeys: [] },
      )
      .map((rest): SchemaObject => ({ type: "object", properties, ...rest })),
  );
  const leaves = [
    typed("string", perhaps(between("minLength", "maxLength"))),
    typed(
      "string",
      fc.constantFrom("date", "email", "uuid", "uri").map((format) => ({ format })),
    ),
    typed("integer", perhaps(between("minimum", "maximum"))),
    typed("number", perhaps(between("minimum", "maximum"))),
    fc.constantFrom<SchemaObject[]>({ type: "boolean" }, { type: "null" }, {}, { type: ["string", "null"] }),
    fc
      .uniqueArray(json, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) })
      .map((values) => ({ enum: values })),
    json.map((value) => ({ const: value })),
  ];
  return {
    plainSchema: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      ...leaves,
      object,
      typed(
        "array",
        some.map((items) => ({ items })),
        perhaps(between("minItems", "maxItems")),
      ),
      fc
        .array(some, { minLength: 1, maxLength: 3 })
        .map((prefixItems): SchemaObject => ({ type: "array", prefixItems, items: false })),
      fc.array(some, { minLength: 1, maxLength: 3 }).map((anyOf): SchemaObject => ({ anyOf })),
    ),
  };
});
