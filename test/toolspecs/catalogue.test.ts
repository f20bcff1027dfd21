import fc from "fast-check";
import { getQuickJS, type QuickJSContext } from "quickjs-emscripten";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { catalogue, type ToolSpec } from "#dist/toolspecs/index.js";
import { identifierFrom, memberRule, namespaceRule } from "#dist/toolspecs/names.js";
import { anyTool } from "../support/schemas.js";
import { tool } from "../support/tools.js";

const written = (...tools: readonly ToolSpec[]): readonly string[] =>
  catalogue(tools).bindings.map(({ namespace, member }) => `${namespace}.${member}`);
const names = (...list: readonly string[]): readonly string[] => written(...list.map((name) => tool(name)));
const servers = (...list: readonly string[]): readonly string[] =>
  written(...list.map((server) => tool("x", { server })));

describe("names of tools", () => {
  it("leaves a good name alone", () => {
    expect(names("get_weather", "createIssue", "$all")).toEqual([
      "tools.get_weather",
      "tools.createIssue",
      "tools.$all",
    ]);
  });

  it("maps what is no identifier", () => {
    expect(names("get-weather", "3d print", "delete", "//", "", "天気", "ｆｕｌｌ")).toEqual([
      "tools.get_weather",
      "tools._3d_print",
      "tools.delete_",
      "tools.tool",
      "tools.tool_2",
      "tools.天気",
      "tools.full",
    ]);
  });

  it("keeps clear of what every object has", () => {
    expect(names("__proto__", "constructor", "prototype", "then", "toJSON")).toEqual([
      "tools.__proto___",
      "tools.constructor_",
      "tools.prototype_",
      "tools.then_",
      "tools.toJSON_",
    ]);
  });

  it("numbers collisions, and a name that is an identifier keeps it wherever it stands", () => {
    expect(names("a-b", "a b", "a_b", "a_b_2")).toEqual(["tools.a_b_3", "tools.a_b_4", "tools.a_b", "tools.a_b_2"]);
    expect(names("same", "same")).toEqual(["tools.same", "tools.same_2"]);
  });
});

describe("namespaces", () => {
  it("are servers", () => {
    expect(servers("github", "git-hub", "git_hub")).toEqual(["github.x", "git_hub_2.x", "git_hub.x"]);
  });

  it("keep clear of what a plan calls by name", () => {
    expect(servers("Math", "JSON", "plan", "console", "Reflect", "await", "require")).toEqual([
      "Math_.x",
      "JSON_.x",
      "plan_.x",
      "console_.x",
      "Reflect_.x",
      "await_.x",
      "require_.x",
    ]);
  });

  it("are the first part of a dotted name where no server is named", () => {
    expect(names("math.factorial", "math.gcd", "a.b.c", ".x", "y.", "tools.z")).toEqual([
      "math.factorial",
      "math.gcd",
      "a.b_c",
      "tools.x",
      "tools.y",
      "tools.z",
    ]);
    expect(written(tool("issues.list", { server: "github" }))).toEqual(["github.issues_list"]);
  });

  it("stay apart when a server is called like such a part", () => {
    expect(written(tool("sqrt", { server: "math" }), tool("math.sqrt"))).toEqual(["math.sqrt", "math_2.sqrt"]);
  });
});

describe("laws", () => {
  const tools = fc.array(anyTool, { maxLength: 30 });

  it("gives each tool a name of its own, in order, and finds it again", () => {
    fc.assert(
      fc.property(tools, (list) => {
        const { bindings, find } = catalogue(list);
        expect(bindings.map((binding) => binding.spec)).toEqual(list);
        expect(new Set(written(...list)).size).toBe(list.length);
        for (const binding of bindings) expect(find(binding.namespace, binding.member)).toBe(binding);
        expect(written(...list)).toEqual(written(...list));
      }),
    );
  });

  it("finds nothing else", () => {
    expect(catalogue([tool("a")]).find("tools", "toString")).toBeUndefined();
  });

  it("writes identifiers that the compiler and the engine both take", async () => {
    const engine = (await getQuickJS()).newContext();
    const taken = (name: string): boolean =>
      isIdentifier(name) && evaluates(engine, `"use strict"; { let ${name} = 1; ${name} }`);
    const letters = Array.from({ length: 0xd800 }, (_, code) => identifierFrom(String.fromCharCode(code), memberRule));
    expect([...new Set(letters)].filter((name) => !taken(name))).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => taken(identifierFrom(text, namespaceRule))),
      { numRuns: 500 },
    );
    engine.dispose();
  });
});

function isIdentifier(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, false, ts.LanguageVariant.Standard, name);
  const kind = scanner.scan();
  const free = kind === ts.SyntaxKind.Identifier || kind > ts.SyntaxKind.LastFutureReservedWord;
  return free && scanner.getTokenEnd() === name.length;
}

function evaluates(engine: QuickJSContext, code: string): boolean {
  const result = engine.evalCode(code);
  const ok = result.error === undefined;
  result.dispose();
  return ok;
}
