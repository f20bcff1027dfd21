import { describe, expect, test } from "vitest";
import { type Json, loadTools } from "#dist/toolspecs/index.js";

async function claims(fields: { readonly [key: string]: Json }): Promise<string> {
  const [tool] = await loadTools([{ name: "tool", inputSchema: { type: "object" }, ...fields }]);
  return `${tool?.effect} ${tool?.idempotent} ${tool?.trusted}`;
}

describe("what a tool is taken to do", () => {
  test.each<[string, Json, string]>([
    ["nothing said", {}, "irreversible undefined false"],
    ["read-only", { readOnlyHint: true }, "read undefined false"],
    ["read-only and closed", { readOnlyHint: true, openWorldHint: false, idempotentHint: true }, "read true true"],
    ["not destructive", { destructiveHint: false }, "write undefined false"],
    [
      "not destructive, not idempotent",
      { readOnlyHint: false, destructiveHint: false, idempotentHint: false },
      "write false false",
    ],
    ["not read-only", { readOnlyHint: false }, "irreversible undefined false"],
    ["read-only and destructive", { readOnlyHint: true, destructiveHint: true }, "irreversible undefined false"],
    ["hints that are none", { readOnlyHint: "yes", openWorldHint: 0 }, "irreversible undefined false"],
  ])("by annotations: %s", async (_, annotations, expected) => {
    expect(await claims({ annotations })).toBe(expected);
  });

  test.each<[string, { readonly [key: string]: Json }, string]>([
    ["alone", { "x-effect": "read", "x-idempotent": true, "x-trusted": true }, "read true true"],
    ["where annotations are silent", { "x-effect": "write", annotations: { title: "T" } }, "write undefined false"],
    [
      "worse than annotations",
      { "x-effect": "irreversible", annotations: { readOnlyHint: true } },
      "irreversible undefined false",
    ],
    [
      "milder than annotations",
      { "x-effect": "read", annotations: { destructiveHint: true } },
      "irreversible undefined false",
    ],
    [
      "softer than annotations",
      { "x-trusted": true, annotations: { openWorldHint: true } },
      "irreversible undefined false",
    ],
  ])("by our own words: %s", async (_, fields, expected) => {
    expect(await claims(fields)).toBe(expected);
  });

  test.each([
    ["get", "read true"],
    ["head", "read true"],
    ["put", "write true"],
    ["patch", "write undefined"],
    ["post", "irreversible undefined"],
    ["delete", "irreversible true"],
  ])("by HTTP method: %s", async (method, expected) => {
    const [tool] = await loadTools({ openapi: "3.1.0", paths: { "/a": { [method]: { responses: {} } } } });
    expect(`${tool?.effect} ${tool?.idempotent}`).toBe(expected);
  });
});
