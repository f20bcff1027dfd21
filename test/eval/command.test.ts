import { beforeAll, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { recorded } from "../cli/io.js";
import { folderOf } from "./rows.js";

/** Two goals for one tool that says which city: one in its words, and one about something else. */
let data = "";
beforeAll(async () => {
  const weather = {
    name: "get_weather",
    description: "Gets the weather of a city.",
    parameters: {
      type: "dict",
      properties: { city: { type: "string", description: "The city." } },
      required: ["city"],
    },
  };
  const row = (id: string, content: string) => ({ id, question: [[{ role: "user", content }]], function: [weather] });
  const answer = (id: string) => ({ id, ground_truth: [{ get_weather: { city: ["Oslo"] } }] });
  data = await folderOf({
    "bfcl/BFCL_v4_simple_python.json": [
      row("told", 'Get the weather of the city "Oslo"'),
      row("other", 'Get the weather of the city "Rome"'),
      row("silent", "Sell the violin"),
    ],
    "bfcl/possible_answer/BFCL_v4_simple_python.json": ["told", "other", "silent"].map(answer),
  });
});

async function evaluated(...more: readonly string[]) {
  const { io, out, err } = recorded();
  const code = await main(["eval", "bfcl", "--data", data, "--planner", "search", ...more], io, parts);
  return { code, out: out(), err: err() };
}

/** The rows that are told before the table. */
const rowsIn = (text: string) => [...text.matchAll(/^(told|other|silent): /gm)].map(([, id]) => id);

test("a benchmark that there is not is told before anything else, with those there are", async () => {
  const { io, err } = recorded();
  expect(await main(["eval", "bcfl"], io, parts)).toBe(2);
  expect(err()).toMatch(/"bcfl" is no benchmark .* Known are: .*bfcl/);
});

describe("holdshort eval --show", () => {
  test.each([
    [[], []],
    [["--show", "correct"], ["told"]],
    [["--show", "wrong"], ["other"]],
    [
      ["--show", "wrong,abstained"],
      ["other", "silent"],
    ],
    [
      ["--show", "abstained", "--show", "planned"],
      ["told", "other", "silent"],
    ],
  ])("%j tells of %j", async (flags, ids) => {
    const { code, out } = await evaluated(...flags);
    expect(code).toBe(0);
    expect(rowsIn(out)).toEqual(ids);
    expect(out).toContain("33.3 %");
  });

  test("tells rows in JSON too", async () => {
    const { out } = await evaluated("--show", "wrong", "--json");
    expect(JSON.parse(out)).toMatchObject({
      correct: 1,
      shown: [{ id: "other", ending: "planned", correct: false, why: expect.stringContaining("Rome") }],
    });
  });

  test("refuses an ending that there is not", async () => {
    const { code, err } = await evaluated("--show", "wrong,late");
    expect(code).toBe(2);
    expect(err).toContain('"late" is none of wrong, correct,');
  });
});
