import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWithin, overlap, stepsOf, valuesAt } from "#dist/policy/path.js";
import type { Json } from "#dist/toolspecs/index.js";

describe("paths", () => {
  test.each([
    ["$", []],
    ["", []],
    ["a", ["a"]],
    ["$.a", ["a"]],
    ["$ref", ["$ref"]],
    ["a.b-c.d", ["a", "b-c", "d"]],
    ["a[].b", ["a", "[]", "b"]],
    ["[].b", ["[]", "b"]],
    ["a[0][17]", ["a", "[]", "[]"]],
    ['a["x.y"].b', ["a", "x.y", "b"]],
    ['["\\"]"]', ['"]']],
  ])("%s is read", (path, steps) => {
    expect(stepsOf(path)).toEqual(steps);
  });

  test.each(["a.", "a..b", "a[", "a[]b", "a[x]", "a]", '["a', '["\\x"]', "."])("%s is none", (path) => {
    expect(stepsOf(path)).toBeUndefined();
  });

  test("any text is read or refused, and what is read can be followed", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom("a", ".", "[", "]", '"', "$") }),
    );
    fc.assert(
      fc.property(text, fc.jsonValue(), (path, value) => {
        const { values, absent } = valuesAt(value as Json, path);
        expect(values.length > 0 || absent || stepsOf(path)?.includes("[]")).toBe(true);
      }),
    );
  });

  test("what stands there is found, and whether anything is lacking", () => {
    const value = { list: [{ id: 1, tags: ["x"] }, { id: 2 }], empty: [], nothing: null };
    expect(valuesAt(value, "list[].id")).toEqual({ values: [1, 2], absent: false });
    expect(valuesAt(value, "list[].tags[]")).toEqual({ values: ["x"], absent: true });
    expect(valuesAt(value, "empty[].id")).toEqual({ values: [], absent: false });
    expect(valuesAt(value, "nothing")).toEqual({ values: [null], absent: false });
    expect(valuesAt(value, "nothing.id")).toEqual({ values: [], absent: true });
    expect(valuesAt(value, "list.id")).toEqual({ values: [], absent: true });
    expect(valuesAt(value, "constructor")).toEqual({ values: [], absent: true });
    expect(valuesAt(value, "$")).toEqual({ values: [value], absent: false });
  });

  test("parts and wholes", () => {
    expect(isWithin("a[].b", "a")).toBe(true);
    expect(isWithin("a", "a[].b")).toBe(false);
    expect(isWithin("a[3].b", "a[]")).toBe(true);
    expect(isWithin("ab", "a")).toBe(false);
    expect(overlap("a", "a[].b")).toBe(true);
    expect(overlap("a.c", "a.b")).toBe(false);
    expect(overlap("", "a.b")).toBe(true);
  });
});
