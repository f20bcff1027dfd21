import { describe, expect, test } from "vitest";
import { analyseGoal } from "#dist/planner/search/goal/goal.js";
import type { Schema, SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";
import { answer } from "./ask.js";

const text: SchemaObject = { type: "string" };
const number: SchemaObject = { type: "number" };

/** A tool that only looks; a name that ends in `?` may be left out. */
function look(name: string, description: string, properties: Record<string, Schema>): ToolSpec {
  return tool(name, { description, input: inputOf(properties) });
}

function change(name: string, description: string, properties: Record<string, Schema>): ToolSpec {
  return tool(name, { description, input: inputOf(properties), effect: "irreversible" });
}

function inputOf(properties: Record<string, Schema>): SchemaObject {
  const names = Object.keys(properties);
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name.replace("?", ""), properties[name] ?? true])),
    required: names.filter((name) => !name.endsWith("?")),
    additionalProperties: false,
  };
}

async function callsFor(goal: string, tools: readonly ToolSpec[]): Promise<readonly string[]> {
  const lines = await answer(goal, tools);
  return lines.flatMap((line) => /tools\.\w+\(.*\)(?=;)/u.exec(line)?.[0] ?? (line.startsWith("missing") ? line : []));
}

const movies = look("find_movies", "Find movies by genre and director.", {
  "genre?": { enum: ["Drama", "Comedy", "Horror"] },
  "directed_by?": { ...text, description: "The director of the movie" },
});
const homes = look("find_homes", "Find homes to rent or to buy in a city.", {
  city: { ...text, description: "The city" },
  "intent?": { enum: ["rent", "buy"] },
  "price_range?": { enum: ["cheap", "moderate", "pricey"] },
  "has_garage?": { type: "boolean", description: "Whether the home has a garage" },
});

describe("what is said of a look", () => {
  test.each([
    [
      "a sentence that takes up the one before it asks for nothing new",
      "I am in the mood for a drama movie directed by Ada Lind. Can you find one for me?",
      [movies, look("find_events", "Find events in a city.", { city: text })],
      ['tools.find_movies({ genre: "Drama", directed_by: "Ada Lind" })'],
    ],
    [
      "what nobody cares about is not asked for",
      "Find homes to rent in Oslo, I don't care about a garage",
      [homes],
      ['tools.find_homes({ city: "Oslo", intent: "rent" })'],
    ],
    [
      "and what somebody needs is",
      "Find homes to rent in Oslo with a garage",
      [homes],
      ['tools.find_homes({ city: "Oslo", intent: "rent", has_garage: true })'],
    ],
    [
      "what it shall not be is no value",
      "Find homes to rent in Oslo that are not too pricey",
      [homes],
      ['tools.find_homes({ city: "Oslo", intent: "rent" })'],
    ],
    [
      "an order may be what the look is for",
      "Buy a home in Oslo",
      [homes],
      ['tools.find_homes({ city: "Oslo", intent: "buy" })'],
    ],
    [
      "west is behind zero",
      "Get the weather at latitude 37.5 N, longitude 119.5 W",
      [look("get_weather", "Get the weather at a place.", { latitude: number, longitude: number })],
      ["tools.get_weather({ latitude: 37.5, longitude: -119.5 })"],
    ],
    [
      "a number that counts the values is none of them",
      "Calculate the force between two charges of 5C and 7C placed 3 meters apart",
      [
        look("calculate_force", "Calculate the force between charges.", {
          charge1: number,
          charge2: number,
          distance: { ...number, description: "The distance between them in meters" },
        }),
      ],
      ["tools.calculate_force({ charge1: 5, charge2: 7, distance: 3 })"],
    ],
  ] as const)("%s", async (_, goal, tools, calls) => {
    expect(await callsFor(goal, tools)).toEqual(calls);
  });
});

describe("which tool is meant", () => {
  const path = { path: text };
  const files = [
    look("read_file", "Read the contents of a file as text.", path),
    look("read_multiple_files", "Read the contents of multiple files.", { paths: { type: "array", items: text } }),
    look("list_directory", "List all files and directories in a path.", path),
  ];

  test.each([
    ["to list is not to read", "List all files in docs1", ['tools.list_directory({ path: "docs1" })']],
    ["the folder itself has a name", "List the files in .", ['tools.list_directory({ path: "." })']],
    ["one file is read by what reads one", "Read notes.md", ['tools.read_file({ path: "notes.md" })']],
  ])("%s", async (_, goal, calls) => {
    expect(await callsFor(goal, files)).toEqual(calls);
  });

  test("a tool may be called by its full name", async () => {
    const list = { words: { type: "array", items: text } } as const;
    const tools = [
      look("sort_list", "Sort a list of words.", list),
      look("turn_list", "Reverse a list of words.", list),
    ];
    expect(await callsFor('Use the "turn_list" function on the words [ "b", "a" ]', tools)).toEqual([
      'tools.turn_list({ words: ["b", "a"] })',
    ]);
  });

  test("one of many that are alike is called by its full name", async () => {
    const many = Array.from({ length: 100 }, (_, at) =>
      look(`get_thing_${at}`, `Get thing number ${at}.`, { id: text }),
    );
    expect(await callsFor("Use get_thing_42 with the id 'x'", many)).toEqual(['tools.get_thing_42({ id: "x" })']);
    expect(await callsFor("get_thing_7 with id 'x'", many)).toEqual(['tools.get_thing_7({ id: "x" })']);
    const numbered = Array.from({ length: 100 }, (_, at) => look(`get_thing_${at}`, `Get thing number ${at}.`, {}));
    expect(await callsFor("Get the thing number 42", numbered)).toEqual(["tools.get_thing_42({})"]);
  });

  test("a full stop ends no folder", () => {
    expect(analyseGoal("Read all of it .", 1000).mentions.filter(({ kind }) => kind === "path")).toEqual([]);
  });
});

describe("what is said of a change", () => {
  test.each([
    [
      "a deed in another word than the tool's",
      "Remove the task with the content 'milk' from my todo list",
      [
        change("todo", "Manage a todo list: add, delete or complete a task.", {
          type: { enum: ["add", "delete", "complete"], description: "The type of action" },
          content: { ...text, description: "The content of the task" },
        }),
      ],
      ['tools.todo({ type: "delete", content: "milk" })'],
    ],
    [
      "what is dictated is taken word for word",
      "What is the time, using the command echo now",
      [
        change("execute_command", "Execute a command in a shell.", {
          command: { ...text, description: "The command" },
        }),
      ],
      ['tools.execute_command({ command: "echo now" })'],
    ],
  ] as const)("%s", async (_, goal, tools, calls) => {
    expect(await callsFor(goal, tools)).toEqual(calls);
  });
});
