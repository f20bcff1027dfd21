import { describe, expect, test } from "vitest";
import { type Json, readTools, type SourceIssue, undoArguments } from "#dist/toolspecs/index.js";

const id = { type: "object", properties: { id: { type: "string" } }, required: ["id"], additionalProperties: false };

async function read(undo: Json) {
  const tools = [
    { name: "book", inputSchema: id, outputSchema: id, "x-undo": undo },
    { name: "cancel", inputSchema: id },
  ];
  return readTools([{ tools }]);
}

async function issuesOf(undo: Json): Promise<readonly SourceIssue[]> {
  const outcome = await read(undo);
  return outcome.ok ? [] : outcome.issues;
}

describe("undo, as it is read", () => {
  test("names the tool in full", async () => {
    const outcome = await read({ tool: "cancel", args: { id: "output.id" } });
    expect(outcome.ok && outcome.value[0]?.undo).toEqual({ tool: "tools/cancel", args: { id: "output.id" } });
  });

  test.each<[string, Json, string]>([
    ["a word", "cancel", "undo is an object like"],
    ["no tool", { args: {} }, "undo is an object like"],
    ["a stray key", { tool: "cancel", arguments: {} }, 'nothing that is called "arguments"'],
    ["a tool that nobody has", { tool: "cancle", args: { id: "output.id" } }, 'Did you mean "cancel"?'],
    ["a path from nowhere", { tool: "cancel", args: { id: "result.id" } }, "with a path behind it"],
    ["a path with a hole", { tool: "cancel", args: { id: "output..id" } }, "with a path behind it"],
    ["a value and more", { tool: "cancel", args: { id: { value: 1, or: 2 } } }, "with a path behind it"],
    ["a parameter that the tool has not", { tool: "cancel", args: { id: "output.id", why: { value: "" } } }, '"why"'],
    ["a parameter left out", { tool: "cancel" }, 'needs "id"'],
  ])("says what is wrong with %s", async (_, undo, words) => {
    const issues = await issuesOf(undo);
    expect(issues.map(({ message }) => message).join(" ")).toContain(words);
  });
});

describe("the arguments of the call that takes a call back", () => {
  const deed = { args: { from: "a", list: [{ n: 1 }] }, output: { id: "x", gone: null } };

  test("are parts of the call, or values", () => {
    const args = { all: "args", n: "args.list[0].n", id: "output.id", gone: "output.gone", why: { value: "undone" } };
    expect(undoArguments({ tool: "t/u", args }, deed)).toEqual({
      ok: true,
      value: { all: deed.args, n: 1, id: "x", gone: null, why: "undone" },
    });
  });

  test.each(["args.to", "args.list[1]", "output.id.length", "output.constructor", "args.list.length"])(
    "cannot be %s, which is not there",
    (path) => {
      expect(undoArguments({ tool: "t/u", args: { x: path } }, deed)).toEqual({
        ok: false,
        issues: [`"x" would be its ${path}, and there is none`],
      });
    },
  );
});
