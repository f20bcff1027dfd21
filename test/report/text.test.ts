import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderFound, renderVerdict } from "#dist/report/index.js";
import { excerpt } from "#dist/report/text/excerpt.js";
import { page, paragraph } from "#dist/report/text/page.js";
import { columns, visible } from "#dist/report/text/visible.js";
import { abstained, longPlan, passed, rejected } from "./verdicts.js";

const verdicts = { passed, rejected, abstained };

describe("the report of a verdict", () => {
  for (const [name, verdict] of Object.entries(verdicts)) {
    for (const width of [80, 40]) {
      for (const colour of [false, true]) {
        test(`${name}, ${width} columns, ${colour ? "coloured" : "plain"}`, () => {
          expect(renderVerdict(verdict, { colour, width })).toMatchSnapshot();
        });
      }
    }
  }

  test("says the same with and without colour", () => {
    for (const verdict of Object.values(verdicts)) {
      const coloured = renderVerdict(verdict, { colour: true, width: 60 });
      expect(stripVTControlCharacters(coloured)).toBe(renderVerdict(verdict, { colour: false, width: 60 }));
    }
  });

  test("keeps to the width, but for what is there to be copied", () => {
    const lines = renderVerdict({ ...rejected, planner: "given" }, { colour: false, width: 40 }).split("\n");
    expect(lines.filter((line) => columns(line) > 40)).toEqual([]);
  });

  test("folds what is too long and says so", () => {
    const args = { text: "x".repeat(5000) };
    const [first] = passed.trace;
    const long = renderVerdict(longPlan(100, [50]), { colour: false, width: 80 }).replace(/\s+/g, " ");
    expect(long).toContain(" and 9 more steps (41 to 49), none of them irreversible; --json lists them all");
    expect(long).toContain(" 50. s.tool_50 - cannot be undone, once ");
    expect(long).toContain(" and 50 more steps (51 to 100), none of them irreversible; --json lists them all ");
    const [issue] = rejected.issues;
    const many = { ...rejected, issues: Array.from({ length: 666 }, () => issue).filter((one) => one !== undefined) };
    const text = renderVerdict(many, { colour: false, width: 80 });
    expect(text).toContain("and 646 more issues; --json has them all");
    expect(text.split("\n").length).toBeLessThan(1_000);
    expect(
      renderVerdict({ ...passed, trace: first ? [{ ...first, args }] : [] }, { colour: false, width: 80 }).replace(
        /\s+/g,
        " ",
      ),
    ).toContain("more characters; --json has them");
  });
});

