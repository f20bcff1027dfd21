import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { recorded } from "./io.js";
import { holdshort } from "./spawn.js";

// What most servers give: tools without output schemas. What their outputs look like is then said, or seen.

let folder = "";
const at = (name: string) => join(folder, name);

const files = {
  "tools.json": JSON.stringify({
    tools: [
      {
        name: "search-notes",
        description: "Searches notes.",
        inputSchema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
        annotations: { readOnlyHint: true },
      },
      { name: "archive", inputSchema: { type: "object" } },
    ],
  }),
  "use.plan.ts": `export default async function plan() {
  const result = await notes.search_notes({ text: "rent" });
  return result.items.map((item) => item.title);
}
`,
  "shapes.yaml": `tools:
  notes/search-notes:
    output:
      type: object
      properties:
        items: { type: array, items: { type: object, properties: { title: { type: string } }, required: [title] } }
      required: [items]
`,
  "more.yaml": "tools: { archive: { effect: write, requires: [search-notes], cost: 2 } }",
  "log.jsonl": ["Milk", "Rent"]
    .map((title) => JSON.stringify({ tool: "search-notes", server: "notes", output: { items: [{ title }] } }))
    .join("\n"),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-shapes-"));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(at(name), text)));
});

async function run(...argv: readonly string[]) {
  const process = recorded();
  const code = await main([...argv, "--tools", `notes=${at("tools.json")}`], process.io, parts);
  return { code, out: process.out(), err: process.err() };
}

test("an effect that nobody declares is named as such, and a shape declares it", async () => {
  await writeFile(at("tidy.plan.ts"), "export default async function plan() {\n  return notes.archive();\n}\n");
  const { out } = await run("verify", at("tidy.plan.ts"));
  expect(out).toContain("It can call 1 tool whose effect nobody");
  expect(out).toContain("1. notes.archive - effect not declared, once");
  expect(out).toContain("so the worst is supposed: archive.");
  const told = JSON.parse((await run("verify", at("tidy.plan.ts"), "--json")).out);
  expect(told.evidence.effects).toMatchObject([{ effect: "irreversible", effectSupposed: true }]);
  await writeFile(at("reads.yaml"), "tools: { archive: { effect: read } }");
  const declared = await run("verify", at("tidy.plan.ts"), "--shapes", at("reads.yaml"));
  expect(declared.out).toContain("1. notes.archive - reads, once");
  expect(declared.out).not.toMatch(/nobody declared what this does/i);
});

test("without a shape the types refuse the plan, and say how to state one", async () => {
  const { code, out } = await run("verify", at("use.plan.ts"), "--json");
  const { issues, evidence } = JSON.parse(out);
  expect(code).toBe(1);
  expect(issues[0]).toMatchObject({ code: "type", line: 3, message: expect.stringContaining("--shapes") });
  expect(evidence.assumptions).toEqual([]);
});

test.each([
  "const { items } = await notes.archive(); return items;",
  "return (await notes.archive()).items;",
  "return notes.search_notes({ text: await notes.archive() });",
  "for (const item of await notes.archive()) return item;",
])("in whatever way the plan uses it: %s", async (body) => {
  await writeFile(at("other.plan.ts"), `export default async function plan() { ${body} }\n`);
  const { code, out } = await run("verify", at("other.plan.ts"), "--json");
  const { issues } = JSON.parse(out);
  expect(code).toBe(1);
  expect(issues).toMatchObject([{ code: "type", message: expect.stringContaining("--shapes") }]);
});

test.each([
  ["--shapes", "shapes.yaml", "assumed", "assumed from shapes.yaml"],
  ["--observed", "log.jsonl", "observed", "observed in 2 outputs"],
])("%s: the plan passes, and the verdict names what it rests on", async (flag, file, origin, basis) => {
  const { code, out } = await run("verify", at("use.plan.ts"), flag, at(file), "--json");
  const verdict = JSON.parse(out);
  expect(verdict).toMatchObject({ outcome: "passed", issues: [], evidence: { untyped: [] } });
  expect(verdict.evidence.assumptions).toEqual([{ tool: "search-notes", server: "notes", origin, basis }]);
  expect(code).toBe(0);
});

test("as a person types it", async () => {
  const tools = ["--tools", `notes=${at("tools.json")}`];
  const ended = await holdshort("verify", at("use.plan.ts"), ...tools, "--shapes", at("shapes.yaml"));
  expect(ended.stderr).toBe("");
  expect(ended.stdout.replace(/\s+/g, " ")).toContain("as supposed: search-notes (assumed from shapes.yaml).");
  expect(ended.code).toBe(0);
});

test("a tool nobody describes is an assumption too: that nothing is known", async () => {
  await writeFile(at("blind.plan.ts"), "export default async function plan() { await notes.archive(); }\n");
  const { out } = await run("verify", at("blind.plan.ts"), "--json");
  const { outcome, evidence } = JSON.parse(out);
  expect(outcome).toBe("passed");
  expect(evidence).toMatchObject({
    untyped: ["archive"],
    assumptions: [{ tool: "archive", server: "notes", origin: "unknown", basis: "nobody declares it" }],
  });
});

test("tools list and types show where an output comes from, and what comes before", async () => {
  const flags = ["--shapes", at("shapes.yaml"), "--shapes", at("more.yaml")];
  const list = await run("tools", "list", ...flags);
  expect(list.out).toContain("notes.search_notes - reads (output assumed from shapes.yaml)\n");
  expect(list.out).toContain(
    "notes.archive - changes (output not declared)\n    needs before it: notes/search-notes\n",
  );
  const json = JSON.parse((await run("tools", "list", ...flags, "--json")).out);
  expect(json.tools).toMatchObject([
    { output: { origin: "assumed", basis: "assumed from shapes.yaml" } },
    { effect: "write", requires: ["notes/search-notes"], cost: 2 },
  ]);
  const types = (await run("tools", "types", ...flags)).out;
  expect(types).toContain("* @output assumed, not declared\n");
  expect(types).toContain("* @requires notes.search_notes to have succeeded before\n");
  const observed = await run("tools", "types", "--observed", at("log.jsonl"));
  expect(observed.out).toContain("* @output observed, not declared\n");
  expect(observed.out).not.toContain("Milk");
});

test("a mistake in the file is bad input, with its place", async () => {
  await writeFile(at("slip.yaml"), "tools: { serch-notes: { output: {} } }");
  const { code, out, err } = await run("tools", "list", "--shapes", at("slip.yaml"));
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toMatch(
    /slip\.yaml tools\.serch-notes: There is no tool "serch-notes"\. Did you mean "search-notes"\?\n$/,
  );
});
