import { appendFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Answers } from "#dist/bench/compare/answers.js";
import { counted } from "#dist/bench/compare/counted.js";
import { comparison } from "#dist/bench/compare/figures.js";
import { callsIn, functionQuestion } from "#dist/bench/compare/functions.js";
import { type Entry, Ledger } from "#dist/bench/compare/ledger.js";
import { sampleOf, type Trial } from "#dist/bench/compare/trial.js";
import { ways } from "#dist/bench/compare/ways.js";
import type { Chat, Question } from "#dist/planner/model/chat.js";
import { catalogue } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { folderOf } from "../eval/rows.js";

const add = {
  name: "math.add",
  description: "Adds two numbers.",
  parameters: { type: "dict", properties: { a: { type: "integer" }, b: { type: "integer" } }, required: ["a", "b"] },
};
const number = { type: "int or float" };
const plus = {
  name: "plus",
  description: "",
  parameters: { arg_0: number, arg_1: number },
  output_parameters: { result: number },
};

/** Rows made up for this test, in the benchmarks' form. */
async function rows(): Promise<string> {
  const ids = Array.from({ length: 9 }, (_, index) => `row_${index}`);
  const bfcl = ids.map((id) => ({
    id,
    question: [[{ role: "user", content: `Add 1 and 2 (${id})` }]],
    function: [add],
  }));
  const nested = ids.map((id) => ({
    ...{ sample_id: `nested_${id}`, input: `Add 1 and 2, and 3 to that (${id})`, tools: [plus] },
    output: [
      { name: "plus", label: "$var_1", arguments: { arg_0: 1, arg_1: 2 } },
      { name: "plus", label: "$var_2", arguments: { arg_0: "$var_1.result$", arg_1: 3 } },
    ],
  }));
  return folderOf({
    "bfcl/BFCL_v4_simple_python.json": bfcl,
    "bfcl/possible_answer/BFCL_v4_simple_python.json": ids.map((id) => ({
      id,
      ground_truth: [{ "math.add": { a: [1], b: [2] } }],
    })),
    "nestful/v2/nestful_data.jsonl": nested,
  });
}

let trials: readonly Trial[] = [];
let data = "";
beforeAll(async () => {
  data = await rows();
  trials = await sampleOf(data, { rows: 4, seed: "1" });
});

const ids = (sample: readonly Trial[]) => sample.map(({ id }) => id);
const trialOf = (set: string): Trial => {
  const found = trials.find((trial) => trial.set === set);
  if (found === undefined) throw new Error(`no row of ${set}`);
  return found;
};

describe("the sample", () => {
  it("is the same for a seed, another for another, and a longer one begins with a shorter", async () => {
    expect(ids(await sampleOf(data, { rows: 4, seed: "1" }))).toEqual(ids(trials));
    expect(ids(await sampleOf(data, { rows: 4, seed: "2" }))).not.toEqual(ids(trials));
    expect(ids(await sampleOf(data, { rows: 6, seed: "1" })).slice(0, 8)).toEqual(ids(trials));
  });

  it("takes the sets in turn", () => {
    expect(trials.map(({ set }) => set).slice(0, 4)).toEqual([
      ...["bfcl simple_python", "nestful v2", "bfcl simple_python", "nestful v2"],
    ]);
  });
});

describe("plain function calling", () => {
  const one = '{"name": "plus", "arguments": {"arg_0": 1, "arg_1": 2}}';
  const two = '{"name": "plus", "arguments": {"arg_0": "$var_1.result$", "arg_1": 3}}';
  it.each([
    ["tags", `<tool_call>\n${one}\n</tool_call>\n<tool_call>\n${two}\n</tool_call>`],
    ["tags, the last left open", `<tool_call>${one}</tool_call><tool_call>${two}`],
    ["a list", `[${one}, ${two}]`],
    ["a fence", `\`\`\`json\n[${one}, ${two}]\n\`\`\``],
    ["lines", `${one}\n${two}`],
    ["lines of OpenAI's own form", [one, two].map((call) => `{"type": "function", "function": ${call}}`).join("\n")],
  ])("reads calls from %s, and what refers to what", (_, answer) => {
    const calls = callsIn(answer);
    expect(calls?.map(({ from }) => from)).toEqual([{}, { arg_0: "plus.result" }]);
    expect(trialOf("nestful v2").fault(calls ?? [])).toBeUndefined();
  });

  it.each(["", "I cannot.", "[]", `${one} and ${two}`, '{"name": "plus", "arguments": 1}', `[${one}, 7]`])(
    "reads nothing from %j",
    (answer) => {
      expect(callsIn(answer)).toBeUndefined();
    },
  );

  it("shows what functions return only where somebody says so", () => {
    const system = (set: string) => functionQuestion("x", trialOf(set).tools)[0]?.content;
    expect(system("nestful v2")).toContain("$var_1");
    expect(system("bfcl simple_python")).not.toMatch(/\$var_1|returns/);
  });
});

