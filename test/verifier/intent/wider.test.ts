import { afterAll, describe, expect, it } from "vitest";
import type { ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());
const id = {
  type: "object",
  properties: { id: { type: "string" }, note: { type: "string" } },
  required: ["id"],
} as const;
const input = id as ToolSpec["input"];
const tools = [
  tool("destroy", { server: "s", input, effect: "irreversible" }),
  tool("look", { server: "s", input, effect: "read" }),
];

async function refused(goal: string, id: string, call = "destroy", note?: string): Promise<readonly string[]> {
  const args = JSON.stringify({ id, ...(note !== undefined && { note }) });
  const source = `export default async function plan() {\n  return s.${call}(${args});\n}\n`;
  const { issues } = await verifier.verify({ goal, source }, tools);
  return issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

describe("a change to more than the goal says is refused", () => {
  it.each([
    ["destroy /srv/a", "/"],
    ["destroy the old files in /srv/a", "/"],
    ["destroy /srv/a", "/srv"],
    ["destroy bob", "../../bob"],
    ["destroy bob", "all users but bob"],
    ["destroy bob", "bob and alice"],
    ["destroy bob", "*"],
    ["destroy the folder drafts", "everything in the drafts folder"],
    ["destroy notes.md", "../notes.md"],
    ["destroy the file a.txt.", "."],
    ["destroy /srv/a", "/srv/*"],
  ])("%s: %s", async (goal, value) => expect(await refused(goal, value)).toContain("made_up_value"));
});

describe("what the goal says is not", () => {
  it.each([
    ["destroy /srv/a", "/srv/a"],
    ["destroy /srv/a.", "/srv/a"],
    ["destroy the folder /", "/"],
    ['destroy "all users but bob"', "all users but bob"],
    ["destroy bob and alice", "bob and alice"],
    ["destroy a.txt in the folder docs", "docs/a.txt"],
    ["destroy a.txt in /srv/docs", "/srv/docs/a.txt"],
    ["destroy docs/a.txt", "./docs/a.txt"],
    ["destroy the file notes in the folder docs", "docs/notes.md"],
    ["destroy everything in .", "."],
    ["destroy the repository widgets of acme", "acme/widgets"],
    ["destroy drafts", "drafts"],
    ["destroy what has no name!", ""],
    ["destroy a.txt in docs", "docs//a.txt"],
    ["destroy Work.txt on the desktop", "Desktop/Work.txt"],
    ["destroy what came in for 3 days from 10/05/2023", "10/08/2023"],
    ["destroy the booking of July 15th, 2022", "15/07/2022"],
  ])("%s: %s", async (goal, value) => expect(await refused(goal, value)).toEqual([]));

  it("nor is what is only looked at, or worded for people", async () => {
    expect(await refused("look at bob", "all users but bob", "look")).toEqual([]);
    expect(await refused("destroy bob", "bob", "destroy", "bob and all that")).toEqual([]);
  });
});
