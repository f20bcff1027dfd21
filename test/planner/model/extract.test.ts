import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extract } from "#dist/planner/model/extract.js";

const program = `export default async function plan() {
  const notes = await tools.find({ word: "rent" });
  return notes.length;
}
`;
const found = { kind: "program", source: program };
const fence = (code: string, tag = "ts") => `\`\`\`${tag}\n${code}\`\`\``;

describe("extract", () => {
  it.each([
    ["a fence", fence(program)],
    ["a fence with any tag", fence(program, "TypeScript title=plan.ts")],
    ["a fence with no tag", fence(program, "")],
    ["a fence of tildes", `~~~ts\n${program}~~~`],
    ["a longer fence", `\`\`\`\`ts\n${program}\`\`\`\``],
    ["prose around a fence", `Sure! Here is the plan:\n\n${fence(program)}\n\nIt counts the notes in { notes }.`],
    ["a fence in a list", `1. The plan:\n   \`\`\`ts\n${program}   \`\`\`\n2. Done.`],
    ["a fence that is never closed", `Here:\n\`\`\`ts\n${program}`],
    ["no fence", program],
    ["no fence, prose around", `Here is the plan.\n\n${program}\nLet me know { if } it helps.`],
    ["only a closing fence", `${program}\`\`\`\n`],
    ["a byte order mark and CRLF", `\uFEFF${fence(program).replaceAll("\n", "\r\n")}`],
    ["thinking before it", `<think>\nCANNOT: no.\n${fence("export default 1")}\n</think>\n${fence(program)}`],
    ["thinking without its opening tag", `Perhaps ${fence("export default 1")}\n</think>\n\n${fence(program)}`],
    ["another block after it", `${fence(program)}\nThe result:\n${fence('{ "count": 1 }\n', "json")}`],
    ["another block before it", `${fence("npm install\n", "sh")}\n${fence(program)}`],
    ["a correction further down", `${fence("export default 1\n")}\nNo, better:\n${fence(program)}`],
    ["a remark that something cannot be", `${fence(program)}\nCANNOT: be simpler.`],
  ])("finds a program: %s", (_, completion) => {
    expect(extract(completion)).toEqual(found);
  });

  it("keeps what stands before the plan, when it is code", () => {
    const helper = `type Note = { id: number };\nconst half = (n: number) => n / 2;\n`;
    expect(extract(`Let me show it.\n${helper}${program}`)).toEqual({ kind: "program", source: helper + program });
  });

  it("takes a beginning without an end for no program", () => {
    expect(extract("export default async fun")).toEqual({ kind: "nothing" });
  });

  it("does not take a closing fence for code in a program on one line", () => {
    const line = "export default async function plan() { return 1; }";
    expect(extract(`\`\`\`${line}\`\`\``)).toEqual({ kind: "program", source: `${line}\n` });
  });

  it.each(["export default ", ""])("takes a head whose brace stands on the next line: %sasync function", (head) => {
    const source = `${head}async function plan()\n{\n  const a = 1;\n  return a;\n}\n`;
    expect(extract(`Here:\n${source}`)).toEqual({ kind: "program", source });
  });

  it("hands on code without a default export, so that the verifier can say what is wrong", () => {
    const body = 'const a = await tools.find({ word: "x" });\nreturn a;\n';
    expect(extract(`Run this:\n${fence(body)}`)).toEqual({ kind: "program", source: body });
    const bare = "async function plan() {\n  return 1;\n}\n";
    expect(extract(`Here:\n${bare}\nBye.`)).toEqual({ kind: "program", source: bare });
  });

  it.each([
    ["plain", "CANNOT: value: the address", "value: the address"],
    ["bold", "**CANNOT:** no tool sends mail.", "no tool sends mail."],
    ["after prose", "I looked at all of them.\n\nCANNOT: tool: sending mail\n\nSorry.", "tool: sending mail"],
    ["in a fence", "```\nCANNOT: tool: sending mail\n```", "tool: sending mail"],
    ["as a comment", "```ts\n// CANNOT: tool: sending mail\n```", "tool: sending mail"],
    ["before code", `CANNOT: value: the id\nIt would be:\n${fence(program)}`, "value: the id\nIt would be:"],
    ["bare", "CANNOT", ""],
  ])("finds a reason: %s", (_, completion, reason) => {
    expect(extract(completion)).toEqual({ kind: "cannot", reason });
  });

  it.each([
    ["nothing", ""],
    ["prose", "I would look for the notes and then count them. You cannot do better."],
    ["a tool call", '{"name": "find", "arguments": {"word": "rent"}}'],
    ["a block of data", fence('{ "word": "rent" }\n', "json")],
    ["thinking that never ends", `<think>\nPerhaps\n${fence(program)}`],
  ])("finds nothing: %s", (_, completion) => {
    expect(extract(completion)).toEqual({ kind: "nothing" });
  });

  it("finds the program in any prose", () => {
    const prose = fc.string().filter((text) => !/[`~<]|CANNOT|export/.test(text));
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        expect(extract(`${before}\n${fence(program)}\n${after}`)).toEqual(found);
      }),
    );
  });

  it("answers for any text at all", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom("```", "\n", "<think>", "</think>", "CANNOT", "export default", "}"),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { kind } = extract(parts.join(""));
        expect(["program", "cannot", "nothing"]).toContain(kind);
      }),
    );
  });
});
