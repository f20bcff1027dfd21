import { mkdtemp, open, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { holdshort } from "./spawn.js";

// What a person may hand in by mistake, through the real command: one clear sentence with place and advice, exit 2.

let folder = "";
const inFolder = (name: string) => join(folder, name);

const tool = (name: string, inputSchema: unknown) => ({ name, description: "A tool.", inputSchema });
const plain = tool("find", { type: "object", properties: { word: { type: "string" } }, required: ["word"] });

function nested(depth: number): string {
  const [open, close] = ['{"type":"object","properties":{"a":', "}}"];
  return `${open.repeat(depth)}{"type":"string"}${close.repeat(depth)}`;
}

const files: Readonly<Record<string, string>> = {
  "good.json": JSON.stringify([plain]),
  "not-json.json": '{ "tools": [ }',
  "other-kind.json": '{ "colour": "blue" }',
  "dangling.yaml": `openapi: 3.1.0
info: { title: Shop, version: "1" }
paths:
  /items:
    get:
      operationId: listItems
      responses:
        "200":
          description: Items
          content: { application/json: { schema: { $ref: "#/components/schemas/Nowhere" } } }
`,
  "remote.yaml": `openapi: 3.1.0
info: { title: Shop, version: "1" }
paths:
  /items:
    get:
      operationId: listItems
      responses:
        "200":
          description: Items
          content: { application/json: { schema: { $ref: "https://example.com/schema.json" } } }
`,
  "twice.json": JSON.stringify([plain, plain]),
  "none.json": "[]",
  "contradiction.json": JSON.stringify([
    tool("pick", { type: "object", properties: { n: { type: "integer", minimum: 5, maximum: 1 } }, required: ["n"] }),
  ]),
  "deep.json": `[{"name":"deep","description":"","inputSchema":${nested(20_000)}}]`,
  "no-such-program.json": JSON.stringify({ mcpServers: { a: { command: "no-such-program-anywhere", args: [] } } }),
  "dies.json": JSON.stringify({
    mcpServers: { a: { command: "node", args: ["-e", "console.error('the password is missing'); process.exit(3)"] } },
  }),
  "garbage.json": JSON.stringify({
    mcpServers: {
      a: { command: "node", args: ["-e", "setInterval(() => console.log('hello, I am no MCP server'), 50)"] },
    },
  }),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
  for (const [name, text] of Object.entries(files)) await writeFile(inFolder(name), text);
  const large = await open(inFolder("large.json"), "w");
  await large.truncate(50_000_000);
  await large.close();
});

async function refused(...argv: readonly string[]) {
  const text = await holdshort(...argv);
  expect(text.stdout).toBe("");
  expect(text.stderr).toMatch(/^(holdshort: .+\n( {2}.+\n)*)+$/);
  expect(text.stderr).not.toMatch(/ {4}at |Error:|node:internal|this is a bug/);
  expect(text.code).toBe(2);
  return text.stderr;
}

