import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { agentdojoFiles } from "#dist/bench/mutation/gold/agentdojo.js";
import { convert } from "#dist/bench/mutation/gold/convert.js";
import { nestfulFiles } from "#dist/bench/mutation/gold/nestful.js";
import { pythonCall } from "#dist/bench/mutation/gold/python-call.js";
import type { GoldFile } from "#dist/bench/mutation/gold/row.js";
import { sealFiles } from "#dist/bench/mutation/gold/seal.js";
import { ultratoolFiles } from "#dist/bench/mutation/gold/ultratool.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { plan } from "./subject.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with these files: JSON each, or a JSON value a line. */
function folderWith(files: { readonly [path: string]: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), "gold-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const isLines = Array.isArray(content) && /\.jsonl$|test\.json$/.test(path);
    writeFileSync(
      join(folder, path),
      isLines ? content.map((row) => JSON.stringify(row)).join("\n") : JSON.stringify(content),
    );
  }
  return folder;
}

/** The program of each row, or why there is none. */
async function programs(file: GoldFile | undefined): Promise<readonly string[]> {
  if (file === undefined) throw new Error("There is no such file.");
  const made = await convert(file, createCompiler());
  return made.map((one) => ("skipped" in one ? one.skipped : one.source));
}

test("nestful: references become fields, the closing pseudo call the result, and the fitting one of two tools is taken", async () => {
  const spec = (name: string, inputs: object, outputs: object) => ({
    name,
    description: name,
    query_parameters: inputs,
    output_parameters: outputs,
  });
  const given = { type: "string", required: true };
  const tools = [
    spec("find_port", { town: given }, { "port id": { type: "string" }, depth: { type: "number" } }),
    spec("moor", { port: given }, { berth: { type: "integer" } }),
    spec("moor", { port: given, boat: given }, { berth: { type: "integer" } }),
  ];
  const row = (moored: object) => ({
    input: "Moor the Kittiwake in Husum",
    output: [
      { name: "find_port", label: "var1", arguments: { town: "Husum" } },
      { name: "moor", label: "var2", arguments: moored },
      { name: "var_result", arguments: { berth: "$var2.berth$" } },
    ],
  });
  const folder = folderWith({
    "v1/executable-spec.json": tools,
    "v1/executable-data.json": [
      row({ port: "$var1.port id$", boat: "Kittiwake" }),
      row({ port: "$var1.depth$", boat: "Kittiwake" }),
      row({ port: "$var9.port id$", boat: "Kittiwake" }),
      row({ port: "$var1.port id$", captain: "Jo" }),
      row({ port: "<port>", boat: "Kittiwake" }),
    ],
    "v1/glaive-spec.json": [],
    "v1/glaive-data.json": [],
    "v1/sgd-spec.json": [],
    "v1/sgd-data.json": [],
    "v2/nestful_data.jsonl": [],
  });
  expect(await programs(nestfulFiles(folder)[0])).toEqual([
    plan(
      `const step1 = await tools.find_port({ town: "Husum" });`,
      `const step2 = await tools.moor({ port: step1["port id"], boat: "Kittiwake" });`,
      "return { berth: step2.berth };",
    ),
    "value of another type",
    "reference that points nowhere",
    "unknown parameter",
    "placeholder for a value",
  ]);
});

test("nestful, second version: every parameter is required, and the outputs nobody takes are returned", async () => {
  const number = { type: "number", description: "" };
  const tools = [
    { name: "add", description: "", parameters: { a: number, b: number }, output_parameters: { result: number } },
  ];
  const row = (b: unknown) => ({
    input: "Add 2 and 3 twice",
    tools,
    output: [
      { name: "add", label: "$var_1", arguments: { a: 2, b: 3 } },
      { name: "add", label: "$var_2", arguments: { a: "$var_1.result$", ...(b === undefined ? {} : { b }) } },
    ],
  });
  const none = {
    "v1/executable-spec.json": [],
    "v1/executable-data.json": [],
    "v1/glaive-spec.json": [],
    "v1/glaive-data.json": [],
  };
  const folder = folderWith({
    ...none,
    "v1/sgd-spec.json": [],
    "v1/sgd-data.json": [],
    "v2/nestful_data.jsonl": [row(3), row(undefined)],
  });
  expect(await programs(nestfulFiles(folder)[3])).toEqual([
    plan(
      "const step1 = await tools.add({ a: 2, b: 3 });",
      "const step2 = await tools.add({ a: step1.result, b: 3 });",
      "return { step2: step2 };",
    ),
    "missing parameter or value of another type",
  ]);
});

