import { describe, expect, it } from "vitest";
import {
  builtinAt,
  builtinNow,
  builtinTools,
  catalogue,
  declarations,
  type Json,
  type Schema,
  typedAnswer,
} from "#dist/toolspecs/index.js";
import { tool } from "../support/tools.js";

describe("the builtin tools", () => {
  it("are there only where they are offered, and keep their namespace from others", () => {
    expect(builtinTools([])).toEqual([]);
    const other = tool("ask", { server: "holdshort" });
    const { bindings } = catalogue([other, ...builtinTools(["ask"])]);
    expect(bindings.map(({ namespace, member, spec }) => [namespace, member, spec.builtin])).toEqual([
      ["holdshort_2", "ask", undefined],
      ["holdshort", "ask", "ask"],
    ]);
  });

  it("are declared with a result that follows from the schema", () => {
    const text = declarations(catalogue(builtinTools(["extract"])));
    expect(text).toContain(
      "function extract<const S extends Schema>(args: { text: string; schema: S }): Promise<Value<S>>;",
    );
    expect(text).not.toContain("function ask");
  });

  it("say who is trusted: a person is, a text is not", () => {
    expect(builtinTools(["ask", "extract"]).map(({ name, trusted, effect }) => [name, trusted, effect])).toEqual([
      ["ask", true, "read"],
      ["extract", false, "read"],
    ]);
  });

  it("are what they were as long as they are offered", () => {
    const [ask] = builtinTools(["ask"]);
    if (ask === undefined) throw new Error("not offered");
    const judged = builtinAt(ask, { type: "string" }, 12);
    expect(builtinNow(judged, [ask])).toEqual(judged);
    expect(builtinNow(judged, builtinTools(["extract"]))).toBeUndefined();
    expect(builtinNow(judged, [{ ...ask, trusted: false }])).not.toEqual(judged);
  });
});

describe("what a person writes", () => {
  const colours: Schema = { enum: ["red", "blue", 3] };
  const one: Schema = { type: "object", properties: { day: { type: "string", format: "date" } }, required: ["day"] };

  it.each<[string, Schema, Json | undefined]>([
    ["red", colours, "red"],
    ["RED", colours, "red"],
    ["2", colours, "blue"],
    ["3", colours, 3],
    ["9", colours, undefined],
    ["green", colours, undefined],
    ["yes", { type: "boolean" }, true],
    ["N", { type: "boolean" }, false],
    ["maybe", { type: "boolean" }, undefined],
    ["-2.5", { type: "number" }, -2.5],
    ["2,5", { type: "number" }, undefined],
    ["0x10", { type: "integer" }, undefined],
    ["42", { type: "string" }, "42"],
    ["", { type: "string" }, undefined],
    ["", { type: ["string", "null"] }, null],
    ["2027-03-09", one, { day: "2027-03-09" }],
    ['{"day": "2027-03-09"}', one, { day: "2027-03-09" }],
    ["[1, 2]", { type: "array", items: { type: "number" } }, [1, 2]],
    ["1, 2", { type: "array", items: { type: "number" } }, undefined],
    ["no", { anyOf: [{ type: "number" }, { type: "boolean" }] }, false],
  ])("%j of %j means %j", (text, schema, value) => {
    expect(typedAnswer(text, schema)).toEqual(value);
  });
});
