import { afterAll, describe, expect, test } from "vitest";
import type { Schema } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());

const record = { type: "object", properties: { id: { type: "string" } }, required: ["id"] } as const;
const list = { type: "array", items: record } as const;
const object = (properties: Readonly<Record<string, Schema>>) =>
  ({ type: "object", properties, required: Object.keys(properties), additionalProperties: false }) as const;
const text = { type: "string" } as const;

const tools = [
  tool("find", {
    server: "crm",
    input: object({ text }),
    returns: object({ items: list, total: { type: "integer" } }),
  }),
  tool("search", {
    server: "crm",
    input: { ...object({ text, cursor: text, limit: { type: "integer" } }), required: ["text"] },
    returns: object({ items: list, next_cursor: { type: ["string", "null"] } }),
  }),
  tool("browse", {
    server: "crm",
    input: { ...object({ pageToken: text }), required: [] },
    returns: object({ records: list, meta: object({ hasMore: { type: "boolean" } }) }),
  }),
];

async function found(body: string) {
  const source = `export default async function plan() {\n${body}\n}\n`;
  const { outcome, issues } = await verifier.verify({ goal: "", source }, tools);
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(outcome).toBe("passed");
  return issues
    .filter(({ code }) => code === "first_page")
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("a page taken for all there is", () => {
  test("the number of a page's records", async () => {
    expect(await found('return (await crm.search({ text: "x" })).items.length;')).toEqual([
      "2:15 crm.search returns one page, and `next_cursor` of it says whether there are more, which the plan does not look at. Call it again with `cursor` until there are none, or return `next_cursor` so that the reader knows.",
    ]);
  });

  test.each([
    [
      "a loop over the records",
      "const { records } = await crm.browse({}); const ids = []; for (const one of records) ids.push(one.id); return ids;",
    ],
    [
      "told once for a tool",
      "const a = await crm.browse({}); const b = await crm.browse({}); return [a.records.length, b.records.length];",
    ],
  ])("%s", async (_, body) => {
    expect(await found(body)).toHaveLength(1);
  });
});

describe("meant so", () => {
  test.each([
    ["a tool that has no pages", 'return (await crm.find({ text: "x" })).items.length;'],
    ["so many asked for", 'return (await crm.search({ text: "x", limit: 5 })).items.length;'],
    ["handed on whole", 'return await crm.search({ text: "x" });'],
    ["handed on whole, under a name", 'const found = await crm.search({ text: "x" }); return found;'],
    [
      "with what says that there is more",
      'const { items, next_cursor } = await crm.search({ text: "x" }); return { ids: items.map(({ id }) => id), next_cursor };',
    ],
    ["a page that is asked for", 'return (await crm.search({ text: "x", cursor: "c" })).items.length;'],
    [
      "page after page",
      'let count = 0; let cursor: string | null = ""; for (let i = 0; i < 5 && cursor !== null; i += 1) { const page: { items: { id: string }[]; next_cursor: string | null } = await crm.search(cursor === "" ? { text: "x" } : { text: "x", cursor }); count += page.items.length; cursor = page.next_cursor; } return count;',
    ],
  ])("%s", async (_, body) => {
    expect(await found(body)).toEqual([]);
  });
});
