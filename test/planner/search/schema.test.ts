import { describe, expect, test } from "vitest";
import { fits } from "#dist/planner/search/schema/fits.js";
import { obeys } from "#dist/planner/search/schema/rules.js";
import { shapeOf } from "#dist/planner/search/schema/shape.js";
import type { Schema, SchemaObject } from "#dist/toolspecs/index.js";

describe("shapes", () => {
  test.each<[string, SchemaObject, string, boolean]>([
    ["a type", { type: "string" }, "string", false],
    ["a type or null", { type: ["string", "null"] }, "string", true],
    ["a union with null", { anyOf: [{ type: "integer" }, { type: "null" }] }, "integer", true],
    ["an enum alone", { enum: ["a", "b"] }, "string", false],
    ["an enum with null", { enum: ["a", null] }, "string", true],
    ["integer or number", { type: ["integer", "number"] }, "number", false],
    ["properties alone", { properties: { a: true } }, "object", false],
    ["a reference", { $ref: "#/$defs/name", $defs: { name: { type: "string" } } }, "string", false],
    ["parts that hold together", { allOf: [{ type: "object" }, { properties: { a: true } }] }, "object", false],
    ["two types", { type: ["string", "integer"] }, "any", false],
    ["a union of records", { oneOf: [{ type: "object" }, { type: "array" }] }, "any", false],
    ["nothing said", {}, "any", false],
    ["a dangling reference", { $ref: "#/$defs/none" }, "any", false],
    ["a reference to itself", { $ref: "#" }, "any", false],
  ])("%s", (_, schema, type, nullable) => {
    expect(shapeOf(schema, schema)).toMatchObject({ type, nullable });
  });

  test("a union of constants is an enum", () => {
    const schema: SchemaObject = { oneOf: [{ const: "a" }, { enum: ["b", "c"] }] };
    expect(shapeOf(schema, schema).schema.enum).toEqual(["a", "b", "c"]);
  });

  test("a union that doubles at every level does not explode", () => {
    const knot: SchemaObject = { $defs: { knot: { anyOf: [{ $ref: "#/$defs/knot" }, { $ref: "#/$defs/knot" }] } } };
    expect(shapeOf({ $ref: "#/$defs/knot" }, knot).type).toBe("any");
  });
});

describe("rules", () => {
  test.each<[unknown, SchemaObject, boolean]>([
    [5, { minimum: 5, maximum: 5 }, true],
    [4, { minimum: 5 }, false],
    [6, { maximum: 5 }, false],
    [5, { exclusiveMinimum: 5 }, false],
    [5, { exclusiveMaximum: 5 }, false],
    [0.3, { multipleOf: 0.1 }, true],
    [0.35, { multipleOf: 0.1 }, false],
    ["ab", { minLength: 2, maxLength: 2 }, true],
    ["a", { minLength: 2 }, false],
    ["abc", { maxLength: 2 }, false],
    ["INV-1", { pattern: "^INV-[0-9]+$" }, true],
    ["inv", { pattern: "^INV-[0-9]+$" }, false],
    ["a".repeat(60), { pattern: "^(a+)+$x" }, true],
    ["a", { pattern: "(" }, true],
  ])("%j under %j", (value, schema, kept) => {
    if (typeof value !== "string" && typeof value !== "number") throw new Error("a string or a number");
    expect(obeys(value, schema)).toBe(kept);
  });
});

describe("whole values", () => {
  const list: Schema = { type: "array", items: { type: "integer" } };
  const point: Schema = {
    type: "object",
    properties: { x: { type: "number" }, tags: { type: "array", items: { type: "string" } } },
    required: ["x"],
    additionalProperties: false,
  };
  test.each([
    [[1, 2], list, true],
    [[1, 2.5], list, false],
    [{ x: 1.5, tags: ["a"] }, point, true],
    [{ tags: [] }, point, false],
    [{ x: 1, y: 2 }, point, false],
    [null, point, false],
    [null, { type: ["string", "null"] } satisfies Schema, true],
    ["c", { enum: ["a", "b"] } satisfies Schema, false],
  ])("%j", (value, schema, fitting) => {
    expect(fits(value, schema, {})).toBe(fitting);
  });
});