describe("nothing shown can act on the terminal", () => {
  const hostile = "\u001b[2J\u009b31m\u0007\u202eevil\u2066\u200b\u2028\r\nEND";
  const verdict = {
    ...rejected,
    goal: hostile,
    planner: hostile,
    plan: { source: `${hostile}\nsecond ${hostile}`, hash: "" },
    trace: [{ tool: hostile, server: hostile, args: { [hostile]: hostile } }],
    evidence: { ...rejected.evidence, untyped: [hostile], effects: [], calls: {} },
    issues: rejected.issues.map((issue) => ({
      ...issue,
      message: hostile,
      line: 2,
      column: 3,
      counterexample: { law: hostile, story: [hostile], trace: [], replay: hostile },
    })),
  };

  test.each([true, false])("escape codes, bidi and invisible characters are spelled out (colour: %s)", (colour) => {
    for (const planner of [hostile, "given"]) {
      const text = renderVerdict({ ...verdict, planner }, { colour, width: 80 });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      const ours = text.replace(/\u001b\[\d+m/g, "");
      expect(ours).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(text).toContain("\\u{202e}");
      expect(text).not.toContain("\u001b[2J");
    }
  });

  test("and in what is missing", () => {
    const missing = [{ kind: "value" as const, message: hostile, tool: hostile, server: hostile, parameter: hostile }];
    expect(renderVerdict({ ...abstained, missing }, { colour: false, width: 80 })).not.toContain("\u001b");
  });

  test("visible text holds no control or invisible character, whatever it is made from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe("layout", () => {
  test("loses no word and breaks no line that fits", () => {
    const word = fc.stringMatching(/^[a-z\u4e00-\u4e20]{1,30}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 20, max: 90 }), (words, width) => {
        const lines = paragraph(page({ colour: false, width }), [words.join(" ")], { first: "  - " });
        expect(lines.join("").replace(/[\s-]/g, "")).toBe(words.join(""));
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("a word that is longer than a line goes on without a space", () => {
    const sheet = page({ colour: false, width: 20 });
    expect(paragraph(sheet, ["invoice_id:", "x"], { first: " ".repeat(8), rest: 10 })).toEqual([
      "        invoice_id:",
      "          x",
    ]);
  });

  test("findings keep to the width, with their states at the margin and a server's words set in", () => {
    const message = "It ended before it had listed its tools. The last it said:\n    boom";
    const found = (state: "ok" | "wrong") => ({ state, about: "tools mcp.json", message });
    const text = renderFound([found("ok"), found("wrong")], { colour: false, width: 40 });
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(40);
    expect(text.split("\n").slice(0, 4)).toEqual([
      "ok     tools mcp.json: It ended before",
      "       it had listed its tools. The last",
      "       it said:",
      "           boom",
    ]);
    expect(text).toContain("\nwrong  tools mcp.json");
    const coloured = renderFound([found("wrong")], { colour: true, width: 40 });
    expect(coloured).not.toBe(stripVTControlCharacters(coloured));
    expect(stripVTControlCharacters(coloured)).toMatch(/^wrong {2}tools/);
  });

  test("breaks no escape, of JSON or of our own", () => {
    const texts = [JSON.stringify("\u001b\u0007".repeat(40)), "\u202e".repeat(40), JSON.stringify('\\"'.repeat(40))];
    const escapes = /\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|\\["\\]/g;
    for (const text of texts)
      for (let width = 20; width < 30; width += 1) {
        const lines = paragraph(page({ colour: false, width }), [text]);
        expect(lines.length).toBeGreaterThan(2);
        for (const line of lines) expect(line.trim().replace(escapes, "").replaceAll('"', "")).toBe("");
      }
    for (let width = 30; width < 44; width += 1)
      for (const column of [1, 60, 120]) {
        const [code = ""] = excerpt(page({ colour: false, width }), "\u200b".repeat(120), { line: 1, column });
        expect(
          code
            .slice(code.indexOf("|") + 1)
            .replace(escapes, "")
            .replace(/[ .]/g, ""),
        ).toBe("");
      }
  });

  test("a replay string is a word for a shell, in quotes where it needs them alone", () => {
    const replayed = (replay: string) => {
      const issues = rejected.issues.map(({ counterexample, ...issue }) => ({
        ...issue,
        ...(counterexample !== undefined && { counterexample: { ...counterexample, replay } }),
      }));
      return renderVerdict({ ...rejected, issues }, { colour: false, width: 80 });
    };
    expect(replayed("42:7:0")).toContain("Replay: --replay 42:7:0\n");
    expect(replayed("$(x)'")).toContain("Replay: --replay '$(x)'\\'''\n");
  });

  test("breaks no word of a command, such as the path of a journal", () => {
    const path = `.holdshort/${"a".repeat(60)}.jsonl`;
    const sheet = page({ colour: false, width: 40 });
    expect(paragraph(sheet, [`Go on with: holdshort resume ${path}`], { first: "  - ", rest: 4, whole: true })).toEqual(
      ["  - Go on with: holdshort resume", `    ${path}`],
    );
  });

  test("an argument is shown with every space it has", () => {
    const trace = [{ tool: "t", server: "s", args: { text: "a   b" } }];
    expect(renderVerdict({ ...passed, trace }, { colour: false, width: 80 })).toContain('text: "a   b"');
  });

  test("a caret stands under its column, however long the line", () => {
    const sheet = page({ colour: false, width: 40 });
    fc.assert(
      fc.property(fc.nat({ max: 300 }), (before) => {
        const source = `${"a".repeat(before)}X${"b".repeat(100)}`;
        const [code = "", caret = ""] = excerpt(sheet, source, { line: 1, column: before + 1 });
        expect(code[caret.indexOf("^")]).toBe("X");
        expect(columns(code)).toBeLessThanOrEqual(40);
      }),
    );
  });

  test("wide characters and tabs keep the caret in place", () => {
    const sheet = page({ colour: false, width: 60 });
    const [, wide = ""] = excerpt(sheet, "漢字X", { line: 1, column: 3 });
    expect(wide.indexOf("^")).toBe("     1 | ".length + 4);
    const [, tabs = ""] = excerpt(sheet, "\t\tX", { line: 1, column: 3 });
    expect(tabs.indexOf("^")).toBe("     1 | ".length + 4);
  });
});
