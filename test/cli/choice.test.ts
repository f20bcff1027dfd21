import { expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { recorded } from "./io.js";
import { answering } from "./parts.js";

async function chosen(flags: readonly string[], env: Record<string, string>): Promise<unknown> {
  let model: unknown = "search";
  const parts = answering({
    onModel: (options) => {
      // Whom to ask; where the command keeps what it learns of servers is another matter.
      const { model: name, baseURL, apiKey } = options as Partial<Record<"model" | "baseURL" | "apiKey", string>>;
      model = { model: name, baseURL, apiKey };
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
])("%s", async (_, flags, env, expected) => {
  expect(await chosen(flags, env)).toEqual(expected);
});
