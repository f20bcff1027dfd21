import { describe, expect, test } from "vitest";
import { type Json, loadTools, type ToolSpec } from "#dist/toolspecs/index.js";

async function callOf(operation: Json, around: { readonly [key: string]: Json } = {}): Promise<ToolSpec["http"]> {
  const { item = {}, ...document } = around;
  const path = { ...Object(item), post: operation };
  const tools = await loadTools({ openapi: "3.1.0", info: { title: "Shop" }, paths: { "/a/{id}": path }, ...document });
  return tools[0]?.http;
}

const local = { url: "https://operation.example.com" };
const item = { servers: [{ url: "/of-the-path" }] };
const servers = [
  {
    url: "https://{region}.example.com/{version}/{unset}",
    variables: { region: { default: "eu" }, version: { default: "v2" } },
  },
  { url: "https://second.example.com" },
];

describe("how an operation is called", () => {
  test("its method and path, behind the nearest server", async () => {
    expect(await callOf({})).toEqual({
      method: "POST",
      path: "/a/{id}",
      parameters: { id: { in: "path", name: "id" } },
    });
    expect(await callOf({}, { servers })).toHaveProperty("base", "https://eu.example.com/v2/{unset}");
    expect(await callOf({}, { servers, item })).toHaveProperty("base", "/of-the-path");
    expect(await callOf({ servers: [local] }, { servers, item })).toHaveProperty("base", local.url);
    expect(await callOf({ servers: [{ url: 1 }] })).not.toHaveProperty("base");
  });

  test("its parameters, under the names that the request has for them", async () => {
    const parameters = [
      { name: "id", in: "path", required: true, style: "label" },
      { name: "id", in: "query", explode: false },
      { name: "token", in: "cookie" },
    ];
    expect(await callOf({ parameters })).toMatchObject({
      parameters: {
        id: { in: "path", name: "id", style: "label" },
        id_query: { in: "query", name: "id", explode: false },
        token: { in: "cookie", name: "token" },
      },
    });
  });

  test.each<[string, Json, ToolSpec["http"]]>([
    [
      "its fields",
      { "application/json": { schema: { type: "object", properties: { title: { type: "string" } } } } },
      {
        method: "POST",
        path: "/a/{id}",
        parameters: { title: { in: "body", name: "title" } },
        body: "application/json",
      },
    ],
    [
      "as a whole",
      { "application/json": { schema: { type: "array" } } },
      { method: "POST", path: "/a/{id}", parameters: { body: { in: "body" } }, body: "application/json" },
    ],
    [
      "as a whole, because a field has the name of a parameter",
      { "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } } },
      { method: "POST", path: "/a/{id}", parameters: { body: { in: "body" } }, body: "application/json" },
    ],
    [
      "as text",
      { "text/csv": {} },
      { method: "POST", path: "/a/{id}", parameters: { body: { in: "body" } }, body: "text/csv" },
    ],
  ])("its body: %s", async (_, content, expected) => {
    expect(await callOf({ requestBody: { content } })).toEqual({
      ...expected,
      parameters: { id: { in: "path", name: "id" }, ...expected?.parameters },
    });
  });
});

test.each(["test/samples/sources/openapi-3.0/input.yaml", "examples/clinic/openapi.yaml"])(
  "every property of every input has its place: %s",
  async (file) => {
    const tools = await loadTools(file);
    expect(tools.length).toBeGreaterThan(1);
    for (const { input, http } of tools) {
      expect(Object.keys(http?.parameters ?? {})).toEqual(Object.keys(input.properties ?? {}));
    }
  },
);
