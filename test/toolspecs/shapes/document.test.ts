import { readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Json, loadTools, readTools, type ShapesDocument } from "#dist/toolspecs/index.js";
import { validatorOf } from "#dist/verifier/index.js";

const tools = [
  { name: "login", parameters: {} },
  { name: "send", parameters: { type: "object", properties: { to: { type: "string" } } } },
] as const;

const published = validatorOf(JSON.parse(readFileSync("dist/toolspecs/shapes/shapes.schema.json", "utf8")));

function fitsPublished(document: Json): boolean {
  if (!published.ok) throw new Error(JSON.stringify(published.issues));
  return published.value(document).length === 0;
}

async function isRead(shapes: ShapesDocument): Promise<boolean> {
  return (await readTools([tools], { shapes: [shapes] })).ok;
}

/** A document as the published schema has to refuse it: typed wrong on purpose. */
const wrong = (text: string): ShapesDocument => JSON.parse(text);

describe("the published schema and the reader agree", () => {
  test("on what is right", async () => {
    const names = fc.constantFrom("login", "tools/login");
    const entry = fc
      .record(
        {
          output: fc.constantFrom<Json[]>({ type: "string" }, {}, true),
          override: fc.boolean(),
          effect: fc.constantFrom("read" as const, "write" as const, "irreversible" as const),
          idempotent: fc.boolean(),
          trusted: fc.boolean(),
          requires: fc.array(names, { maxLength: 2 }),
          cost: fc.nat(),
          sinks: fc.constantFrom([], ["to"]),
        },
        { requiredKeys: [] },
      )
      .map((some): ShapesDocument => ({ tools: { send: some } }));
    await fc.assert(
      fc.asyncProperty(entry, async (document) => {
        expect(await isRead(document)).toBe(true);
        expect(fitsPublished(JSON.parse(JSON.stringify(document)))).toBe(true);
      }),
    );
  });

  test.each([
    "[]",
    "{}",
    '{"tools": []}',
    '{"tools": {}, "more": 1}',
    '{"tools": {"send": 1}}',
    '{"tools": {"send": {"outputs": {}}}}',
    '{"tools": {"send": {"output": "string?"}}}',
    '{"tools": {"send": {"output": {}, "outputExamples": [1]}}}',
    '{"tools": {"send": {"outputExamples": []}}}',
    '{"tools": {"send": {"outputExamples": {}}}}',
    '{"tools": {"send": {"effect": "none"}}}',
    '{"tools": {"send": {"idempotent": "yes"}}}',
    '{"tools": {"send": {"trusted": 1}}}',
    '{"tools": {"send": {"override": 1}}}',
    '{"tools": {"send": {"requires": "login"}}}',
    '{"tools": {"send": {"requires": [" "]}}}',
    '{"tools": {"send": {"cost": -1}}}',
    '{"tools": {"send": {"cost": "1"}}}',
    '{"tools": {"send": {"sinks": [1]}}}',
  ])("on what is wrong: %s", async (text) => {
    expect(await isRead(wrong(text))).toBe(false);
    expect(fitsPublished(JSON.parse(text))).toBe(false);
  });
});

test("documents may be handed over as values, and what is wrong names them by number", async () => {
  const shapes = [{ tools: { send: { sinks: ["to"] } } }, { tools: { send: { outputExamples: [1] } } }];
  const [, send] = await loadTools(tools, { shapes });
  expect(send).toMatchObject({ sinks: ["to"], output: { basis: "assumed from 1 example in shapes 2" } });
  await expect(loadTools(tools, { shapes: [...shapes, { tools: { sent: {} } }] })).rejects.toThrow(
    'shapes 3 tools.sent: There is no tool "sent". Did you mean "send"?',
  );
});

test("a name that two servers have must say which", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "holdshort-shapes-")), "two.json");
  await writeFile(path, JSON.stringify([{ name: "send", parameters: {} }]));
  const sources = [`a=${path}`, `b=${path}`];
  await expect(loadTools(sources, { shapes: [{ tools: { send: { cost: 1 } } }] })).rejects.toThrow(
    '2 tools are called "send". Say which one: "a/send" or "b/send".',
  );
  const [first, second] = await loadTools(sources, { shapes: [{ tools: { "b/send": { cost: 1 } } }] });
  expect([first?.cost, second?.cost]).toEqual([undefined, 1]);
});