function nameIn({ tools }: Trial): string {
  const [binding] = catalogue(tools).bindings;
  return `${binding?.namespace}.${binding?.member}`;
}

/** Answers by what it is asked for, as a model would that can do it. */
function scripted(name: string, asked: Question[]): Chat {
  const usage = { llmCalls: 1, inputTokens: 100, outputTokens: 10 };
  const text = ({ messages, form, temperature }: Question) => {
    const said = messages.map(({ content }) => content).join("\n");
    if (said.includes("<tool_call>")) return '{"name": "math.add", "arguments": {"a": 1, "b": 3}}';
    if (form?.kind === "schema") return form.name === "choice" ? JSON.stringify({ choice: name }) : '{"a": 1, "b": 2}';
    const b = temperature === 0 ? '"2"' : "2";
    return `\`\`\`ts\nexport default async function plan() {\n  return await ${name}({ a: 1, b: ${b} });\n}\n\`\`\``;
  };
  return {
    name: "model:scripted",
    async ask(question) {
      asked.push(question);
      return { kind: "text", text: text(question), usage };
    },
  };
}

describe("the ways", () => {
  it("end as their names say: wrong, right, rejected, rejected, mended, right at once", async () => {
    const verifier = createVerifier({ worlds: 5 });
    const trial = trialOf("bfcl simple_python");
    const folder = await mkdtemp(join(tmpdir(), "holdshort-compare-"));
    const asked: Question[] = [];
    const chat = counted(scripted(nameIn(trial), asked), new Answers(join(folder, "answers"), "scripted"));
    const told: unknown[] = [];
    for (const way of ways) {
      const { accepted, calls } = await way.tell(trial, { chat, verifier });
      told.push([
        way.name,
        accepted,
        accepted && trial.fault(calls) === undefined,
        (await chat.spent()).usage.llmCalls,
      ]);
    }
    await verifier.close();
    expect(told).toEqual([
      ["functions", true, false, 1],
      ["decoupled", true, true, 2],
      ["prompt", false, false, 1],
      ["grammar", false, false, 1],
      ["repair", true, true, 2],
      ["candidates", true, true, 3],
    ]);
    // The first question of the last three is one question.
    expect(asked.filter(({ temperature, form }) => temperature === 0 && form?.kind === "grammar")).toHaveLength(1);
  });
});

describe("what is kept", () => {
  const entry: Entry = {
    ...{ model: "m", set: "s", id: "1", way: "grammar", accepted: true, correct: true, why: "" },
    ...{ calls: 1, inputTokens: 10, outputTokens: 5, seconds: 2 },
  };

  it("is there in the next run, less a line that was cut off", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "holdshort-compare-")), "results");
    new Ledger(file).add(entry);
    appendFileSync(file, '{"model":"m","set":');
    const next = new Ledger(file);
    expect(next.entries).toEqual([entry]);
    expect(next.has(entry)).toBe(true);
    expect(next.has({ ...entry, way: "repair" })).toBe(false);
  });

  it("becomes a table of the rows that every way was asked, with costs by the accepted", () => {
    const rejected = { ...entry, id: "2", accepted: false, correct: false, calls: 3 };
    const half = { ...entry, id: "3" };
    const repair = [entry, rejected].map((one) => ({ ...one, way: "repair" }));
    const named = ways.filter(({ name }) => name === "grammar" || name === "repair");
    const lines = comparison([entry, rejected, half, ...repair], named).split("\n");
    expect(lines[0]).toMatch(/^\| s, 2 rows \|/);
    expect(lines[2]).toMatch(
      /^\| with a grammar \| 50 % \[9, 91\] \| 50 % \[9, 91\] \| 100 % \[21, 100\] \| 4\.0 \| 20 \| 10 \| 4 \| 30 \|/,
    );
    expect(lines).toHaveLength(4);
  });
});
