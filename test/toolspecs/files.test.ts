import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HoldshortError, loadTools, readTools, type SourceIssue } from "#dist/toolspecs/index.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-files-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** The one issue that reading a source gives. */
async function issueOf(source: string): Promise<SourceIssue> {
  const outcome = await readTools([source]);
  if (outcome.ok || outcome.issues.length !== 1 || outcome.issues[0] === undefined)
    throw new Error(JSON.stringify(outcome));
  return outcome.issues[0];
}

const oneTool = JSON.stringify([{ name: "look", inputSchema: { type: "object" } }]);

describe("what is wrong with a file", () => {
  test("it is not there: the nearest name in its folder is suggested", async () => {
    const path = await file("weather.json", oneTool);
    expect(await issueOf(path.replace("weather", "wether"))).toMatchObject({
      code: "not_found",
      message: expect.stringContaining('"weather.json"'),
    });
  });

  test("neither is its folder", async () => {
    expect(await issueOf(join(folder, "no", "such.json"))).toMatchObject({ code: "not_found" });
    await mkdir(join(folder, "billing"));
    for (const path of [
      ["biling", "tools.json"],
      ["biling", "deep", "tools.json"],
    ])
      expect(await issueOf(join(folder, ...path))).toMatchObject({
        message: 'There is no such file, and no such folder. Did you mean the folder "billing"?',
      });
  });

  test("it is a link that leads nowhere, or to itself", async () => {
    await symlink("nowhere.json", join(folder, "dangling.json"));
    expect(await issueOf(join(folder, "dangling.json"))).toMatchObject({
      code: "not_found",
      message: 'This is a symbolic link to "nowhere.json", which is not there. Mend the link.',
    });
    await symlink("round.json", join(folder, "round.json"));
    expect(await issueOf(join(folder, "round.json"))).toMatchObject({
      code: "unreadable",
      message: expect.stringContaining("leads back to itself"),
    });
  });

  test.each(["ftp://x/y", "a=file:///x/y"])("it is an address of another kind: %s", async (source) => {
    expect(await issueOf(source)).toMatchObject({
      code: "bad_argument",
      message: expect.stringMatching(
        /^An address that begins with (ftp|file):\/\/ cannot be read. Give the http or https/,
      ),
    });
  });

  test("it is a folder", async () => {
    expect(await issueOf(folder)).toMatchObject({ code: "unreadable", message: expect.stringContaining("folder") });
  });

  test("it is above 20 MB, and is not read for that", async () => {
    const path = await file("huge.json", " ".repeat(20 * 1024 * 1024 + 1));
    expect(await issueOf(path)).toMatchObject({ code: "too_large", message: expect.stringContaining("20 MB") });
  });

  test.each([
    ["empty", "", "is empty. Check the path"],
    ["prose", "just some words", "plain text, and neither JSON nor YAML data. Check the path"],
    ["told", '[\n  {"name": "a" "b"}\n]', "line 2, column 16"],
    ["untold", '[\n  {"name": oops }\n, ', "line 2, column 12"],
    ["lines", '{"name":"a"}\n{"name":"b"}\n', "JSON Lines"],
    ["yaml", "tools: [1\nmore: 2", "line 2, column 1"],
    ["comment", '{\n  "a": 1, // one\n  "b": 2\n}', "line 2, column 11: JSON has no comments. Take this one out."],
    ["comment first", '// [ settings: ]\n/* more */ {\n  "a": "b" }', "line 1, column 1: JSON has no comments."],
    ["comment last", '{ "a": [1] }\n/* the end', "line 2, column 1: JSON has no comments."],
    ["comment behind a colon", '{ "http://a": "// b", "c": /**/ 1 }', "line 1, column 28: JSON has no comments."],
    ["comma", '{ "a": [1,\n  2, ], "b": [ }', "line 2, column 4: In JSON no comma stands before a closing bracket."],
    [
      "twice",
      '[{ "a": 1, "b": { "a": [{ "a": 2 }, "a", "a"] } },\n { "\\u0061\\"": 1, "b": "{,", "a\\"": 2 }]',
      'The key "a\\"" stands twice in one object: line 2, column 30, for the second time.',
    ],
    ["binary", "\u0089PNG\u0000 a: [", "is no text"],
    ["comments alone", "/* a */ /* b */ // [", "plain text"],
    [
      "aliases",
      `a: &a [x]\n${[..."bcdefghijk"].map((k, i) => `${k}: &${k} [${`*${"abcdefghijk"[i]},`.repeat(9)}]`).join("\n")}`,
      "its aliases (*name) repeat one another without end. Write out what they stand for.",
    ],
    ["deep yaml", `tools: ${"[".repeat(20_000)}`, "nested too deep"],
    ["not a number", "tools: [.nan]", "NaN"],
  ])("its text is no data: %s", async (name, text, hint) => {
    const path = await file(`${name}.txt`, text);
    expect(await issueOf(path)).toMatchObject({ code: "not_json", message: expect.stringContaining(hint) });
  });

  test("what only looks like a comment in YAML with brackets is none", async () => {
    const tool = "name: look, description: see http://a.example/b//c, title: 'x // y', inputSchema: {type: object}";
    expect(await loadTools(await file("flow.yaml", `[{${tool}}] # A comment.`))).toMatchObject([{ name: "look" }]);
  });

  test.each(["[", '{"a":'])("its data is nested without end: %s", async (open) => {
    const path = await file("deep.json", `${open.repeat(100_000)}1${(open === "[" ? "]" : "}").repeat(100_000)}`);
    expect(await issueOf(path)).toMatchObject({ code: "too_large", message: expect.stringContaining("512 levels") });
  });

  test("a byte order mark is nothing wrong", async () => {
    const path = await file("bom.json", `\uFEFF${oneTool}`);
    expect(await readTools([path])).toMatchObject({ ok: true });
  });
});

