import { beforeAll, describe, expect, test } from "vitest";
import { whyNotResumed } from "#dist/executor/index.js";
import type { ToolSpec } from "#dist/toolspecs/index.js";
import type { VerifiedPlan } from "#dist/verifier/index.js";
import { office, sealed } from "./office.js";

let plan: VerifiedPlan;
beforeAll(async () => {
  plan = await sealed(`const { id } = await office.find({ word: "a" }); return office.file({ id });`);
});

/** What is said when the tool `find` is like this now. */
function said(change: Partial<ToolSpec>): string | undefined {
  return whyNotResumed(
    plan,
    office.map((tool) => (tool.name === "find" ? { ...tool, ...change } : tool)),
  );
}

const { input, output } = office[0] as ToolSpec;
const text = { type: "string" } as const;
const word = { ...text, minLength: 1 };

describe("what became of a tool since the plan was judged", () => {
  test.each<[string, Partial<ToolSpec>]>([
    ["its description", { description: "Finds, and tells everybody." }],
    ["its parameters (word is another)", { input: { ...input, properties: { word } } }],
    [
      "its parameters (mode is new, word is gone)",
      { input: { ...input, properties: { mode: text }, required: ["mode"] } },
    ],
    ["its parameters (word is not required any more)", { input: { ...input, required: [] } }],
    ["its parameters", { input: { ...input, additionalProperties: true } }],
    ["the shape of its output", { output: { ...output, schema: true } }],
    ["what the shape of its output rests on", { output: { ...output, origin: "observed", basis: "in 12 outputs" } }],
    ["its effect (it was read, and is irreversible)", { effect: "irreversible" }],
    ["its effect (read is only supposed now)", { effectSupposed: true }],
    ["whether its output is trusted and what a call costs", { trusted: false, cost: 3 }],
    [
      "its description, whether a call may be repeated and what has to be called before it",
      { description: "Finds.", idempotent: false, requires: ["office/file"] },
    ],
  ])("%s", (words, change) => {
    expect(said(change)).toMatch(
      new RegExp(`^office/find changed since the plan was judged: ${escaped(words)}\\. So `),
    );
  });

  test("it is gone; others are told of beside it", () => {
    const tools = office.flatMap((tool) =>
      tool.name === "find" ? [] : [{ ...tool, description: `${tool.description}!` }],
    );
    expect(whyNotResumed(plan, tools)).toMatch(
      /^The plan calls office\/find, and no source has this tool now\. office\/file changed .*: its description\. So /,
    );
  });

  test("nothing where all the plan calls is what it was", () => {
    expect(said({})).toBeUndefined();
    const undo = { tool: "office/find", args: {} };
    expect(said({ undo, examples: [{ word: "tea" }] })).toBeUndefined();
    const others = office.map((tool) => (tool.name === "send" ? { ...tool, description: "Another." } : tool));
    expect(whyNotResumed(plan, others)).toBeUndefined();
  });
});

function escaped(words: string): string {
  return words.replace(/[()]/g, "\\$&");
}
