import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type SourceFile, violations } from "./support/architecture.js";

const notProduct = new Set(["node_modules", "dist", "test", "examples", "scripts"]);

function productFiles(): SourceFile[] {
  const folders = readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !notProduct.has(entry.name))
    .map((entry) => entry.name);
  const inFolders = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
  return ["index.ts", ...inFolders]
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => ({ file, imports: importsOf(readFileSync(file, "utf8")) }));
}

/** Every kind of import: static, of types, re-exports, dynamic, and `import("...")` as a type. */
function importsOf(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  return undefined;
}

describe("the house rules", () => {
  const files = productFiles();

  test("the files are really read", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.find(({ file }) => file === "report/json.ts")?.imports).toContain("../toolspecs/index.js");
  });

  test("no product file breaks them", () => {
    expect(violations(files)).toEqual([]);
  });
});

describe("each rule fires", () => {
  test.each([
    ["against the direction", "toolspecs/a.ts", "../verifier/index.js", "toolspecs may not import verifier"],
    [
      "against the direction, from deep inside",
      "policy/a/b/c.ts",
      "../../../sandbox/index.js",
      "may not import sandbox",
    ],
    ["siblings", "report/a.ts", "../planner/index.js", "report may not import planner"],
    ["the bench", "cli/a.ts", "../bench/index.js", "cli may not import bench"],
    ["the tests", "verifier/a.ts", "../test/setup.js", "verifier may not import test"],
    ["the library's door from inside", "planner/a.ts", "../index.js", "planner may not import ."],
    ["past the door", "verifier/a.ts", "../toolspecs/json.js", "toolspecs has one door"],
    ["past the door by a deeper one", "verifier/a.ts", "../toolspecs/declare/index.js", "toolspecs has one door"],
    ["out of the project", "cli/a.ts", "../../elsewhere/index.js", "outside the project"],
    ["a folder nobody placed", "extras/a.ts", "../toolspecs/index.js", "no place in the table"],
    ["a package that another folder owns", "toolspecs/a.ts", "openai/resources/chat", "openai belongs to planner"],
    ["a scoped package", "cli/a.ts", "@modelcontextprotocol/client/stdio", "belongs to toolspecs"],
    ["a path alias", "cli/a.ts", "#dist/verifier/index.js", "relative path"],
  ])("%s", (_, file, specifier, problem) => {
    expect(violations([{ file, imports: [specifier] }])).toEqual([expect.stringContaining(problem)]);
  });

  test("and only then", () => {
    const imports = ["./b.js", "../toolspecs/index.js", "../sandbox/index.js", "node:fs", "typescript", "fast-check"];
    expect(violations([{ file: "verifier/a.ts", imports }])).toEqual([]);
  });

  test("every kind of import is seen", () => {
    const text = `import a from "1"; import type { B } from "2"; export * from "3"; export type { C } from "4";
      const d = () => import("5"); type E = typeof import("6"); import "7"; const no = "8";
      import e = require("9");`;
    expect(importsOf(text)).toEqual(["1", "2", "3", "4", "5", "6", "7", "9"]);
  });
});
