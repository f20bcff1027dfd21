import { describe, expect, it } from "vitest";
import { evaluate } from "#dist/eval/index.js";
import { secondRows } from "#dist/eval/nestful/second.js";
import { benchmarkCalled, folderOf, scripted } from "./rows.js";

const number = { type: "int or float", description: "A number" };
const tools = [
  {
    name: "add",
    description: "Adds.",
    parameters: { arg_0: number, arg_1: number },
    output_parameters: { result: number },
  },
  {
    name: "write",
    description: "Writes.",
    parameters: { text: { type: ["integer", "string"] }, path: { type: "string", nullable: true } },
    output_parameters: { output_0: { type: null } },
  },
];
const output = [
  { name: "add", label: "$var_1", arguments: { arg_0: 2, arg_1: 3 } },
  { name: "add", label: "$var_2", arguments: { arg_0: "$var_1.result$", arg_1: 4 } },
];
const twice = (first: string) =>
  `const a = await tools.add(${first});\nreturn await tools.add({ arg_0: a.result, arg_1: 4 });`;

/** Made up for this test, in the form of the second version. */
const rows = ["right", "other", "fewer"].map((input) => ({ sample_id: input, input, tools, output }));

describe("nestful-v2", () => {
  it("is scored by the whole sequence, references by what they refer to", async () => {
    const data = await folderOf({ "nestful/v2/nestful_data.jsonl": rows });
    const proposer = scripted({
      right: twice("{ arg_0: 2, arg_1: 3 }"),
      other: twice("{ arg_0: 3, arg_1: 2 }"),
      fewer: "return await tools.add({ arg_0: 2, arg_1: 3 });",
    });
    const report = await evaluate({ benchmark: benchmarkCalled("nestful-v2"), data, proposer });
    expect(report).toMatchObject({
      ok: true,
      value: { rows: 3, correct: 1, figures: { "calls in their place": { hits: 4, of: 6 } } },
    });
  });

  it("requires every parameter but those that may be null, and reads its types", async () => {
    const data = await folderOf({ "v2/nestful_data.jsonl": rows.slice(0, 1) });
    const [, write] = secondRows(data)[0]?.tools ?? [];
    expect(write).toMatchObject({
      input: { required: ["text"], properties: { text: { anyOf: [{ type: "integer" }, { type: "string" }] } } },
      output: { schema: { properties: { output_0: {} } } },
    });
  });
});
