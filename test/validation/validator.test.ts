import { describe, expect, it } from "vitest";
import type { Json, Schema } from "#dist/toolspecs/index.js";
import { createValidators, patternOf, validatorOf } from "#dist/validation/index.js";

function wrongWith(schema: Schema, value: Json): readonly string[] {
  const made = validatorOf(schema);
  if (!made.ok) throw new Error(made.issues[0]?.message);
  return made.value(value).map(({ path, message }) => `${path} ${message}`);
}

function refusal(schema: Schema): string | undefined {
  const made = validatorOf(schema);
  return made.ok ? undefined : made.issues[0]?.message;
}

describe("a validator", () => {
  const schema: Schema = {
    type: "object",
    properties: {
      to: { type: "string", format: "email" },
      lines: { type: "array", items: { type: "integer", minimum: 1 } },
      state: { enum: ["open", "closed"] },
      "a b": { type: "object", properties: { c: { type: ["string", "null"] } } },
    },
    required: ["to"],
    additionalProperties: false,
  };

  it("has nothing against what keeps to the schema", () => {
    expect(wrongWith(schema, { to: "a@b.example", lines: [1], state: "open", "a b": { c: null } })).toEqual([]);
  });

  it("says where and what", () => {
    const value = { lines: [1, 0, "x"], state: "shut", "a b": { c: 1 }, cc: true };
    expect(wrongWith(schema, value)).toEqual([
      "to is missing",
      "cc is no parameter here",
      "lines[1] must be >= 1",
      "lines[2] must be integer",
      'state must be one of "open", "closed"',
      '["a b"].c must be string or null',
    ]);
    expect(wrongWith(schema, { to: "nobody" })).toEqual(['to must match format "email"']);
  });

  it("tells a few things and not all", () => {
    expect(
      wrongWith(
        { type: "array", items: { type: "string" } },
        Array.from({ length: 99 }, () => 1),
      ),
    ).toHaveLength(8);
  });

  it("follows local references", () => {
    const tree: Schema = {
      type: "object",
      properties: { kids: { type: "array", items: { $ref: "#" } } },
      required: ["kids"],
    };
    expect(wrongWith(tree, { kids: [{ kids: [] }, {}] })).toEqual(["kids[1].kids is missing"]);
  });

  it("tells two patterns apart", () => {
    const patterns: Schema = {
      properties: { a: { type: "string", pattern: "^a$" }, b: { type: "string", pattern: "^b$" } },
    };
    expect(wrongWith(patterns, { a: "a", b: "b" })).toEqual([]);
    expect(wrongWith(patterns, { a: "b", b: "b" })).toHaveLength(1);
  });

  it("sees no members that only JavaScript put there", () => {
    expect(wrongWith({ type: "object", required: ["constructor"] }, {})).toEqual(["constructor is missing"]);
    expect(wrongWith({ type: "object", properties: { toString: false } }, {})).toEqual([]);
  });

  it("ignores formats it does not know", () => {
    expect(wrongWith({ type: "string", format: "flavour" }, "vanilla")).toEqual([]);
  });
});

describe("hostile schemas", () => {
  it.each<[string, Schema, RegExp]>([
    ["a pattern that is none", { pattern: "(" }, /no regular expression/],
    ["a reference to nothing", { $ref: "#/$defs/none" }, /resolve reference/],
    ["a schema that is only itself", { anyOf: [true, { $ref: "#" }] }, /# is only itself/],
    ["a reference to the network", { $ref: "https://example.com/schema.json" }, /resolve reference/],
    ["asynchronous validation", { $async: true }, /asynchronous/],
    ["a type that is none", { type: "text" } as unknown as Schema, /type must be/],
    ["required that is no list", { required: 5 } as unknown as Schema, /required/],
  ])("%s is a failure", (_title, schema, reason) => {
    expect(refusal(schema)).toMatch(reason);
  });

  it("nested deeper than a stack is a failure", () => {
    const deep = Array.from({ length: 20_000 }).reduce<Schema>((items) => ({ items }), true);
    expect(refusal(deep)).toMatch(/nested too deep/);
  });

  it("may share an $id", () => {
    const schema = (type: "string" | "number"): Schema => ({ $id: "https://example.com/x", type });
    expect(wrongWith(schema("string"), 1)).toHaveLength(1);
    expect(wrongWith(schema("number"), 1)).toHaveLength(0);
  });
});

it("compiles a schema once for each verifier", () => {
  const schema = { type: "object" } as const;
  const validators = createValidators();
  expect(validators(schema)).toBe(validators(schema));
  expect(createValidators()(schema)).not.toBe(validators(schema));
});

describe("patterns", () => {
  it("read as Unicode where they can be, and as they were written before where not", () => {
    expect(patternOf("^.$")?.test("🙂")).toBe(true);
    expect(patternOf("^[\\w-.]+$")?.test("a-b.c")).toBe(true);
    expect(patternOf("(?P<name>a)")).toBeUndefined();
  });

  it("give up on a match that would take for ever", () => {
    expect(patternOf("^(a+)+$")?.test("aaaa")).toBe(true);
    expect(patternOf("^(a+)+$")?.test(`${"a".repeat(60)}b`)).toBe(false);
    expect(patternOf("^a*a*a*a*a*a*a*a*$")?.test(`${"a".repeat(20_000)}b`)).toBe(false);
  });

  it("match long texts too", () => {
    expect(patternOf("^a+$")?.test("a".repeat(50_000))).toBe(true);
  });

  it("give up on texts that are far too long for a format", () => {
    expect(wrongWith({ type: "string", format: "email" }, `${"a".repeat(5000)}@b.example`)).toHaveLength(1);
    expect(wrongWith({ type: "string", format: "byte" }, "aaaa".repeat(5000))).toEqual([]);
  });
});
