import { describe, expect, test } from "vitest";
import { slotsOf } from "#dist/planner/search/fill/slots.js";
import { checksFor } from "#dist/planner/search/link/assignable.js";
import { matchOf } from "#dist/planner/search/link/match.js";
import { type Output, outputsOf } from "#dist/planner/search/link/outputs.js";
import { shapeOf } from "#dist/planner/search/schema/shape.js";
import { stem } from "#dist/planner/search/words/stem.js";
import type { Schema, SchemaObject } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

function outputs(schema: SchemaObject): Output[] {
  return outputsOf(shapeOf(schema, schema));
}

function way({ hops }: Output): string {
  return hops
    .map((hop) => {
      const doubt = `${hop.kind === "property" && hop.missing ? "?" : ""}${hop.nullable ? "|null" : ""}`;
      return hop.kind === "property" ? `.${hop.key}${doubt}` : `[]${doubt}`;
    })
    .join("");
}

describe("what an output holds", () => {
  test("every value, with the way to it and its doubts", () => {
    const customer: Schema = {
      type: "object",
      properties: { id: { type: "string" }, nick: { type: ["string", "null"] } },
      required: ["id"],
    };
    const found = outputs({
      type: "object",
      properties: {
        customer,
        tags: { type: "array", items: { type: "string" } },
        extra: {},
        table: { type: "array", items: { type: "array", items: { type: "integer" } } },
      },
      required: ["tags"],
    });
    expect(found.map(way)).toEqual([".customer?.id", ".customer?.nick?|null", ".tags[]"]);
  });

  test("a schema that contains itself is followed only so far", () => {
    const names = Array.from({ length: 20 }, (_, index) => `child${index}`);
    const tree: SchemaObject = {
      type: "object",
      properties: { id: { type: "string" }, ...Object.fromEntries(names.map((name) => [name, { $ref: "#" }])) },
    };
    expect(outputs(tree).length).toBeLessThanOrEqual(300);
    expect(slotsOf(tool("grow", { input: tree })).length).toBeLessThanOrEqual(200);
  });
});

describe("what may be passed on", () => {
  const check = (from: Schema, to: Schema) => checksFor(shapeOf(from, {}), shapeOf(to, {}));
  const text: SchemaObject = { type: "string" };

  test.each<[string, Schema, Schema]>([
    ["the same type", text, text],
    ["a whole number as a number", { type: "integer" }, { type: "number" }],
    ["fewer values", { enum: ["a"] }, { enum: ["a", "b"] }],
    ["the same pattern", { ...text, pattern: "^a$" }, { ...text, pattern: "^a$" }],
    ["the same format", { ...text, format: "email" }, { ...text, format: "email" }],
    ["a narrower range", { type: "integer", minimum: 2, maximum: 3 }, { type: "integer", minimum: 1, maximum: 4 }],
    ["a text of any length", text, { ...text, minLength: 0 }],
  ])("%s, unseen", (_, from, to) => {
    expect(check(from, to)).toEqual([]);
  });

  test.each<[string, Schema, Schema]>([
    ["another type", { type: "integer" }, text],
    ["a number as a whole one", { type: "number" }, { type: "integer" }],
    ["more values", { enum: ["a", "c"] }, { enum: ["a", "b"] }],
    ["any text as one of a few", text, { enum: ["a"] }],
    ["any text under a pattern", text, { ...text, pattern: "^a$" }],
    ["any text in a format", text, { ...text, format: "email" }],
    ["a number of unknown steps", { type: "integer" }, { type: "integer", multipleOf: 5 }],
    ["a record", { type: "object" }, { type: "object" }],
  ])("%s is not", (_, from, to) => {
    expect(check(from, to)).toBeUndefined();
  });

  test("bounds and lengths are tested on the way", () => {
    expect(check(text, { ...text, minLength: 1, maxLength: 9 })).toEqual([
      { rule: "minLength", bound: 1 },
      { rule: "maxLength", bound: 9 },
    ]);
    expect(check({ type: "integer", minimum: 0 }, { type: "integer", minimum: 1, maximum: 5 })).toEqual([
      { rule: "minimum", bound: 1 },
      { rule: "maximum", bound: 5 },
    ]);
  });
});

describe("names", () => {
  /** How well the only output of a tool fits a parameter of another. */
  function match(parameter: string, consumer: readonly string[], producer: readonly string[], output: SchemaObject) {
    const [slot] = slotsOf(tool("use", { input: { type: "object", properties: { [parameter]: { type: "string" } } } }));
    const [only] = outputs(output);
    if (slot === undefined || only === undefined) throw new Error("one parameter, one output");
    return matchOf({ slot, things: consumer.map(stem) }, { output: only, things: producer.map(stem) });
  }
  const holding = (...path: readonly string[]): SchemaObject =>
    path.reduceRight<SchemaObject>((inner, key) => ({ type: "object", properties: { [key]: inner } }), {
      type: "string",
    });

  test("the better the name, the higher", () => {
    const same = match("customer_id", ["invoice"], ["customer"], holding("customer_id"));
    const owner = match("customer_id", ["invoice"], ["customer"], holding("id"));
    const nested = match("customerId", ["invoice"], ["order"], holding("customer", "id"));
    const bare = match("id", ["ticket"], ["ticket"], holding("id"));
    const thing = match("channel", ["message"], ["channel"], holding("id"));
    const mail = match("to", ["mail"], ["person"], holding("email"));
    expect(same).toBe(1);
    expect([owner, nested]).toEqual([0.9, 0.9]);
    expect(bare).toBeLessThan(owner);
    expect(thing).toBeLessThan(bare);
    expect(mail).toBe(0);
    expect(match("recipient", ["mail"], ["person"], holding("email"))).toBeGreaterThan(0);
  });

  test("another thing's id is no id of this", () => {
    expect(match("customer_id", ["invoice"], ["order"], holding("id"))).toBe(0);
    expect(match("id", ["ticket"], ["person"], holding("id"))).toBe(0);
    expect(match("name", ["room"], ["person"], holding("name"))).toBe(0);
  });
});
