import { expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import type { ModelOptions } from "#dist/planner/index.js";
import { recorded } from "./io.js";
import { answering } from "./parts.js";

async function chosen(flags: readonly string[], env: Record<string, string>): Promise<unknown> {
  let model: unknown = "search";
  const parts = answering({
    onModel: (options) => {
      // Whom to ask; where the command keeps what it learns of servers is another matter.
      const { model: name, baseURL, endpoints, apiKey } = options as Partial<ModelOptions>;
      model = { model: name, baseURL, endpoints, apiKey };
    },
  });
  const code = await main(["dry-run", "Do it", "--tools", "x", ...flags], recorded({ env }).io, parts);
  return code === 0 ? model : code;
}

const key = { OPENAI_API_KEY: "k" };

test.each([
  ["nothing is configured", [], {}, "search"],
  ["a key is there, but no model is named", [], key, "search"],
  ["an empty variable counts as unset", [], { ...key, HOLDSHORT_MODEL: " " }, "search"],
  ["a model in the environment", [], { ...key, HOLDSHORT_MODEL: "m" }, { model: "m", apiKey: "k" }],
  [
    "a local server needs no key",
    [],
    { OPENAI_BASE_URL: "http://h/v1", HOLDSHORT_MODEL: "m" },
    { model: "m", baseURL: "http://h/v1" },
  ],
  [
    "flags before environment",
    ["--model", "n", "--base-url", "http://f"],
    { ...key, OPENAI_BASE_URL: "http://e", HOLDSHORT_MODEL: "m" },
    { model: "n", baseURL: "http://f", apiKey: "k" },
  ],
  ["search is asked for", ["--planner", "search"], { ...key, HOLDSHORT_MODEL: "m" }, "search"],
  ["a model is asked for, none is named", ["--planner", "model"], key, 2],
  ["an address, but no model", ["--base-url", "http://f"], {}, 2],
  ["a model with neither key nor address", ["--model", "m"], {}, 2],
  [
    "several servers, with and without hints",
    ["--model", "m", "--endpoint", "http://a/v1", "--endpoint", "continuum=http://b/v1,http://c/v1"],
    { OPENAI_BASE_URL: "http://e", HOLDSHORT_ENDPOINTS: "http://f/v1" },
    {
      model: "m",
      endpoints: [
        { baseURL: "http://a/v1", hints: "none" },
        { baseURL: "http://b/v1", hints: "continuum" },
        { baseURL: "http://c/v1", hints: "none" },
      ],
    },
  ],
  [
    "several servers in the environment go before one there",
    ["--model", "m"],
    { OPENAI_BASE_URL: "http://e", HOLDSHORT_ENDPOINTS: "http://f/v1, http://g/v1" },
    {
      model: "m",
      endpoints: [
        { baseURL: "http://f/v1", hints: "none" },
        { baseURL: "http://g/v1", hints: "none" },
      ],
    },
  ],
  [
    "one server by flag goes before several in the environment",
    ["--model", "m", "--base-url", "http://h/v1"],
    { HOLDSHORT_ENDPOINTS: "http://f/v1" },
    { model: "m", baseURL: "http://h/v1" },
  ],
  ["both by flag", ["--model", "m", "--base-url", "http://h/v1", "--endpoint", "http://a/v1"], {}, 2],
  ["endpoints, but no model", ["--endpoint", "http://a/v1"], {}, 2],
  ["a budget of money, and no prices", ["--model", "m", "--budget", "usd=1"], key, 2],
  ["an adapter that nobody would ask", ["--model", "m", "--adapter", "x/y=z"], key, 2],
  ["exchanges kept in what is no folder", ["--model", "m"], { ...key, HOLDSHORT_RECORD: "package.json/x" }, 2],
  ["hints that there are not", ["--model", "m", "--endpoint", "fast=http://a/v1"], {}, 2],
])("%s", async (_, flags, env, expected) => {
  expect(await chosen(flags, env)).toEqual(expected);
});

test.each([
  ["calls=3", undefined],
  ["seconds=60", undefined],
  ["seconds=600", 600_000],
])("one answer may take as long as the plan may, and two minutes at the least: %s", async (budget, timeoutMs) => {
  let asked: unknown;
  const parts = answering({
    onModel: (options) => {
      asked = options;
    },
  });
  await main(
    ["dry-run", "Do it", "--tools", "x", "--model", "m", "--budget", budget],
    recorded({ env: key }).io,
    parts,
  );
  expect(asked).toMatchObject({ model: "m" });
  expect((asked as Partial<ModelOptions>).timeoutMs).toBe(timeoutMs);
});

test("an adapter for a tool that there is not", async () => {
  const { io, err } = recorded({ env: key });
  const argv = ["dry-run", "Do it", "--tools", "x", "--model", "m", "--decoupled", "--adapter", "x/nope=z"];
  expect(await main(argv, io, answering({}))).toBe(2);
  expect(err()).toContain("--adapter x/nope: there is no such tool");
});
