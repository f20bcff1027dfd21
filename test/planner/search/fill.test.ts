import { describe, expect, test } from "vitest";
import { contextFor } from "#dist/planner/search/fill/context.js";
import { fillings, standards } from "#dist/planner/search/fill/fill.js";
import { slotsOf } from "#dist/planner/search/fill/slots.js";
import { analyseGoal } from "#dist/planner/search/goal/goal.js";
import { loadModel } from "#dist/planner/search/learned/load.js";
import type { Json, SchemaObject } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

/** The arguments the words of a goal give for an input schema, by path, and the paths left open. */
function fill(text: string, properties: SchemaObject["properties"], required = Object.keys(properties ?? {})) {
  const input: SchemaObject = { type: "object", properties: properties ?? {}, required };
  const slots = slotsOf(tool("do_it", { input }));
  const goal = analyseGoal(text, 20_000);
  const place = { goal, region: { first: 0, next: goal.tokens.length }, taken: [], model: loadModel() };
  const [best] = fillings(slots, contextFor(place, { words: new Set(["do", "it"]), slots }), standards.look);
  const given: Record<string, Json> = {};
  for (const { slot, candidate } of best?.filled ?? []) {
    given[slot.path.join(".")] = candidate.each === undefined ? candidate.value : { each: candidate.each };
  }
  return { given, open: best?.open.map((slot) => slot.path.join(".")) };
}

const text: SchemaObject = { type: "string" };
const integer: SchemaObject = { type: "integer" };
const number: SchemaObject = { type: "number" };

describe("a value finds its parameter", () => {
  test.each<[string, string, SchemaObject["properties"], Record<string, Json>]>([
    ["by name", "with a height of 5 and a base of 10", { base: integer, height: integer }, { base: 10, height: 5 }],
    ["by equation", "where b=6, a=2", { a: integer, b: integer }, { a: 2, b: 6 }],
    ["by order", "the sum of 3 and 4", { first: integer, second: integer }, { first: 3, second: 4 }],
    [
      "by unit",
      "50 kilometers in 2 hours",
      {
        distance: { ...integer, description: "In kilometers" },
        duration: { ...integer, description: "In hours" },
      },
      { distance: 50, duration: 2 },
    ],
    [
      "by small words",
      "to Melbourne from Sydney",
      { start_city: text, end_city: text },
      { start_city: "Sydney", end_city: "Melbourne" },
    ],
    [
      "by kind",
      "Ada, ada@example.com, 2027-03-09, https://example.org/x",
      { link: { ...text, format: "uri" }, email: text, name: text, date: { ...text, format: "date" } },
      { link: "https://example.org/x", email: "ada@example.com", name: "Ada", date: "2027-03-09" },
    ],
    [
      "by pattern",
      "take T-12 for P-34",
      { one: { ...text, pattern: "^P-" }, two: { ...text, pattern: "^T-" } },
      { one: "P-34", two: "T-12" },
    ],
    [
      "into a record",
      "for 3 days in Rome",
      { trip: { type: "object", properties: { city: text, days: integer }, required: ["city", "days"] } },
      { "trip.city": "Rome", "trip.days": 3 },
    ],
  ])("%s", (_, goal, properties, given) => {
    expect(fill(goal, properties)).toEqual({ given, open: [] });
  });
});