test("seal-tools: outputs are numbered over the whole row", async () => {
  const tool = (api_name: string, parameters: object, responses: object) => ({
    api_name,
    api_description: api_name,
    parameters,
    required: Object.keys(parameters),
    responses,
  });
  const text = { type: "str", description: "" };
  const rows = [
    {
      id: "a",
      query: "Weigh crate K7 and label it",
      calling: [
        { api: "weigh", parameters: { crate: "K7" }, responses: ["API_call_0", "API_call_1"] },
        { api: "label", parameters: { text: "API_call_1" }, responses: ["API_call_2"] },
      ],
    },
    { id: "b", query: "Label it", calling: [{ api: "label", parameters: { text: "API_call_7" }, responses: [] }] },
  ];
  const empty = {
    "candidates_test_in_domain.jsonl": [],
    "test_in_domain.jsonl": [],
    "candidates_test_out_domain.jsonl": [],
    "test_out_domain.jsonl": [],
  };
  const folder = folderWith({
    ...empty,
    "tool.jsonl": [
      tool("weigh", { crate: text }, { kilos: { type: "float" }, remark: text }),
      tool("label", { text }, { done: { type: "bool" } }),
    ],
    "candidates_dev.jsonl": [{ id: "a", api_list: ["label"] }],
    "dev.jsonl": rows,
  });
  expect(await programs(sealFiles(folder)[0])).toEqual([
    plan(
      `const step1 = await tools.weigh({ crate: "K7" });`,
      "const step2 = await tools.label({ text: step1.remark });",
      "return { step2: step2 };",
    ),
    "reference that points nowhere",
  ]);
});

test("ultratool: calls as Python writes them, and values that the schema refuses", async () => {
  const tools = [
    {
      name: "set_alarm",
      description: "",
      arguments: { type: "object", properties: { day: { type: "string", format: "date" }, note: { type: "string" } } },
      results: { type: "object", properties: { ok: { type: "boolean" } } },
    },
  ];
  const row = (...calls: readonly string[]) => ({
    question: "Wake me",
    tools,
    plan: calls.map((tool) => ({ step: "1", tool })),
  });
  const folder = folderWith({
    "test.json": [
      row("No tool required", "set_alarm(day='2026-02-03', note='Mum's birthday, 8 o'clock')"),
      row("set_alarm(day='tomorrow')"),
      row("set_alarm(day=<the day>)"),
      row("set_alarm(2026)"),
      row("null"),
      row("snooze()"),
    ],
  });
  expect(await programs(ultratoolFiles(folder)[0])).toEqual([
    plan(
      `const step1 = await tools.set_alarm({ day: "2026-02-03", note: "Mum's birthday, 8 o'clock" });`,
      "return { step1: step1 };",
    ),
    "value of another type",
    "placeholder for a value",
    "call that cannot be read",
    "no call",
    "unknown tool",
  ]);
});

test.each([
  ["f(a=1, b=-2.5, c=True)", { name: "f", args: { a: 1, b: -2.5, c: true } }],
  [`g(x="y, z=1")`, undefined],
  ["h(list=['a', 'b'])", { name: "h", args: { list: ["a", "b"] } }],
  ["no call", undefined],
])("%s", (text, expected) => {
  expect(pythonCall(text)).toEqual(expected);
});

test("agentdojo: an output's part, with a guard for an element that may not be there; nothing that was made up", async () => {
  const object = (properties: object) => ({ type: "object", properties, required: Object.keys(properties) });
  const text = { type: "string" };
  const tools = [
    {
      name: "inbox",
      description: "",
      inputSchema: object({}),
      outputSchema: { type: "array", items: object({ from: text }) },
      effect: "read",
      output_trust: "untrusted",
    },
    {
      name: "answer",
      description: "",
      inputSchema: object({ to: text, body: text }),
      outputSchema: object({}),
      effect: "write",
      destructive: true,
      output_trust: "trusted",
    },
  ];
  const task = (body: object) => ({
    id: "t",
    prompt: "Answer the first mail with Yes",
    calls: [
      { tool: "inbox", args: {}, provenance: [], output: [{ from: "kim@example.org" }] },
      {
        tool: "answer",
        args: { to: "kim@example.org", body: "Yes" },
        provenance: [
          { path: "$.to", value: "kim@example.org", from_user: false, from_tools: [{ call: 0, paths: ["$[0].from"] }] },
          { path: "$.body", value: "Yes", ...body },
        ],
        output: {},
      },
    ],
  });
  const suite = { tools, user_tasks: [task({ from_user: true }), task({ from_user: false, from_tools: [] })] };
  const empty = { tools: [], user_tasks: [] };
  const folder = folderWith({
    "banking.json": suite,
    "slack.json": empty,
    "travel.json": empty,
    "workspace.json": empty,
  });
  const [file] = agentdojoFiles(folder);
  expect(await programs(file)).toEqual([
    plan(
      "const step1 = await tools.inbox({});",
      "const element1 = step1[0];",
      `if (element1 === undefined) return { missing: "element1" };`,
      `const step2 = await tools.answer({ to: element1.from, body: "Yes" });`,
      "return { step2: step2 };",
    ),
    "value that somebody read out of a text or made up",
  ]);
  const [program] = await convert(file ?? { origin: "", rows: [] }, createCompiler());
  expect(program).toMatchObject({
    claimsEffects: true,
    tools: [
      { effect: "read", trusted: false },
      { effect: "irreversible", trusted: true },
    ],
  });
});
