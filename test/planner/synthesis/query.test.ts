import { describe, expect, it } from "vitest";
import { parseQuery } from "#dist/planner/synthesis/query/parse.js";

const read = (text: string) => parseQuery(text);

describe("a type query", () => {
  it("names inputs and an output", () => {
    expect(read("{ name: Channel.name, ids: [User.id] } -> [[Message]]")).toEqual({
      ok: true,
      value: {
        inputs: [
          { name: "name", type: { base: "Channel.name", arrays: 0 } },
          { name: "ids", type: { base: "User.id", arrays: 1 } },
        ],
        output: { base: "Message", arrays: 2 },
      },
    });
  });

  it("may take nothing, and arrays may be written as TypeScript does", () => {
    expect(read("{} -> string[]")).toEqual({ ok: true, value: { inputs: [], output: { base: "string", arrays: 1 } } });
  });

  it.each([
    ["{ a: string }", 13, "The query ends"],
    ["{ a string } -> string", 4, '"string"'],
    ["{ a: string - string", 12, '"-"'],
    ["{ a: string, a: number } -> string", 14, "another name than a"],
    ["{ a: [string } -> string", 13, '"}"'],
    ["{} -> string string", 13, "the end of the query"],
  ])("%s is refused, with the place", (text, at, what) => {
    const found = read(text);
    expect(found.ok).toBe(false);
    if (!found.ok) expect(found.issues[0]).toMatchObject({ at, message: expect.stringContaining(what) });
  });
});

it("a query that nests without end is refused, not followed", () => {
  const deep = `{} -> ${"[".repeat(5_000)}string${"]".repeat(5_000)}`;
  expect(parseQuery(deep)).toMatchObject({
    ok: false,
    issues: [{ message: expect.stringMatching(/^The query has more than/) }],
  });
});