describe("a value is turned into what the schema takes", () => {
  test.each<[string, string, SchemaObject, Json]>([
    ["percent as a fraction", "at a rate of 5%", number, 0.05],
    ["percent as it is, where the tool says so", "at a rate of 5%", { ...number, description: "In percent" }, 5],
    ["percent as a whole number", "at a rate of 5%", integer, 5],
    ["a number in words", "at a rate of twenty", integer, 20],
    ["the number of #12", "rate #12", integer, 12],
    ["digits as text", "with the rate 2041", text, "2041"],
    ["an enum value, inflected", "we meet on Mondays", { enum: ["monday", "tuesday"] }, "monday"],
    [
      "of enum values in one word the longest",
      "as a folk-rock piece",
      { enum: ["folk", "folk-rock", "rock"] },
      "folk-rock",
    ],
    ["an enum value that is a number, in words", "with three of them", { type: "integer", enum: [2, 3, 4] }, 3],
    [
      "several enum values",
      "red and blue",
      { type: "array", items: { enum: ["blue", "green", "red"] } },
      ["red", "blue"],
    ],
    ["a list", "of Ada, Bo and Cy", { type: "array", items: text }, ["Ada", "Bo", "Cy"]],
    ["a list of one", "of Ada", { type: "array", items: text }, ["Ada"]],
    ["a list in brackets", "of [1, 2, 3]", { type: "array", items: integer }, [1, 2, 3]],
    [
      "a table",
      "of [[1, 2], [3, 4]]",
      { type: "array", items: { type: "array", items: integer } },
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["a range", "from 1 to 3", { type: "array", items: number }, [1, 3]],
    [
      "the spelling the description shows",
      "as a Dictionary",
      { ...text, description: "'list' or 'dictionary'" },
      "dictionary",
    ],
    ["several calls", "in Paris and Rome", text, { each: ["Paris", "Rome"] }],
  ])("%s", (_, goal, schema, value) => {
    expect(fill(goal, { rate: schema })).toEqual({ given: { rate: value }, open: [] });
  });

  test("hours and minutes of a time", () => {
    const slots = { hours: integer, minutes: integer };
    expect(fill("at 6:30 PM", slots).given).toEqual({ hours: 6, minutes: 30 });
    expect(fill("at 6:30 PM", { hours: { ...integer, description: "24 hour clock" } }).given).toEqual({ hours: 18 });
  });

  test("flags", () => {
    const flag = { include_tax: { type: "boolean" } } satisfies SchemaObject["properties"];
    expect(fill("the price with tax", flag).given).toEqual({ include_tax: true });
    expect(fill("the price without tax", flag).given).toEqual({ include_tax: false });
    expect(fill("the price, include_tax = false", flag).given).toEqual({ include_tax: false });
    expect(fill("the price", flag)).toEqual({ given: {}, open: ["include_tax"] });
  });
});

describe("nothing is made up", () => {
  test.each<[string, string, SchemaObject]>([
    ["a number where none is said", "the area of the circle", integer],
    ["a whole number from a fraction", "it is 2.5", integer],
    ["a number out of bounds", "it is 400", { ...integer, maximum: 40 }],
    ["a date that is not stated", "tomorrow", { ...text, format: "date" }],
    ["a date that can be read two ways", "on 05/06/2027", { ...text, format: "date" }],
    ["a point in time from a day", "on 2027-03-09", { ...text, format: "date-time" }],
    ["an address from a name", "for Ada", { ...text, format: "email" }],
    ["an enum value that is not named", "the green one", { enum: ["red", "blue"] }],
    ["the letter A from an article", "a house", { enum: ["A", "B"] }],
    ["a text that is too long", 'say "abcdef"', { ...text, maxLength: 3, pattern: "^[a-z]+$" }],
  ])("%s", (_, goal, schema) => {
    const { given, open } = fill(goal, { value: schema });
    expect({ given, open }).toEqual({ given: {}, open: ["value"] });
  });

  test("an optional parameter is left out unless the goal clearly means it", () => {
    const slots = { city: text, days: integer, mood: text };
    expect(fill("weather in Rome", slots, ["city"]).given).toEqual({ city: "Rome" });
    expect(fill("weather in Rome for 3 days", slots, ["city"]).given).toEqual({ city: "Rome", days: 3 });
  });

  test("an optional record lacking a required part is left out whole", () => {
    const at = {
      type: "object",
      properties: { day: { ...text, format: "date" }, room: text },
      required: ["day"],
    } satisfies SchemaObject;
    expect(fill('meet in the room "Blue"', { at }, []).given).toEqual({});
    expect(fill('meet in the room "Blue" on 2027-03-09', { at }, []).given).toEqual({
      "at.day": "2027-03-09",
      "at.room": "Blue",
    });
  });

  test("one stretch of the goal serves one parameter", () => {
    expect(fill("take 5", { a: integer, b: integer })).toEqual({ given: { a: 5 }, open: ["b"] });
  });
});
