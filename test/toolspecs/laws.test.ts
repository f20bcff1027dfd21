import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Json, loadTools, readTools, type SourceIssue, type ToolSpec } from "#dist/toolspecs/index.js";

const codes = new Set([
  "not_json",
  "too_large",
  "unknown_kind",
  "invalid_tool",
  "invalid_schema",
  "unsupported_ref",
  "dangling_ref",
  "duplicate_tool",
  "no_tools",
  "server_failed",
]);

/** Words that mean something to a reader, so that random documents get past its first check. */
const keywords = [
  ..."type properties required items prefixItems additionalProperties enum const anyOf oneOf allOf not $ref $defs".split(
    " ",
  ),
  ..."definitions nullable minimum maximum exclusiveMinimum minLength pattern default example description".split(" "),
  ..."patternProperties dependencies additionalItems multipleOf minItems maxItems __proto__ constructor a b".split(" "),
];
const values = [
  ...[
    "string",
    "object",
    "array",
    "integer",
    "dict",
    "any",
    "#",
    "#/$defs/a",
    "#/$defs/b",
    "#/properties/a",
    "https://x.y/z",
  ],
  ...["(", "^a", "a", "b", true, false, null, 0, -1, 1.5, 3],
];

const { schema: anySchema } = fc.letrec<{ schema: Json; map: Json; list: Json; leaf: Json }>((tie) => ({
  schema: fc.dictionary(
    fc.constantFrom(...keywords),
    fc.oneof({ maxDepth: 3 }, tie("leaf"), tie("map"), tie("list"), tie("schema")),
    {
      maxKeys: 5,
    },
  ),
  map: fc.dictionary(fc.constantFrom("a", "b", "toString", "__proto__"), tie("schema"), { maxKeys: 3 }),
  list: fc.array(fc.oneof(tie("leaf"), tie("schema")), { maxLength: 3 }),
  leaf: fc.constantFrom(...values),
}));

const anyTool = fc.record(
  {
    name: fc.constantFrom<Json>("send", "read.it", "", 5, "__proto__"),
    description: fc.constantFrom<Json>("says", 1, null),
    inputSchema: anySchema,
    parameters: anySchema,
    outputSchema: anySchema,
    annotations: fc.dictionary(fc.constantFrom("readOnlyHint", "destructiveHint", "openWorldHint"), fc.boolean()),
    "x-effect": fc.constantFrom<Json>("read", "nothing", {}),
  },
  { requiredKeys: [] },
);

const some = { requiredKeys: [] };
const json = (schema: fc.Arbitrary<Json>) =>
  fc.record({ content: fc.record({ "application/json": fc.record({ schema }) }) });
const anyOperation = fc.record(
  {
    operationId: fc.constantFrom<Json>("go", 5, "__proto__"),
    parameters: fc.array(
      fc.record({ name: fc.constantFrom("a", "__proto__"), in: fc.constantFrom("query", "path"), schema: anySchema }),
      { maxLength: 2 },
    ),
    requestBody: json(anySchema),
    responses: fc.record({ "200": json(anySchema), "204": fc.constant({ $ref: "#/paths" }) }, some),
  },
  some,
);
const anyPath = fc.record(
  { get: anyOperation, post: anyOperation, parameters: fc.jsonValue(), $ref: fc.constant("#/b") },
  some,
);
const anyOpenApi = fc.record({
  openapi: fc.constantFrom("3.0.0", "3.1.0", "2"),
  info: fc.jsonValue(),
  paths: fc.record({ "/a": anyPath, "/a/{id}": anyPath }, some),
  components: fc.record({ schemas: fc.record({ a: anySchema, b: anySchema }) }),
});

async function issuesOf(document: unknown): Promise<readonly SourceIssue[]> {
  // The types do not allow a value of unknown origin, which is just what a program in JavaScript may hand in.
  const outcome = await Reflect.apply(readTools, undefined, [[document]]);
  return outcome.ok ? [] : outcome.issues;
}

