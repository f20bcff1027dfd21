import { describe, expect, test } from "vitest";
import { prohibitionsIn, withoutSpans } from "#dist/planner/search/goal/prohibitions.js";
import { tokenise } from "#dist/planner/search/goal/tokens.js";
import type { SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";
import { answer, missingFor } from "./ask.js";

// What a goal forbids beside what it orders: where it stands, what is left without it, and that a plan keeps to it.

function read(goal: string) {
  const tokens = tokenise(goal);
  const found = prohibitionsIn(tokens);
  const [one] = found;
  return { left: withoutSpans(goal, tokens, found), deed: one?.deed, things: one?.things ?? [] };
}

describe("the words that forbid", () => {
  test.each([
    ["Archive a.md, do not touch b.md", "Archive a.md", undefined, ["b.md"]],
    ["Archive a.md and never delete b.md", "Archive a.md", "delete", ["b.md"]],
    ["Archive a.md without deleting it", "Archive a.md", "deleting", []],
    ["Archive a.md, but not b.md and c.md", "Archive a.md", undefined, ["b.md", "c.md"]],
    ["Archive a.md instead of b.md.", "Archive a.md.", undefined, ["b.md"]],
    ["Archive a.md but leave the file b.md alone", "Archive a.md", undefined, ["b.md"]],
    ["Leave b.md as it is, and archive a.md", "archive a.md", undefined, ["b.md"]],
    ['Delete "Old" and keep "New"', 'Delete "Old"', undefined, ["New"]],
    ["Archive a.md; b.md must not be deleted", "Archive a.md", "deleted", ["b.md"]],
    ["Do not delete b.md. Archive a.md", "Archive a.md", "delete", ["b.md"]],
  ])("%s", (goal, left, deed, things) => {
    expect(read(goal)).toEqual({ left, deed, things });
  });

  test.each([
    "Do not forget to archive a.md",
    "Archive a.md, but do not delete it unless it is old",
    "Archive a.md and leave",
    "Keep archiving",
    "Archive what is not in docs",
  ])("and those that do not, or only in part: %s", (goal) => {
    expect(read(goal).left).toBe(goal);
  });
});

const text: SchemaObject = { type: "string" };

function record(properties: Record<string, SchemaObject>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const id: SchemaObject = { type: "string", pattern: "^U-[0-9]+$" };
const tools: readonly ToolSpec[] = [
  tool("list_users", {
    description: "List the users.",
    input: record({}),
    returns: record({ users: { type: "array", items: record({ user_id: id, name: text }) } }),
    effect: "read",
  }),
  tool("find_user", {
    description: "Find a user by name.",
    input: record({ name: text }),
    returns: record({ user_id: id }),
    effect: "read",
  }),
  tool("lock_user", { description: "Lock a user.", input: record({ user_id: id }), effect: "write" }),
  tool("delete_user", { description: "Delete a user.", input: record({ user_id: id }), effect: "irreversible" }),
];

describe("a plan", () => {
  test("that names what it changes spares what it does not name", async () => {
    expect(await answer("Lock U-1, do not touch U-2", tools)).toContain(
      'const user = await tools.lock_user({ user_id: "U-1" });',
    );
  });

  test("over many leaves out what is spared", async () => {
    expect((await answer("Lock all users, but do not touch U-2", tools)).join("\n")).toContain(
      '.filter((user) => user.user_id !== "U-2")',
    );
  });

  test("of what it has to look up might be about what is spared", async () => {
    const [missing] = await missingFor('Lock the user "Ada", do not touch U-2', tools);
    expect(missing?.message).toContain(
      'The goal says "do not touch U-2", and no plan was found that surely keeps to it.',
    );
  });

  test("that does the very deed is none", async () => {
    expect(await missingFor("Lock U-1, but do not lock U-1", tools)).toHaveLength(1);
  });
});
