import vm from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { Edits } from "#dist/verifier/edits.js";
import { erase } from "#dist/verifier/erase.js";

const { parse } = createCompiler();

function syntaxErrors(javascript: string): readonly string[] {
  const result = ts.transpileModule(javascript, { reportDiagnostics: true, fileName: "script.js" });
  return (result.diagnostics ?? []).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

describe("erase", () => {
  it.each([
    ["annotations", "const a: number = 1; function f(x?: string, ...r: string[]): void {}"],
    ["a colon in a comment before the type", "const a: /* as: before */ number = 1;"],
    ["type arguments and parameters", "const f = <T,>(x: T): T => x; f<string>('a'); new Map<string, number>();"],
    ["as const and satisfies", "const a = [1, 2] as const; const b = { x: 1 } satisfies { x: number };"],
    ["a return type over several lines before an arrow", "const f = (): {\n  a: number;\n} => ({ a: 1 });\nf();"],
    ["a type alias between statements that need its end", "const a = 1\ntype T = string\n;[a].map((x) => x)"],
    ["an interface", "interface A<T> { x: T }\nconst a: A<string> = { x: '' };"],
    ["destructuring", "const { a, b: [c] }: { a: number; b: number[] } = { a: 1, b: [2] };"],
    ["typed catch, arrow without parentheses", "try { [1].map(x => x) } catch (e: unknown) {}"],
  ])("leaves JavaScript with the same lines: %s", (_name, source) => {
    const { file } = parse(source);
    const { text } = erase(file);
    expect(syntaxErrors(text)).toEqual([]);
    expect(text).not.toMatch(/: ?(number|string|void)\b|\btype\b|\binterface\b|satisfies|as const/);
    expect(text.split("\n").length).toBe(source.split("\n").length);
  });

  it("counts each branch once and leaves the program valid", () => {
    const source = [
      "export default async function plan() {",
      "  if (a) b(); else if (c) { d(); }",
      "  for (const x of y) if (x) z();",
      "  switch (q) { case 1: r(); default: s(); }",
      "  try { t(); } catch { u(); }",
      "  return a ? b && c : d ?? (e || f);",
      "}",
    ].join("\n");
    const { text, branches } = erase(parse(source).file, undefined, "$n");
    expect(syntaxErrors(text)).toEqual([]);
    expect(branches).toHaveLength(15);
    for (const index of branches.keys()) expect(text.split(`$n[${index}]++`)).toHaveLength(2);
  });

  it("counts functions, default values and what stands after ?.", () => {
    const source = [
      "const f = (x, y = 2) => x?.a?.[y] ?? 0;",
      "function g({ b = 1 }) { return b; }",
      "export default async function plan() {",
      "  let z; z ??= [3].map((n) => ({ n })); z &&= f?.({ a: [4, 5, 6] }) + g({});",
      "  return [z, f?.(undefined), f(null)];",
      "}",
    ].join("\n");
    const { text, branches } = erase(parse(source).file, undefined, "$n");
    expect(syntaxErrors(text)).toEqual([]);
    for (const index of branches.keys()) expect(text.split(`$n[${index}]++`)).toHaveLength(2);
    const context: { probed?: readonly number[] } = {};
    vm.runInNewContext(`${text.replaceAll("export ", "").replace("default ", "")}\nplan(); this.probed = $n;`, context);
    // In order: y = 2, the body of f, ?? 0, [y], .a, b = 1, the body of g, ??=, the callback, &&=, f?.( twice.
    expect(context.probed).toEqual([3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it("finds the place in the plan behind a place in the script", () => {
    const source = "const a: number = 1;\nexport default async function plan() {\n  if (a > 1) boom();\n}";
    const script = erase(parse(source).file, undefined, "$n");
    const offset = script.text.indexOf("boom");
    const line = script.text.slice(0, offset).split("\n").length;
    const column = offset - script.text.lastIndexOf("\n", offset);
    expect(script.original(line, column)).toEqual({ line: 3, column: 14 });
  });
});

describe("Edits", () => {
  it("keeps every character that was not edited, and knows where it came from", () => {
    const marks = fc.array(fc.tuple(fc.nat(40), fc.boolean(), fc.stringMatching(/^<[a-z]{0,3}>$/)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z\n]{41}$/), marks, (text, inserts) => {
        const edits = new Edits(text);
        for (const [at, before, what] of inserts) before ? edits.insert(at, what) : edits.append(at, what);
        const result = edits.apply();
        expect(result.text.replace(/<[a-z]{0,3}>/g, "")).toBe(text);
        for (const [offset, char] of [...result.text].entries()) {
          if (/[A-Z\n]/.test(char)) expect(text[result.originalOffset(offset)]).toBe(char);
        }
      }),
    );
  });
});
