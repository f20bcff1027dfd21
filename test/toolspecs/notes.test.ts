import { describe, expect, it } from "vitest";
import { type Json, readTools, type SourceNote } from "#dist/toolspecs/index.js";

const withParameter = (x: Json): Json => [
  { name: "a", inputSchema: { type: "object", properties: { x } }, "x-effect": "read" },
];

async function read(source: Json) {
  const notes: SourceNote[] = [];
  const outcome = await readTools([source], { note: (note) => void notes.push(note) });
  const issues = outcome.ok ? [] : outcome.issues.map(({ place, message }) => `${place}: ${message}`);
  return { outcome, issues, notes: notes.map(({ place, message }) => `${place}: ${message}`) };
}

const openapi = (paths: Json): Json => ({ openapi: "3.0.0", info: { title: "t", version: "1" }, paths });
const operation = { operationId: "get", responses: { "200": { description: "" } } };

describe("slips that are read in one way", () => {
  const at = "source 1 [0].inputSchema.properties.x";
  it.each<readonly [string, Json, string]>([
    [
      "numbers listed under a text",
      { type: "string", enum: [1, 2] },
      `${at}.enum: Tool "a": no value of the enum is of type string, so it is read as "1", "2". Correct the type or the values.`,
    ],
    [
      "texts listed under a list",
      { type: "array", enum: ["a"] },
      `${at}.enum: Tool "a": no value of the enum is of type array, so it is read as that of the items. Correct the type or the values.`,
    ],
    [
      "a type that nobody knows",
      { type: "nonsense" },
      `${at}.type: Tool "a": no type is called "nonsense", so any value fits. Name one of string, number, integer, boolean, array, object and null.`,
    ],
    [
      "a bound that is a text",
      { type: "number", minimum: "3" },
      `${at}.minimum: Tool "a": minimum is a text, and is read as the number 3. Write it without quotes.`,
    ],
    [
      "a default of another type",
      { type: "string", default: 5 },
      `${at}.default: Tool "a": the default is not of type string. Correct the type or the default.`,
    ],
    [
      "a pattern of another language",
      { type: "string", pattern: "(?i)yes" },
      `${at}.pattern: Tool "a": it is no ECMAScript pattern, so no value is held to it. Write it as JavaScript does.`,
    ],
  ])("are noted: %s", async (_, schema, note) => {
    const { outcome, notes } = await read(withParameter(schema));
    expect(outcome.ok).toBe(true);
    expect(notes).toEqual([note]);
  });

  it.each<readonly [string, Json]>([
    ["fitting values", { type: ["string", "null"], enum: ["a", null], default: "a", pattern: "^a$" }],
    ["names of other languages' types", { type: "ArrayList", items: { type: "String" } }],
    ["a default that is null", { type: "string", default: null }],
  ])("are not seen in %s", async (_, schema) => {
    expect(await read(withParameter(schema))).toMatchObject({ outcome: { ok: true }, notes: [] });
  });

  it.each(["(", "a)", "[a"])("do not include the pattern %s, which is none in any language", async (pattern) => {
    const { issues } = await read(withParameter({ type: "string", pattern }));
    expect(issues).toEqual([
      `${at}.pattern: Tool "a": pattern must be a regular expression whose brackets are closed, not the text ${JSON.stringify(pattern)}.`,
    ]);
  });

  it("are told only where the source could be read", async () => {
    const { outcome, notes } = await read(withParameter({ type: "nonsense", minLength: -1 }));
    expect(outcome.ok).toBe(false);
    expect(notes).toEqual([]);
  });
});

describe("OpenAPI documents", () => {
  it.each<readonly [string, Json, string]>([
    ["a path that is a number", { b: 3 }, 'paths.b: The path "b" must be an object of operations.'],
    ["an operation that is a number", { "/d": { get: 5 } }, 'paths["/d"].get: The operation must be an object.'],
    ["paths that are a list", [], "paths: paths must be an object of paths."],
  ])("are refused for %s", async (_, paths, message) => {
    const { issues } = await read(openapi(paths));
    expect(issues).toEqual([
      `source 1 ${message} Write it like "/pets": {"get": {"operationId": "listPets"}}, or remove it.`,
    ]);
  });

  it("have extensions among their paths, and nulls for what is not there", async () => {
    const paths = { "/a": { get: operation, put: null }, "/b": null, "x-foo": { get: {} }, "x-bar": 3 };
    const { outcome, notes } = await read(openapi(paths));
    expect(outcome.ok && outcome.value.map(({ name }) => name)).toEqual(["get"]);
    expect(notes).toEqual([]);
  });

  it("are noted once for what several operations share", async () => {
    const $ref = "#/components/parameters/limit";
    const schema = { type: "integer", default: "5" };
    const paths = { "/a": { get: { parameters: [{ $ref }] } }, "/b": { get: { parameters: [{ $ref }] } } };
    const { notes } = await read({
      ...(openapi(paths) as object),
      components: { parameters: { limit: { name: "limit", in: "query", schema } } },
    });
    expect(notes).toEqual([
      'source 1 components.parameters.limit.schema.default: Operation "get_a": the default is not of type integer. Correct the type or the default.',
    ]);
  });

  it("say how operations of one id are told apart", async () => {
    const { outcome, notes } = await read(openapi({ "/a": { get: operation }, "/b": { get: operation } }));
    expect(outcome.ok && outcome.value.map(({ name }) => name)).toEqual(["get", "get_b"]);
    expect(notes).toEqual([
      'source 1 paths["/b"].get: The operationId "get" is taken, so this tool is called "get_b". Give each operation an operationId of its own.',
    ]);
  });
});

describe("an answer to tools/list", () => {
  const tools = [{ name: "a", inputSchema: { type: "object" } }];

  it.each<Json>([{ tools, nextCursor: "p2" }, { result: { tools, nextCursor: "p2" } }])(
    "that is one page of several is said to be",
    async (page) => {
      const { outcome, notes } = await read(page);
      expect(outcome.ok).toBe(true);
      expect(notes).toHaveLength(1);
      expect(notes[0]).toContain("one page of a longer list (it has a nextCursor), so tools are missing");
    },
  );

  it("that is the last page is not", async () => {
    expect(await read({ tools })).toMatchObject({ outcome: { ok: true }, notes: [] });
  });
});
