import { readFileSync } from "node:fs";
import { getQuickJS } from "quickjs-emscripten";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { createSandbox } from "#dist/sandbox/index.js";
import { complaints } from "../support/compile.js";
import { accepted, refused } from "./snippets.js";

const library = ts.createSourceFile(
  "plan-lib.d.ts",
  readFileSync("verifier/lib/plan-lib.d.ts", "utf8"),
  ts.ScriptTarget.ES2023,
  true,
);
const declared = library.statements.flatMap((statement) => {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ""];
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : [];
});
const engine = (await getQuickJS()).newContext();
const globals = evaluated("Object.getOwnPropertyNames(globalThis)") as string[];

const asPlan = (body: string): string => `export default async function plan(): Promise<unknown> {\n${body}\n}\n`;

describe("a plan", () => {
  const tools = `declare namespace shop {
    function list_orders(args?: { state?: "open" | "paid" }): Promise<{ id: number; total: number; note?: string | null; tags: string[] }[]>;
    function pay(args: { id: number }): Promise<{ ok: boolean }>;
    function raw(args?: Record<string, never>): Promise<unknown>;
  }`;
  const wrong = (bodies: readonly string[]): readonly string[] => {
    const files = bodies.map((body, index) => [`${index}.ts`, asPlan(body)] as const);
    return complaints({ "tools.d.ts": tools, ...Object.fromEntries(files) });
  };

  it("may use the language as people write it", () => {
    expect(wrong(accepted)).toEqual([]);
  });

  it.each(refused)("may not: %s", (body, reason) => {
    expect(wrong([body]).join("\n")).toMatch(reason);
  });

  const outside =
    "fetch process setTimeout setInterval setImmediate queueMicrotask require module exports Buffer URL TextEncoder structuredClone " +
    "crypto performance Intl window document navigator localStorage XMLHttpRequest WebSocket Deno Bun __dirname";
  const undeclared = globals.filter((name) => ![...declared, "globalThis", "undefined"].includes(name));
  it.each([...outside.split(" "), ...undeclared])("does not know %s", (name) => {
    expect(wrong([`return ${name};`]).join("\n")).toContain(`'${name}'`);
  });
});

describe("the library", () => {
  it("has no type that switches checking off", () => {
    expect(kindsIn(library)).not.toContain(ts.SyntaxKind.AnyKeyword);
    expect(kindsIn(ts.createSourceFile("x.ts", "let x: any", 99))).toContain(ts.SyntaxKind.AnyKeyword);
  });

  it("declares the globals that the sandbox has, and the sandbox has no other", async () => {
    const names = [...new Set([...globals, ...declared])].filter((name) => /^\w+$/.test(name));
    const script = `export default () => [${names.map((name) => `typeof ${name}`)}]`;
    const sandbox = createSandbox({ threads: 1 });
    const { end } = await sandbox.run({ script, functions: [], clock: 0, seed: 1 }, () => Promise.reject(new Error()));
    await sandbox.close();
    const kinds = end.ok && Array.isArray(end.value) ? end.value : [];
    expect(names.filter((_, index) => kinds[index] !== "undefined").sort()).toEqual([...new Set(declared)].sort());
  });

  it("declares only globals that the engine has; the sandbox adds the log", () => {
    expect(declared.filter((name) => !globals.includes(name))).toEqual(["console"]);
  });

  /** A value of each type, in the engine. Types that only describe data or a protocol have none. */
  const samples: Readonly<Record<string, string | null>> = {
    AggregateError: "new AggregateError([], '', { cause: 1 })",
    Array: "[]",
    ArrayLike: "[]",
    AsyncGenerator: "(async function* () {})()",
    AsyncIterable: null,
    AsyncIterableIterator: null,
    AsyncIterator: null,
    AsyncIteratorObject: null,
    Boolean: "true",
    BuiltinIterator: "[].values()",
    CallableFunction: "() => {}",
    Console: null,
    Date: "new Date(0)",
    Error: "new Error('', { cause: 1 })",
    ErrorOptions: null,
    Function: "() => {}",
    Generator: "(function* () {})()",
    IArguments: "(function () { return arguments })()",
    Iterable: "[]",
    IterableIterator: null,
    Iterator: null,
    IteratorObject: "[].values()",
    IteratorReturnResult: null,
    IteratorYieldResult: null,
    JSON: "JSON",
    Map: "new Map()",
    Math: "Math",
    NewableFunction: "class {}",
    Number: "1",
    Object: "{}",
    Promise: "Promise.resolve()",
    PromiseFulfilledResult: null,
    PromiseLike: "Promise.resolve()",
    PromiseRejectedResult: null,
    PromiseWithResolvers: "Promise.withResolvers()",
    ReadonlyArray: "[]",
    ReadonlyMap: "new Map()",
    ReadonlySet: "new Set()",
    RegExp: "/x/",
    RegExpExecArray: "/x/.exec('x')",
    RegExpMatchArray: "'x'.match(/x/)",
    Set: "new Set()",
    String: "''",
    Symbol: "Symbol.iterator",
    TemplateStringsArray: "((parts) => parts)`x`",
    UnfilledArray: "Array(3)",
  };
  const interfaces = library.statements.filter(ts.isInterfaceDeclaration);
  it.each(interfaces.map((one) => [one.name.text, one] as const))(
    "%s has members that the engine has too",
    (name, one) => {
      const sample = name.endsWith("Constructor") ? name.replace("Constructor", "") : samples[name];
      expect(sample).toBeDefined();
      if (typeof sample !== "string") return;
      const lacking = keysOf(one).filter((key) => evaluated(`${key} in Object(${sample})`) !== true);
      expect(lacking).toEqual([]);
    },
  );

  it("would notice a member that the engine lacks", () => {
    expect(evaluated(`"fromAsync" in Object(Array)`)).toBe(false);
  });
});

/** The members of an interface as expressions that name them. */
function keysOf(one: ts.InterfaceDeclaration): readonly string[] {
  return one.members.flatMap(({ name }) => {
    if (name === undefined) return [];
    return ts.isComputedPropertyName(name) ? [name.expression.getText()] : [JSON.stringify(name.getText())];
  });
}

function kindsIn(node: ts.Node): readonly ts.SyntaxKind[] {
  const kinds = [node.kind];
  node.forEachChild((child) => {
    kinds.push(...kindsIn(child));
  });
  return kinds;
}

function evaluated(code: string): unknown {
  const result = engine.unwrapResult(engine.evalCode(`(${code})`));
  const value: unknown = engine.dump(result);
  result.dispose();
  return value;
}
