import { describe, expect, test } from "vitest";
import { valueWritten, wrongValue } from "#dist/executor/index.js";
import type { Schema } from "#dist/toolspecs/index.js";

describe("what a person wrote", () => {
  test.each<[string, Schema, unknown]>([
    ["2", { enum: ["warm", "plain"] }, "plain"],
    ["plain", { enum: ["warm", "plain"] }, "plain"],
    ['"plain"', { enum: ["warm", "plain"] }, "plain"],
    ["2", { enum: [10, 2] }, 2],
    ["yes", { type: "boolean" }, true],
    ["3", { type: "integer" }, 3],
    ["3", { type: "string" }, "3"],
    ["null", { type: "string" }, "null"],
    ['"a b"', { type: "string" }, "a b"],
    ["a b", { type: "string" }, "a b"],
    ["2026-07-01", { type: "string", format: "date" }, "2026-07-01"],
    ['{"n":1}', { type: "object", properties: { n: { type: "integer" } } }, { n: 1 }],
    ["7", { type: "object", properties: { n: { type: "integer" } }, required: ["n"] }, { n: 7 }],
  ])("%s for %j is %j", (text, schema, value) => {
    expect(valueWritten(text, schema)).toEqual(value);
    expect(wrongValue(valueWritten(text, schema), schema)).toBeUndefined();
  });

  test.each<[string, Schema, RegExp]>([
    ["3", { enum: ["warm", "plain"] }, /must be/],
    ["many", { type: "integer" }, /must be integer/],
    ["0", { type: "integer", minimum: 1 }, /must be >= 1/],
    ["", { type: "string", minLength: 1 }, /must/],
  ])("%s for %j is told what is wrong with it", (text, schema, wrong) => {
    expect(wrongValue(valueWritten(text, schema), schema)).toMatch(wrong);
  });
});
