import { expect, test } from "vitest";
import { evaluate } from "#dist/eval/index.js";
import { countsOf, isExact } from "#dist/eval/seal-tools/score.js";
import { benchmarkCalled, folderOf, scripted } from "./rows.js";

const word = { type: "str", description: "" };
const tools = [
  {
    api_name: "findTree",
    api_description: "Finds a tree.",
    parameters: { name: word, tall: { type: "bool", description: "" } },
    required: ["name"],
    responses: { tree_id: word, place: word },
  },
  {
    api_name: "waterTree",
    api_description: "Waters a tree.",
    parameters: { tree: word, litres: { type: "float", description: "" } },
    required: ["tree"],
    responses: { done: { type: "bool" } },
  },
];
const calling = [
  { api: "findTree", parameters: { name: "oak" }, responses: ["API_call_0", "API_call_1"] },
  { api: "waterTree", parameters: { tree: "API_call_0", litres: 2 }, responses: ["API_call_2"] },
];
const rows = ["right", "other place", "half", "silent"].map((query, index) => ({ id: `dev-${index}`, query, calling }));
const files = {
  "tool.jsonl": tools,
  "dev.jsonl": rows,
  "candidates_dev.jsonl": rows.map(({ id }) => ({ id, api_list: ["findTree", "waterTree"] })),
};
const find = 'const tree = await tools.findTree({ name: "oak" });';

test("calls and parameters are counted over all rows; what another call returns counts by where it comes from", async () => {
  const data = await folderOf(files);
  const proposer = scripted({
    right: `${find}\nawait tools.waterTree({ tree: tree.tree_id, litres: 2 });`,
    "other place": `${find}\nawait tools.waterTree({ tree: tree.place, litres: 2 });`,
    half: 'await tools.findTree({ name: "oak", tall: true });',
  });
  const report = await evaluate({ benchmark: benchmarkCalled("seal-tools"), data, proposer });
  expect(report).toMatchObject({
    ok: true,
    value: {
      rows: 4,
      correct: 1,
      figures: {
        "tool precision": { hits: 5, of: 5 },
        "tool recall": { hits: 5, of: 8 },
        "tool F1": { hits: 10, of: 13 },
        "parameter precision": { hits: 6, of: 8 },
        "parameter recall": { hits: 6, of: 12 },
        "parameter F1": { hits: 12, of: 20, share: 0.6 },
      },
    },
  });
});

test("values are compared as their texts, with the first call of the tool in the answer", () => {
  const gold = [
    { tool: "a", parameters: { x: "5", yes: "True" }, from: {} },
    { tool: "a", parameters: { x: "6" }, from: {} },
  ];
  const calls = [
    { tool: "a", args: { x: 5, yes: true }, from: {} },
    { tool: "a", args: { x: 6 }, from: {} },
  ];
  expect(countsOf(calls, gold)).toEqual({
    tools: 2,
    toolsSaid: 2,
    toolsWanted: 2,
    parameters: 2,
    parametersSaid: 3,
    parametersWanted: 3,
  });
  expect(isExact(calls.toReversed(), gold)).toBe(true);
  expect(
    isExact(
      [calls[0], calls[0]].flatMap((call) => call ?? []),
      gold,
    ),
  ).toBe(false);
});

test("a row whose candidates nobody gives is named", async () => {
  const data = await folderOf({ ...files, "candidates_dev.jsonl": [] });
  const report = await evaluate({ benchmark: benchmarkCalled("seal-tools"), data, proposer: scripted({}) });
  expect(report.ok ? [] : report.issues.map(({ place }) => /line \d/u.exec(place)?.[0])).toEqual([
    "line 1",
    "line 2",
    "line 3",
    "line 4",
  ]);
});
