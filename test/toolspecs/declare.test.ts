import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue, declarations, type Schema, type SchemaObject, type ToolSpec } from "#dist/toolspecs/index.js";
import { complaints } from "../support/compile.js";
import { anyTool } from "../support/schemas.js";
import { tool } from "../support/tools.js";

const textOf = (...tools: readonly ToolSpec[]): string => declarations(catalogue(tools));

/** The type a schema gets as a result. */
function typeOf(schema: Schema): string {
  const text = textOf(tool("get", { returns: schema }));
  for (const exact of [true, false]) expect(complaints({ "tools.d.ts": text }, exact)).toEqual([]);
  return /Promise<([\s\S]*)>;/.exec(text)?.[1] ?? "";
}

function argsOf(input: SchemaObject): string {
  return /function get\((.*)\): Promise/.exec(textOf(tool("get", { input })))?.[1] ?? "";
}

describe("types", () => {
  const samples: readonly (readonly [string, Schema, string])[] = [
    ["anything", true, "unknown"],
    ["nothing", false, "never"],
    ["a schema that says nothing", {}, "unknown"],
    ["an integer", { type: "integer" }, "number"],
    ["nullable", { type: ["string", "null"] }, "string | null"],
    ["an enum", { enum: ["a", "b", "a", 1, null, -2.5, true] }, '"a" | "b" | 1 | null | -2.5 | true'],
    ["an enum with its type", { type: "string", enum: ["a", null] }, '"a"'],
    ["a constant structure", { const: { kind: "x", at: [1, {}] } }, '{ kind: "x"; at: [1, Record<string, never>] }'],
    ["an array of a union", { type: "array", items: { type: ["string", "number"] } }, "(string | number)[]"],
    ["an array of anything", { type: "array" }, "unknown[]"],
    ["an array kept empty", { type: "array", items: false }, "[]"],
    [
      "a tuple",
      { type: "array", prefixItems: [{ type: "number" }, { type: "string" }], minItems: 1, items: false },
      "[number, string?]",
    ],
    [
      "a tuple with a rest",
      { type: "array", prefixItems: [{ type: "number" }], minItems: 1, items: { type: ["null", "string"] } },
      "[number, ...(null | string)[]]",
    ],
    [
      "an object",
      { type: "object", properties: { a: { type: "string" }, "b-c": { type: "number" } }, required: ["a", "z"] },
      '{ a: string; "b-c"?: number; z: unknown }',
    ],
    ["an object without a type", { properties: { a: { type: "string" } } }, "{ a?: string }"],
    ["any object", { type: "object" }, "Record<string, unknown>"],
    ["an empty object", { type: "object", additionalProperties: false }, "Record<string, never>"],
    ["a dictionary", { type: "object", additionalProperties: { type: "number" } }, "{ [key: string]: number }"],
    [
      "a dictionary with named members",
      { type: "object", properties: { a: { type: "number" } }, additionalProperties: { type: "string" } },
      "{ a?: number } & { [key: string]: string | number }",
    ],
    [
      "a dictionary with named members that are all required",
      {
        type: "object",
        properties: { a: { type: "number" } },
        additionalProperties: { type: "string" },
        required: ["a"],
      },
      "{ a: number; [key: string]: string | number }",
    ],
    ["alternatives", { anyOf: [{ type: "string" }, { type: "number" }, { type: "string" }] }, "string | number"],
    ["an alternative that says nothing", { anyOf: [{ type: "string" }, {}] }, "unknown"],
    [
      "members with alternatives",
      { type: "object", properties: { a: { type: "string" } }, oneOf: [{ required: ["b"] }, { required: ["c"] }] },
      "{ a?: string } & ({ b: unknown } | { c: unknown })",
    ],
    [
      "all of",
      { allOf: [{ properties: { a: true } }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }, true] },
      "{ a?: unknown } & ({ a: unknown } | { b: unknown })",
    ],
    [
      "branches that heed the type beside them",
      { type: ["string", "null"], anyOf: [{ minLength: 1 }, {}] },
      "string | null",
    ],
    ["a dangling reference", { $ref: "#/$defs/none" }, "unknown /* dangling reference */"],
  ];
  it.each(samples)("%s", (_title, schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it("writes a recursive shape as an alias", () => {
    const node = { type: "object", properties: { next: { $ref: "#/$defs/tree-node" } }, required: ["next"] } as const;
    const text = textOf(tool("get", { returns: { $ref: "#/$defs/tree-node", $defs: { "tree-node": node } } }));
    expect(text).toContain("type TreeNode = { next: TreeNode };");
    expect(text).toContain("Promise<TreeNode>");
  });

  it("names a shape that is recursive as a whole after its tool", () => {
    const text = textOf(tool("list_all", { returns: { type: "array", items: { $ref: "#" } } }));
    expect(text).toContain("type ListAllResult = ListAllResult[];");
  });

  it("writes a shape once that many tools share, and apart what only shares a name", () => {
    const returns = (type: "string" | "number"): Schema => ({
      type: "object",
      properties: { item: { $ref: "#/$defs/Item" } },
      $defs: { Item: { type: "object", properties: { id: { type } } } },
    });
    const text = textOf(
      tool("a", { returns: returns("string") }),
      tool("b", { returns: returns("string") }),
      tool("c", { returns: returns("number") }),
    );
    expect(text.match(/type Item\w* = .*/g)).toEqual([
      "type Item = { id?: string };",
      "type Item_2 = { id?: number };",
    ]);
  });

  it("leaves a shape open that is nothing but itself", () => {
    const $defs = { A: { anyOf: [{ $ref: "#/$defs/B" }, { type: "string" }] }, B: { $ref: "#/$defs/A" } } as const;
    const text = textOf(tool("get", { returns: { $ref: "#/$defs/A", $defs } }));
    expect(text).toContain("type A = unknown /* refers to itself */;");
    expect(complaints({ "tools.d.ts": text })).toEqual([]);
  });

  it("stops at schemas nested too deep or too large", () => {
    const deep = Array.from({ length: 500 }).reduce<Schema>((items) => ({ type: "array", items }), { type: "string" });
    expect(typeOf(deep)).toContain("unknown /* nested too deep */");
    const properties = Object.fromEntries(
      Array.from({ length: 9000 }, (_, index) => [`p${index}`, { type: "string" }]),
    );
    expect(typeOf({ type: "object", properties } as Schema)).toContain("unknown /* schema too large */");
  });

  it("does not let alternatives multiply", () => {
    const some = (key: string): Schema => ({
      oneOf: Array.from({ length: 60 }, (_, index) => ({
        type: "object",
        properties: { [key + index]: { type: "string" } },
        required: [key + index],
      })),
    });
    expect(typeOf({ allOf: [some("a"), some("b"), some("c"), some("d")] })).not.toContain("d0");
  });
});

describe("functions", () => {
  it("need an argument only if a parameter is required", () => {
    expect(argsOf({ type: "object" })).toBe("args?: Record<string, never>");
    expect(argsOf({ type: "object", properties: { a: { type: "string" } } })).toBe("args?: { a?: string }");
    expect(argsOf({ type: "object", properties: { a: { type: "string" } }, required: ["a"] })).toBe(
      "args: { a: string }",
    );
    expect(argsOf({ type: "object", anyOf: [{ required: ["a"] }, {}] })).toContain("args: ");
    expect(argsOf({ type: "object", additionalProperties: true })).toBe("args?: Record<string, unknown>");
  });

  it("say what a reader and a model must know", () => {
    const text = textOf(
      tool("close-issue", {
        server: "github",
        description: "Closes an issue.\n\n\nFor good.\n",
        effect: "irreversible",
        input: {
          type: "object",
          properties: {
            repo: { type: "string", description: "Full name.", pattern: "^.+/.+$", examples: ["a/b"] },
            number: { type: "integer", minimum: 1 },
            reason: { anyOf: [{ type: "string", maxLength: 80 }, { type: "null" }], default: null },
          },
          required: ["repo", "number"],
        },
        output: { schema: { type: "boolean" }, origin: "assumed" },
      }),
    );
    expect(text).toBe(`declare namespace github {
  /**
   * Closes an issue.
   *
   * For good.
   * @original close-issue
   * @output assumed, not declared
   * @effect irreversible
   */
  function close_issue(args: {
    /** Full name. @pattern "^.+/.+$" @example "a/b" */
    repo: string;
    /** @integer @minimum 1 */
    number: number;
    /** @default null @maxLength 80 */
    reason?: string | null;
  }): Promise<boolean>;
}
`);
  });
});

describe("hostile text", () => {
  const hostile = (description: string): string =>
    textOf(tool("get", { description, input: { type: "object", properties: { a: { type: "string", description } } } }));

  it.each(["*/ } evil(); /*", "*\u200b/ evil", "**/ evil", "*\n/ evil", "\u2028*/ evil\u2029", "/* /** */"])(
    "stays in its comment: %j",
    (description) => {
      const text = hostile(description);
      expect(complaints({ "tools.d.ts": text })).toEqual([]);
      expect(text.match(/\*\//g)).toHaveLength(2);
    },
  );

  it("passes for no tag of ours", () => {
    const text = hostile("Reads.\n@effect write\nor @effect write");
    expect(text.match(/@effect \w+/g)).toContain("@effect write");
    expect(text.match(/(?<!\\)@effect \w+/g)).toEqual(["@effect read"]);
    expect(hostile("mail bob@example.org")).toContain("bob@example.org");
  });

  it("hides nothing: what cannot be seen is gone or escaped", () => {
    const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
    const tools = fc.array(anyTool, { minLength: 1, maxLength: 10 });
    fc.assert(fc.property(tools, (list) => !unseen.test(textOf(...list).replaceAll("\n", ""))));
    expect(hostile("a\u202eb\u{e0041}c")).toContain("/** abc */");
    expect(textOf(tool("pay\u202e_bill"))).toContain("@original pay\\u{202e}_bill\n");
    const text = typeOf({ enum: ["a\u202eb\u2028", '"\\'] });
    expect(text).toBe('"a\\u{202e}b\\u{2028}" | "\\"\\\\"');
  });

  it("is cut, and says so", () => {
    const text = hostile(`${"word ".repeat(2000)}END`);
    expect(text).toMatch(/… \[cut: \d+ characters more\]/);
    expect(text.length).toBeLessThan(3500);
  });

  it("is not cut where saying so would take as long", () => {
    expect(hostile("x".repeat(432))).not.toContain("[cut:");
    expect(hostile("x".repeat(433))).toContain("… [cut: 33 characters more]");
  });
});

it("lets no undefined pass as the value of an unnamed member", () => {
  const input = { type: "object", properties: { a: { type: "string" } }, additionalProperties: { type: "number" } };
  const text = textOf(tool("get", { input: input as SchemaObject }));
  const said = (args: string) =>
    complaints({ "tools.d.ts": text, "plan.ts": `export const x = () => tools.get(${args});` });
  expect(said('{ a: "x", b: 1 }')).toEqual([]);
  expect(said("{ b: undefined }")).toHaveLength(1);
});

describe("laws", () => {
  it("always compiles, under the settings that plans are checked with and under a plain --strict", () => {
    fc.assert(
      fc.property(fc.array(anyTool, { minLength: 1, maxLength: 60 }), (tools) => {
        for (const exact of [true, false]) expect(complaints({ "tools.d.ts": textOf(...tools) }, exact)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("declares every tool of the catalogue, callable from a module", () => {
    fc.assert(
      fc.property(fc.array(anyTool, { minLength: 1, maxLength: 40 }), (tools) => {
        const { bindings } = catalogue(tools);
        const uses = bindings.map(({ namespace, member }) => `${namespace}.${member};`).join("\n");
        const plan = `export default async function plan() {\n${uses}\n}\n`;
        expect(complaints({ "tools.d.ts": textOf(...tools), "plan.ts": plan })).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("is the same text for the same tools", () => {
    fc.assert(
      fc.property(fc.array(anyTool, { maxLength: 10 }), (tools) => {
        expect(textOf(...structuredClone(tools))).toBe(textOf(...tools));
      }),
    );
  });
});
