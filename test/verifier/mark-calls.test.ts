import vm from "node:vm";
import ts from "typescript";
import { expect, it } from "vitest";
import type { Binding } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { erase } from "#dist/verifier/erase.js";

const { parse } = createCompiler();

const tool: Binding = {
  namespace: "t",
  member: "a",
  spec: {
    server: "t",
    name: "a",
    description: "",
    input: { type: "object" },
    output: { schema: true, origin: "unknown" },
    effect: "read",
    trusted: true,
  },
};

function callsIn(file: ts.SourceFile): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file).startsWith("t.")) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

it.each([
  ["without arguments", "t.a(); t.b( /* none */ ); t.c(// none\n);"],
  ["with one, a comma after it, and comments", "t.a({ x: 1 }); t.b({ x: 1 },); t.c(/* one */ { x: 1 } // one\n);"],
  ["whose argument branches", "t.a(x ? { x } : { y: 1 }); t.b(x && 1); t.c(x?.y);"],
  ["inside each other: the inner one comes first", "t.a({ x: t.b(), y: t.c({ z: t.d() }) });"],
  ["in branches that have no braces", "if (x) t.a(); else t.b(); for (const y of [1, 2]) t.c(y);"],
  ["with spread arguments", "t.a(...[1, 2]); t.b(...[]);"],
  ["in functions", "[1, 2].map((n) => t.a(n)); (() => t.b())();"],
])("marks calls in the order in which they are made, with the arguments they have: %s", (_, body) => {
  for (const x of ["0", "({ y: 2 })"]) {
    const source = `export const calls = []; const x = ${x};\nconst t = new Proxy({}, { get: (_, name) => (...args) => (calls.push([name, args]), name) });\n${body}\n`;
    const { file } = parse(source);
    const { text } = erase(file, new Map(callsIn(file).map((call) => [call, tool])), "$p");
    const run = (script: string) =>
      vm.runInNewContext(
        `${script.replaceAll("export ", "")}; JSON.stringify([calls, typeof $p === "undefined" ? [] : $p])`,
      );
    const [plain] = JSON.parse(run(source));
    const [marked, probe] = JSON.parse(run(text));
    expect(marked).toEqual(plain);
    const names = callsIn(file).map((call) => call.expression.getText(file).slice("t.".length));
    const marks: readonly number[] = probe.slice(erase(file, undefined, "$p").branches.length);
    expect(marks.map((mark) => names[mark])).toEqual(plain.map(([name]: [string]) => name));
  }
});
