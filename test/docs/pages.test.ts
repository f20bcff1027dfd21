import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type Block, blocksOf } from "./blocks.js";
import { type Ended, installed, openStory, type Story } from "./story.js";

// Every page is followed as a reader would follow it: files are written, commands and programs are run, and what they print is
// what the page shows.

const pages = [
  "README.md",
  ...readdirSync("docs")
    .filter((file) => file.endsWith(".md") && file !== "issues.md")
    .map((file) => `docs/${file}`),
];
const page = (file: string) => ({ file, blocks: blocksOf(readFileSync(file, "utf8")) });

/** What pages should show instead, with `UPDATE_SAMPLES=1`. */
const changed = new Map<number, string>();

describe.each(pages.map(page))("$file", ({ file, blocks }) => {
  const followed = blocks.filter(({ remark }) => !remark.startsWith("not run"));

  test.runIf(followed.length > 0)(
    "says what happens",
    () => {
      const story = openStory();
      let last: Ended | undefined;
      for (const block of followed) last = follow(block, last, story);
      if (changed.size > 0) writeFileSync(file, mended(readFileSync(file, "utf8"), blocks));
    },
    300_000,
  );
});

/** From the last to the first, so that the lines before stay where they are. */
function mended(page: string, blocks: readonly Block[]): string {
  const lines = page.split("\n");
  for (const { line, text } of blocks.toReversed()) {
    const now = changed.get(line)?.trimEnd().split("\n");
    const start = lines.indexOf("```text", line - 1) + 1;
    if (now !== undefined) lines.splice(start, text.split("\n").length - 1, ...now);
  }
  changed.clear();
  return lines.join("\n");
}

/** What a block comes to; a text block is held against what came before it. */
function follow(block: Block, last: Ended | undefined, story: Story): Ended | undefined {
  const { language, file, text, line } = block;
  if (file !== undefined) {
    story.write(file, text);
    return undefined;
  }
  if (language === "text") {
    if (last === undefined || steady(last.output) === steady(text)) return undefined;
    if (process.env.UPDATE_SAMPLES !== "1") expect(steady(last.output), `line ${line}`).toBe(steady(text));
    changed.set(line, last.output);
    return undefined;
  }
  if (language !== "sh" && language !== "ts") return undefined;
  const ended = language === "sh" ? story.shell(text) : story.program(text);
  const wanted = Number(/^exit (\d+)$/.exec(block.remark)?.[1] ?? 0);
  expect({ line, code: ended.code, ...(ended.code === wanted ? {} : { output: ended.output }) }).toEqual({
    line,
    code: wanted,
  });
  return ended;
}

/** Without what differs from run to run and from machine to machine. */
function steady(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/\d+(\.\d+)? (ms|s)\b/g, "N $2")
    .replace(/\d{8}T\d{6}-[0-9a-f]{6}/g, "RUN")
    .replace(/on Node [\d.]+/g, "on Node N")
    .trim();
}

test("programs in the pages fit the library's types", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdshort-docs-"));
  installed(folder);
  const programs = pages.flatMap((file) =>
    page(file)
      .blocks.filter(({ language, file }) => language === "ts" && file === undefined)
      .map(({ text, line }) => {
        const path = join(folder, `${file.replaceAll(/\W/g, "_")}_${line}.mts`);
        writeFileSync(path, text);
        return path;
      }),
  );
  expect(programs.length).toBeGreaterThan(2);
  const program = ts.createProgram(programs, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [join(folder, "node_modules/@types")],
  });
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const name = file?.fileName.slice(folder.length + 1) ?? "";
    return `${name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
  expect(problems).toEqual([]);
}, 60_000);

test("few blocks are not run, and each says why", () => {
  const unrun = pages.flatMap((file) => page(file).blocks.filter(({ remark }) => remark.startsWith("not run")));
  for (const { remark } of unrun) expect(remark).toMatch(/^not run: \w+/);
  expect(unrun.length).toBeLessThan(8);
});

test("the harness notices a page that does not say what happens", () => {
  const story = openStory();
  const ended = story.shell(
    "holdshort verify examples/billing/refund-less-fee.plan.ts --tools billing=examples/billing/tools.json",
  );
  expect(ended.code).toBe(1);
  expect(steady(ended.output)).not.toBe(steady(ended.output.replace("REJECTED", "PASSED")));
  expect(() =>
    follow({ language: "sh", file: undefined, text: "holdshort tools list\n", remark: "", line: 1 }, undefined, story),
  ).toThrow();
}, 60_000);