describe("tools", () => {
  test.each([
    ["nowhere.json", "nowhere.json", /no such file|not found|does not exist/i],
    ["not-json.json", "not-json.json", /JSON/],
    ["other-kind.json", "other-kind.json", /OpenAPI/],
    ["dangling.yaml", "dangling.yaml", /Nowhere/],
    ["remote.yaml", "remote.yaml", /https:\/\/example\.com\/schema\.json/],
    ["twice.json", "twice.json", /find/],
    ["none.json", "none.json", /no tools/i],
    ["contradiction.json", "contradiction.json", /minimum|maximum/],
    ["large.json", "large.json", /large|MB|bytes/],
    ["deep.json", "deep.json", /nested|deep/],
  ])("%s", async (name, place, message) => {
    const said = await refused("tools", "list", "--tools", inFolder(name));
    expect(said).toContain(place);
    expect(said).toMatch(message);
  });

  test.each([
    ["no-such-program.json", /no-such-program-anywhere/],
    ["dies.json", /the password is missing/],
    ["garbage.json", /hello, I am no MCP server|garbage|not.*MCP|JSON/i],
  ])(
    "an MCP server: %s",
    async (name, message) => {
      expect(await refused("tools", "list", "--tools", inFolder(name))).toMatch(message);
    },
    40_000,
  );

  test.each([
    ["never answers", "setInterval(() => {}, 1000)", /within 3 s/],
    [
      "floods stderr and never answers",
      "const noise = 'noise '.repeat(10_000); setInterval(() => console.error(noise), 1)",
      /within 3 s[\s\S]*noise/,
    ],
    [
      "answers with a flood",
      "process.stdout.on('error', () => {}); setInterval(() => process.stdout.write('x'.repeat(1e6)), 1)",
      /bytes|within 3 s/,
    ],
  ])(
    "an MCP server that %s",
    async (_, program, message) => {
      const pidFile = inFolder("pid");
      const noted = `require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); ${program}`;
      const server = { command: process.execPath, args: ["-e", noted] };
      await writeFile(inFolder("odd.json"), JSON.stringify({ mcpServers: { odd: server } }));
      const said = await refused("tools", "list", "--tools", inFolder("odd.json"), "--mcp-timeout", "3");
      expect(said).toContain("mcpServers.odd");
      expect(said).toMatch(message);
      expect(said.length).toBeLessThan(5_000);
      const pid = Number(await readFile(pidFile, "utf8"));
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    },
    40_000,
  );

  test.each([
    ["", /--tools is empty/],
    ["shop=", /"shop=" is a name without a source/],
  ])("a source that names nothing: %j", async (source, message) => {
    expect(await refused("tools", "list", "--tools", source)).toMatch(message);
  });

  test("slips that can be read are noted beside the answer, the first of them", async () => {
    const properties = Object.fromEntries([..."abcdefg"].map((name) => [name, { type: "string", enum: [1] }]));
    await writeFile(inFolder("slips.json"), JSON.stringify([tool("find", { type: "object", properties })]));
    const { code, stdout, stderr } = await holdshort("tools", "list", "--tools", inFolder("slips.json"));
    expect(code).toBe(0);
    expect(stdout).toContain("tools.find");
    expect(stderr).toContain('slips.json [0].inputSchema.properties.a.enum: Tool "find": no value of the enum');
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe(
      "holdshort: note: 4 more of this kind; holdshort doctor, with the same --tools, tells them all.",
    );
  });

  test("slips are in the document of --json, all of them, and doctor tells them all", async () => {
    const properties = Object.fromEntries([..."abcdefg"].map((name) => [name, { type: "string", enum: [1] }]));
    await writeFile(inFolder("slips.json"), JSON.stringify([tool("find", { type: "object", properties })]));
    for (const command of ["list", "types"]) {
      const { stdout, stderr } = await holdshort("tools", command, "--tools", inFolder("slips.json"), "--json");
      expect(stderr).toBe("");
      const { notes } = JSON.parse(stdout);
      expect(notes).toHaveLength(7);
      expect(notes[0]).toEqual({
        place: expect.stringContaining("slips.json [0].inputSchema.properties.a.enum"),
        message: expect.stringContaining("no value of the enum"),
      });
    }
    const { code, stdout, stderr } = await holdshort("doctor", "--tools", inFolder("slips.json"), "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const { findings } = JSON.parse(stdout);
    const slips = findings.filter(
      ({ state, about }: Readonly<Record<string, string>>) => state === "note" && about?.startsWith("tools "),
    );
    expect(slips).toHaveLength(7);
    expect(slips[6].message).toMatch(/^\[0\]\.inputSchema\.properties\.g\.enum: /);
  });

  test("a schema that only the judge finds senseless is not the plan's fault", async () => {
    const outputSchema = {
      type: "object",
      properties: { x: { type: "string", not: { type: "string" } } },
      required: ["x"],
    };
    await writeFile(inFolder("senseless.json"), JSON.stringify([{ ...plain, outputSchema }]));
    await writeFile(
      inFolder("find.plan.ts"),
      'export default async function plan() {\n  return await tools.find({ word: "a" });\n}\n',
    );
    const { code, stdout } = await holdshort("verify", inFolder("find.plan.ts"), "--tools", inFolder("senseless.json"));
    expect(code).toBe(2);
    expect(stdout).toContain("Mend the schema of the tool in its source");
    expect(stdout).not.toContain("Repair the plan");
  });

  test("a folder", async () => {
    expect(await refused("tools", "list", "--tools", folder)).toContain(folder);
  });

  test("one bad source among good ones: nothing is done", async () => {
    const said = await refused("dry-run", 'Find "x"', "--tools", inFolder("good.json"), inFolder("not-json.json"));
    expect(said).toContain("not-json.json");
  });

  test("with --json, stdout holds the one document all the same", async () => {
    const { code, stdout } = await holdshort("tools", "list", "--json", "--tools", inFolder("not-json.json"));
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "not_json", message: expect.any(String), place: expect.stringContaining("not-json.json") },
    });
  });
});

describe("flags and files", () => {
  test.each([
    ["an unknown flag", ["dry-run", "x", "--tolls", "y"], /Did you mean --tools\?/],
    ["an empty goal", ["dry-run", "", "--tools", "examples/billing/tools.json"], /goal is empty/],
    ["no plan file", ["verify", "nowhere.plan.ts", "--tools", "examples/billing/tools.json"], /nowhere\.plan\.ts/],
    [
      "nowhere to write",
      ["plan", "x", "-o", "no/where.plan.ts", "--tools", "examples/billing/tools.json"],
      /no\/where/,
    ],
    [
      "a plan and its page in one file",
      ["plan", "x", "-o", "x.plan.ts", "--html", "./x.plan.ts", "--tools", "examples/billing/tools.json"],
      /name the same file/,
    ],
  ])("%s", async (_, argv, message) => {
    expect(await refused(...argv)).toMatch(message);
  });

  test("a plan with a syntax error is a rejection, with line and column", async () => {
    await writeFile(inFolder("broken.plan.ts"), "export default async function plan() {\n  const a = ;\n}\n");
    const argv = ["verify", inFolder("broken.plan.ts"), "--tools", "examples/billing/tools.json"];
    const json = await holdshort(...argv, "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: "rejected",
      issues: [{ code: "syntax", line: 2, column: 13 }],
    });
    const text = await holdshort(...argv);
    expect(text.stdout).toMatch(/^REJECTED/);
    expect(text.stdout).toContain("     2 |   const a = ;\n       |             ^");
  });

  test.each([
    ["that is none", ["--replay", "nonsense"], /"nonsense" is no replay string/],
    ["of a place that there is not", ["--replay", "1:0:999999"], /There is no world 1:0:999999/],
    ["of a path that leads nowhere", ["--replay", "1:0:999999:0"], /There is no world 1:0:999999:0/],
    ["and a seed beside it", ["--replay", "1:0", "--seed", "2"], /Leave one of the two out/],
  ])("a replay %s", async (_, flags, message) => {
    const plan = "examples/billing/remind-overdue.plan.ts";
    expect(await refused("verify", plan, "--tools", "billing=examples/billing/tools.json", ...flags)).toMatch(message);
  });
});
