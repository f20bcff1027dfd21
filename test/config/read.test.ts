import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { findConfig, parseSettings, readConfig, type Settings } from "#dist/config/index.js";
import { isObject } from "#dist/toolspecs/index.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
});

const whole: Required<Settings> = {
  $schema: "x",
  tools: ["billing=tools.json", "https://example.com/mcp", "web=https://example.com/mcp", "sub/mcp.json"],
  shapes: ["shapes.yaml"],
  observed: ["runs.jsonl"],
  builtins: ["ask", "extract"],
  policy: "policy.yaml",
  mcpTimeout: 20,
  worlds: 50,
  planner: "auto",
  minConfidence: 0.3,
  model: "weights.gguf",
  baseUrl: "http://localhost:8000/v1",
  endpoint: ["http://localhost:8001/v1", "continuum=http://127.0.0.1:8002/v1"],
  candidates: "4..1",
  budget: { calls: 4, tokens: 1_000, seconds: 30, usd: 0.5 },
  prices: { input: 1, output: 2, call: 0 },
  grammar: true,
  signaturesOnly: false,
  decoupled: 3,
  adapter: { "billing/refund_invoice": "refunds" },
  approve: "none",
  server: { clinic: "http://localhost:1" },
  auth: { clinic: "CLINIC_KEY" },
  callTimeout: 10,
  width: 3,
  rate: { clinic: "10/s" },
};

describe("what a settings file may say", () => {
  test("the schema and the type name the same settings", () => {
    const schema: unknown = JSON.parse(readFileSync("config/holdshort.schema.json", "utf8"));
    const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
    expect(Object.keys(properties).sort()).toEqual(Object.keys(whole).sort());
  });

  test("all of it at once, but for two that say the same", async () => {
    const { baseUrl: _, ...several } = whole;
    expect(await parseSettings(several)).toEqual({ ok: true, value: several });
    const { endpoint: __, ...one } = whole;
    expect(await parseSettings(one)).toEqual({ ok: true, value: one });
    expect(JSON.stringify(await parseSettings(whole))).toContain("It stands beside baseUrl.");
  });

  test.each([
    [{ tool: ["a"] }, 'holdshort.json tool: "tool" is not known here. Did you mean "tools"?'],
    [{ tools: "a.json" }, 'holdshort.json tools: It must be a list, and is "a.json". Put it into a list: ["a.json"].'],
    [{ planner: "serch" }, 'is not one of auto, search, model. Did you mean "search"?'],
    [{ approve: "all" }, '"all" is not one of ask, none.'],
    [{ candidates: true }, "holdshort.json candidates: It must be a whole number or a text, and is true."],
    [{ budget: "calls=8" }, 'holdshort.json budget: It must be an object, and is "calls=8".'],
    [{ baseUrl: "https://example.com/v1" }, "holdshort.json baseUrl: A server on another machine is not named"],
    [{ baseUrl: "http://127.0.0.1.example.com/v1" }, "A server on another machine is not named"],
    [
      { endpoint: ["http://localhost/v1", "continuum=http://a.example/v1"] },
      "A server on another machine is not named",
    ],
    [{ endpoint: ["http://localhost/v1,http://a.example/v1"] }, "A server on another machine is not named"],
    [{ apiKey: "sk-1" }, "holdshort.json apiKey: Keys do not belong in this file"],
    [[], "It must be an object, and is []."],
  ])("%j is refused", async (document, words) => {
    const parsed = await parseSettings(document);
    const said = parsed.ok ? "" : parsed.issues.map(({ place, message }) => `${place}: ${message}`).join("\n");
    expect(said).toContain(words);
    expect(said).not.toContain("sk-1");
  });
});

describe("where it is, and what its paths mean", () => {
  test("paths start from its folder; URLs and names of models stay", async () => {
    const file = join(folder, "holdshort.json");
    await writeFile(file, JSON.stringify({ ...whole, endpoint: [] }));
    const config = await readConfig(file);
    expect(config.ok && config.value.settings).toMatchObject({
      tools: [
        `billing=${join(folder, "tools.json")}`,
        "https://example.com/mcp",
        "web=https://example.com/mcp",
        join(folder, "sub/mcp.json"),
      ],
      shapes: [join(folder, "shapes.yaml")],
      policy: join(folder, "policy.yaml"),
      model: join(folder, "weights.gguf"),
      baseUrl: "http://localhost:8000/v1",
    });
  });

  test.each([
    [
      "my billing=a.json",
      'The space in the name "my billing" before the "=" cannot stand there.',
      "as in my_billing=a",
    ],
    ["büro=a.json", 'The character "ü" in the name "büro" before', "as in b_ro=a.json"],
    ["a\u202e=a.json", 'The character "\\u202e" in the name "a\\u202e" before', "as in a_=a.json"],
    ["2nd=a.json", 'The first character in the name "2nd" before', "as in _2nd=a.json"],
    ["=a.json", 'There is no name before the "=".', "as in billing=a.json"],
  ])("a source with a name that is none: %s", async (source, slip, example) => {
    const file = join(folder, "holdshort.json");
    await writeFile(file, JSON.stringify({ tools: ["b.json", source] }));
    const read = await readConfig(file, "holdshort.json");
    expect(read).toMatchObject({ ok: false, issues: [{ place: "holdshort.json tools[1]" }] });
    expect(read.ok ? "" : read.issues[0]?.message).toContain(slip);
    expect(read.ok ? "" : read.issues[0]?.message).toContain(example);
    // A file may be called so.
    await writeFile(join(folder, source), "[]");
    expect((await readConfig(file)).ok).toBe(true);
  });

  test("the nearest one, no further than the root of the repository", async () => {
    const inner = join(folder, "repository", "plans", "old");
    await mkdir(inner, { recursive: true });
    await writeFile(join(folder, "holdshort.json"), "{}");
    expect(await findConfig(inner)).toBe(join(folder, "holdshort.json"));
    await mkdir(join(folder, "repository", ".git"));
    expect(await findConfig(inner)).toBeUndefined();
    await writeFile(join(folder, "repository", "holdshort.json"), "{}");
    expect(await findConfig(inner)).toBe(join(folder, "repository", "holdshort.json"));
  });

  test("one that cannot be read is found, and reading it says why", async () => {
    const file = join(folder, "holdshort.json");
    await symlink("holdshort.json", file);
    expect(await findConfig(folder)).toBe(file);
    const read = await readConfig(file);
    expect(read.ok ? "" : read.issues[0]?.message).toContain("a symbolic link that leads back to itself");
  });

  test("a folder of that name is none", async () => {
    await mkdir(join(folder, ".git"));
    await mkdir(join(folder, "holdshort.json"));
    expect(await findConfig(folder)).toBeUndefined();
  });
});