async function failsWell(document: unknown): Promise<void> {
  for (const issue of await issuesOf(document)) {
    expect(codes).toContain(issue.code);
    expect(issue.place).not.toBe("");
    expect(issue.message).toMatch(/[.…]$/);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

describe("whatever is handed in, reading gives tools or issues and never throws", () => {
  test("any JSON", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue().filter((value) => typeof value !== "string"),
        failsWell,
      ),
    );
  });

  test("any value at all", async () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    await fc.assert(
      fc.asyncProperty(
        anything.filter((value) => typeof value !== "string"),
        failsWell,
      ),
    );
  });

  test("arrays of things like tools", async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyTool, { maxLength: 4 }), failsWell), { numRuns: 300 });
  });

  test("things like OpenAPI documents", async () => {
    await fc.assert(fc.asyncProperty(anyOpenApi, failsWell), { numRuns: 200 });
  });

  test("an object that contains itself", async () => {
    const tool: Record<string, unknown> = { name: "loop" };
    tool.inputSchema = { type: "object", properties: { tool } };
    expect(await issuesOf([tool])).toMatchObject([{ code: "too_large" }]);
  });

  test("a schema that is too deep, or too large, is told once", async () => {
    let deep: Json = {};
    for (let level = 0; level < 100; level += 1) deep = { properties: { a: deep } };
    const wide = { properties: Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`p${index}`, {}])) };
    const outcome = await readTools([
      [
        { name: "deep", inputSchema: deep },
        { name: "wide", inputSchema: wide },
      ],
    ]);
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: "invalid_schema" }, { code: "invalid_schema" }] });
    expect(outcome.ok ? 0 : outcome.issues.length).toBe(2);
  });
});

/** The tool in MCP's words, with ours for what MCP has none for. */
function print(tool: ToolSpec): Json {
  return JSON.parse(
    JSON.stringify({
      name: tool.name,
      description: tool.description,
      inputSchema: tool.input,
      ...(tool.output.origin === "declared" ? { outputSchema: tool.output.schema } : {}),
      "x-effect": tool.effect,
      "x-idempotent": tool.idempotent,
      "x-trusted": tool.trusted,
      "x-examples": tool.examples,
    }),
  );
}

const goodTool = fc
  .record({ inputSchema: anySchema, outputSchema: anySchema })
  .map((schemas) => ({ name: "tool", ...schemas }));

async function readsOrNothing(document: Json): Promise<readonly ToolSpec[]> {
  const outcome = await readTools([document]);
  return outcome.ok ? outcome.value : [];
}

describe("what was read", () => {
  test("is read again as it is: the translation leaves nothing to translate", async () => {
    let read = 0;
    const property = fc.asyncProperty(goodTool, async (tool) => {
      const tools = await readsOrNothing([tool]);
      read += tools.length;
      const again = await readsOrNothing(tools.map(print));
      expect(again.map(print)).toEqual(tools.map(print));
    });
    await fc.assert(property, { numRuns: 1000 });
    expect(read).toBeGreaterThan(100);
  });

  test("is a schema that a validator accepts", async () => {
    const property = fc.asyncProperty(goodTool, async (tool) => {
      for (const { input, output } of await readsOrNothing([tool])) {
        const ajv = new Ajv2020({ strict: false, logger: false });
        expect(input.type).toBe("object");
        for (const schema of [input, output.schema])
          expect(() => ajv.compile(JSON.parse(JSON.stringify(schema)))).not.toThrow();
      }
    });
    await fc.assert(property, { numRuns: 300 });
  });

  test("is the same for the samples, whatever format they were in", async () => {
    for (const sample of [
      "openapi-3.0/input.yaml",
      "openapi-3.1-files/input.json",
      "drafts/input.json",
      "mcp-list/input.json",
    ]) {
      const tools = await loadTools(`test/samples/sources/${sample}`);
      const printed = tools.map(print);
      expect((await loadTools(printed)).map(print)).toEqual(printed);
    }
  });
});
