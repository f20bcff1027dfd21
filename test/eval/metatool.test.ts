import { expect, test } from "vitest";
import { evaluate } from "#dist/eval/index.js";
import { benchmarkCalled, folderOf, scripted } from "./rows.js";

const described = {
  "plugin_des.json": { Kites: "Flies kites.", Bread: "overruled" },
  "plugin_info.json": [{ name_for_model: "Bread", description_for_human: "Bakes bread." }],
  "big_tool_des.json": { Moon: "Tells the phase of the moon." },
};
const tool_list = ["Kites", "Bread", "Moon"];

test("the set of tools counts, and silence where none fits; both are given together", async () => {
  const data = await folderOf(
    {
      "Task2-Subtask1_similar_RECONSTRUCTED.jsonl": [
        { query: "one right", tool: "Kites", tool_list },
        { query: "one wrong", tool: "Bread", tool_list },
        { query: "one too many", tool: "Kites", tool_list },
      ],
      "Task2-Subtask3_reliability.jsonl": [
        { query: "silent", tool: "Sea", tool_list, expected: "None" },
        { query: "one right", tool: "Sea", tool_list, expected: "None" },
      ],
      "Task2-Subtask4_multi_tool.jsonl": [{ query: "two", tool: ["Moon", "Kites"], tool_list }],
    },
    described,
  );
  const proposer = scripted({
    "one right": "await tools.Kites({});",
    "one wrong": "await tools.Kites({});",
    "one too many": "await tools.Kites({});\nawait tools.Bread({});",
    two: "await tools.Kites({});\nawait tools.Moon({});\nawait tools.Kites({});",
  });
  const report = await evaluate({ benchmark: benchmarkCalled("metatool"), data, proposer });
  expect(report).toMatchObject({
    ok: true,
    value: {
      rows: 6,
      correct: 3,
      byFile: { similar: { correct: 1 }, reliability: { correct: 1 }, multi_tool: { correct: 1 } },
      figures: {
        answered: { hits: 5, of: 6 },
        "the one that fits": { hits: 1, of: 3 },
        "the two that fit": { hits: 1, of: 1 },
        "silent where none fits": { hits: 1, of: 2 },
      },
    },
  });
});

test("rows that cannot be used are named by file and line", async () => {
  const data = await folderOf(
    {
      "Task2-Subtask1_similar_RECONSTRUCTED.jsonl": [
        { query: "fine", tool: "Kites", tool_list },
        { tool: "Kites", tool_list },
        { query: "x", tool: "Kites", tool_list: ["Nobody"] },
      ],
    },
    described,
  );
  const report = await evaluate({ benchmark: benchmarkCalled("metatool"), data, proposer: scripted({}) });
  expect(report.ok ? [] : report.issues).toMatchObject([
    {
      code: "unreadable",
      place: expect.stringMatching(/RECONSTRUCTED\.jsonl, line 2$/u),
      message: expect.stringContaining("query: a text"),
    },
    { code: "unreadable", place: expect.stringMatching(/line 3$/u), message: expect.stringContaining('"Nobody"') },
  ]);
});