describe("names in front of sources", () => {
  test("name the server of the tools", async () => {
    const path = await file("named.json", oneTool);
    expect(await loadTools(`house=${path}`)).toMatchObject([{ server: "house", name: "look" }]);
    expect(await loadTools(path)).toMatchObject([{ server: "tools" }]);
  });

  test("are no names when the whole text is a file, or when they do not look like one", async () => {
    const path = await file("a=b.json", oneTool);
    expect(await loadTools(path)).toMatchObject([{ server: "tools" }]);
    expect(await issueOf(`not/a/name=${path}`)).toMatchObject({ code: "not_found" });
    expect(await issueOf(`my house=${path}`)).toMatchObject({
      code: "bad_argument",
      message: expect.stringContaining('The space in the name "my house" before the "=" cannot stand there.'),
    });
  });

  test("override an OpenAPI document's title", async () => {
    const tools = await loadTools("bikes=test/samples/sources/openapi-3.0/input.yaml");
    expect(new Set(tools.map((tool) => tool.server))).toEqual(new Set(["bikes"]));
  });

  test("cannot stand for several servers", async () => {
    const path = await file("two.json", JSON.stringify({ mcpServers: { a: { command: "a" }, b: { command: "b" } } }));
    expect(await issueOf(`one=${path}`)).toMatchObject({ code: "bad_argument" });
  });
});

test.each(["npx -y some-server .", "files=npx -y some-server ."])("a command is no source: %s", async (source) => {
  expect(await issueOf(source)).toMatchObject({
    code: "bad_argument",
    message: expect.stringContaining('{"mcpServers":{"name":{"command":"npx","args":["-y","some-server","."]}}}'),
  });
});

describe("several sources", () => {
  test("tell a name that two of them give, unless they are named apart", async () => {
    const [first, second] = [await file("first.json", oneTool), await file("second.json", oneTool)];
    expect(await readTools([first, second])).toMatchObject({
      ok: false,
      issues: [{ code: "duplicate_tool", place: second, message: expect.stringContaining("name the sources apart") }],
    });
    const twice = await file("twice.json", JSON.stringify([...JSON.parse(oneTool), ...JSON.parse(oneTool)]));
    expect((await issueOf(twice)).message).toMatch(/"tools"\. Rename or remove one\.$/);
    expect(await loadTools([first, `other=${second}`])).toHaveLength(2);
  });

  test("give nothing when one of them is wrong", async () => {
    const outcome = await readTools([await file("good.json", oneTool), join(folder, "gone.json")]);
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: "not_found" }] });
  });

  test("must be at least one", async () => {
    expect(await readTools([])).toMatchObject({ ok: false, issues: [{ code: "bad_argument" }] });
  });

  test("are one source when they are a parsed array of tools", async () => {
    expect(await loadTools(JSON.parse(oneTool))).toHaveLength(1);
    await expect(loadTools([])).rejects.toMatchObject({ issues: [{ code: "no_tools" }] });
  });
});

test("loadTools throws what readTools returns", async () => {
  const error: unknown = await loadTools([join(folder, "gone.json")]).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HoldshortError);
  expect(String(error)).toContain("There is no such file");
});

test.each([
  ["a\u202eb", "a\\u202eb"],
  ["a\u200b b\u0007", "a\\u200b b\\u0007"],
  ["\u{e0041}", "\\udb40\\udc41"],
  ['say "hi"', 'say \\"hi\\"'],
])("what cannot be seen of a name is spelled out: %j", async (name, spelled) => {
  const outcome = await readTools([[{ name, inputSchema: { type: "string" } }]]);
  const said = outcome.ok ? "" : outcome.issues[0]?.message;
  expect(said).toContain(`ool ${name.includes("\u0007") ? "name " : ""}"${spelled}"`);
  const shapes = await readTools([JSON.parse(oneTool)], { shapes: [{ tools: { [name]: { effect: "read" } } }] });
  expect(shapes.ok ? "" : shapes.issues[0]?.message).toContain(`"${spelled}"`);
});

test("a thousand issues are told as twenty and a number", async () => {
  const outcome = await readTools([Array.from({ length: 1000 }, () => ({}))]);
  expect(outcome.ok ? [] : outcome.issues).toHaveLength(21);
  expect(outcome).toMatchObject({ issues: { 20: { message: expect.stringContaining("980 more") } } });
});

test("a document without a folder cannot lead to files", async () => {
  const paths = { "/a": { $ref: "./a.yaml" } };
  expect(await readTools([{ openapi: "3.1.0", paths }])).toMatchObject({ issues: [{ code: "unsupported_ref" }] });
});
