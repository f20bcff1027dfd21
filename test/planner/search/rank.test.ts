import { describe, expect, test } from "vitest";
import { analyseGoal } from "#dist/planner/search/goal/goal.js";
import { loadModel } from "#dist/planner/search/learned/load.js";
import { rankTools } from "#dist/planner/search/tools/rank.js";
import { requestOf } from "#dist/planner/search/tools/request.js";
import { indexTools } from "#dist/planner/search/tools/toolIndex.js";
import { catalogue, type SchemaObject, type ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

function request(text: string) {
  const goal = analyseGoal(text, 20_000);
  return requestOf(goal, { first: 0, next: goal.tokens.length });
}

function ranked(text: string, tools: readonly ToolSpec[]): string[] {
  return rankTools(request(text), indexTools(catalogue(tools)), { most: 5, table: loadModel().tools }).map(
    ({ entry }) => entry.binding.spec.name,
  );
}

const tools = [
  tool("list_files", { description: "List the files of a folder." }),
  tool("delete_file", { description: "Delete a file.", effect: "irreversible" }),
  tool("get_weather", { description: "The weather of a city, with its temperature." }),
  tool("todo", {
    description: "Manage the todo list.",
    input: { type: "object", properties: { action: { enum: ["add", "remove"] } } },
    effect: "write",
  }),
  tool("prime_factors", {
    description: "Calculate the prime factors of a number.",
    input: { type: "object", properties: { number: { type: "integer" } } },
    effect: "irreversible",
    effectSupposed: true,
  }),
  tool("entropy_change.calculate", {
    input: { type: "object", properties: { heat: { type: "number" } } },
    effect: "irreversible",
    effectSupposed: true,
  }),
];

describe("tools by words", () => {
  test.each([
    ["list the files", "list_files"],
    ["Which files are there?", "list_files"],
    ["What is the temperature in Rome?", "get_weather"],
    ["please erase the file", "delete_file"],
    ["I want you to remove that file", "delete_file"],
    ["add milk to my todo list", "todo"],
    ["the prime factors of 60", "prime_factors"],
    ["what is the entropy change", "entropy_change.calculate"],
  ])("%s", (goal, name) => {
    expect(ranked(goal, tools)[0]).toBe(name);
  });

  test("none, when no word fits", () => {
    expect(ranked("translate it into Welsh", tools)).toEqual([]);
    expect(ranked("", tools)).toEqual([]);
  });
});

describe("tools that take nothing, of which no effect is stated", () => {
  const supposed = { effect: "irreversible", effectSupposed: true } as const;
  const services = [
    tool("sky", { description: "The latest forecast for your area.", ...supposed }),
    tool("ResearchFinder", { description: "Tool for searching academic papers.", ...supposed }),
    tool("charts", { description: "Create charts from text.", ...supposed }),
    tool("cleanup", { description: "Deletes all temporary files.", ...supposed }),
    tool("cache_purge", { description: "The cache at hand.", ...supposed }),
  ];

  test.each([
    ["Will I need an umbrella tomorrow?", "sky"],
    ["peer-reviewed studies on sleep", "ResearchFinder"],
    ["Could I see a diagram of that?", "charts"],
  ])("are found by what they are about: %s", (goal, name) => {
    expect(ranked(goal, services)[0]).toBe(name);
  });

  test.each([
    ["the temporary files", "cleanup"],
    ["what is in the cache", "cache_purge"],
  ])("need their deed said where they speak of changing what is there: %s", (goal, name) => {
    expect(ranked(goal, services)).not.toContain(name);
  });

  test("with arguments, or with a stated effect, they do too", () => {
    const stated = tool("charts", { description: "Alter charts.", effect: "write" });
    const taking = tool("graphs", {
      description: "Alter graphs.",
      input: { type: "object", properties: { name: { type: "string" } } },
      ...supposed,
    });
    expect(ranked("Could I see the charts and graphs?", [stated, taking])).toEqual([]);
  });
});

describe("the verb gate", () => {
  test("a tool that changes something needs its deed in the goal", () => {
    expect(ranked("show the file", tools)).not.toContain("delete_file");
    expect(ranked("create a file", tools)).not.toContain("delete_file");
    expect(ranked("show what was deleted from the file", tools)).not.toContain("delete_file");
    expect(ranked("finish my todo", tools)).not.toContain("todo");
  });

  test("a request for a change is not served by a look", () => {
    expect(ranked("delete the files", tools)).toEqual(["delete_file"]);
    expect(ranked("rename the files", tools)).toEqual([]);
  });

  test("a deed may hide in a noun", () => {
    expect(ranked("perform a deletion of the file", tools)).toContain("delete_file");
  });

  test("what somebody does under a condition is not ordered", () => {
    expect(request("If you play the game 20 times, what is the chance to win?").acts).toBe(false);
    expect(request("Please play the game").acts).toBe(true);
  });

  test("to run a regression is to compute, to run a pipeline is not", () => {
    const supposed = { effect: "irreversible", effectSupposed: true } as const;
    const input = { type: "object", properties: { data: { type: "string" } } } as const;
    const acts = (name: string, description: string) =>
      indexTools(catalogue([tool(name, { ...supposed, description, input })])).entries.map((entry) => entry.acts);
    expect(acts("run_linear_regression", "Runs a linear regression on data.")).toEqual([false]);
    expect(acts("run_two_sample_ttest", "Runs a two sample t-test for two groups.")).toEqual([false]);
    expect(acts("run_pipeline", "Runs a pipeline of a project.")).toEqual([true]);
    expect(acts("run_and_delete_regression", "Deletes a regression.")).toEqual([true]);
  });

  test("quoted text asks for nothing", () => {
    expect(ranked('say "delete the file"', tools)).not.toContain("delete_file");
  });
});

describe("a change", () => {
  const id: SchemaObject = { type: "object", properties: { device_id: { type: "string" } }, required: ["device_id"] };
  const device = ["turn_on", "turn_off"].map((name) =>
    tool(name, { description: `${name.replace("_", " a device ")}.`, input: id, effect: "write" }),
  );

  test.each([
    ["turn on the device", "turn_on"],
    ["turn the device off", "turn_off"],
    ["turn off the devices that are on", "turn_off"],
    ["switch off dev-7", "turn_off"],
  ])("is told from its opposite by a small word: %s", (goal, name) => {
    expect(ranked(goal, device)[0]).toBe(name);
  });

  test("may be asked for in another word alone, unless it is for good or something is named that nobody knows", () => {
    expect(ranked("shut down dev-7", device)).not.toEqual([]);
    expect(ranked("shut down the shop", device)).toEqual([]);
    expect(ranked("shut it down", device)).toEqual([]);
    const final = tool("delete_file", { description: "Delete a file.", effect: "irreversible" });
    expect(ranked("erase a.txt", [final])).toEqual([]);
    expect(ranked("erase a.txt", [{ ...final, effect: "write" }])).toEqual(["delete_file"]);
  });

  test("of what opens the sentence as its subject has that for no verb", () => {
    expect(request("Invoice INV-7 should be voided").verbs).toEqual([]);
    expect(request("Invoice the customer").verbs).toEqual(["invoice"]);
  });
});
