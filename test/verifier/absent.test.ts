import { afterAll, describe, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";

const verifier = createVerifier({ worlds: 1 });
afterAll(() => verifier.close());

async function messages(body: string): Promise<readonly string[]> {
  const judged = await verifier.verify(
    { goal: "", source: `export default async function plan() {\n${body}\n}\n` },
    [],
  );
  return judged.issues.map(({ message }) => message);
}

/** Advice of the compiler that nobody who writes a plan can follow. */
const ofAnotherWorld = /npm|@types|tsconfig|lib' compiler|target library/;
const only = "Only the tools and plain ECMAScript exist here: no network, files, timers or modules.";
const isWritable = (name: string) => /^[a-zA-Z]\w*$/.test(name) && !/^(?:constructor|prototype)$/.test(name);

describe("what is not there in a plan", () => {
  it("has a sentence for every global of Node, of browsers and of test runners", async () => {
    const own = new Set(["Symbol", "eval", "globalThis"]);
    const elsewhere = [
      "require",
      "module",
      "exports",
      "window",
      "document",
      "$",
      "Bun",
      "Deno",
      "describe",
      "it",
      "test",
    ];
    const names = [...Object.getOwnPropertyNames(globalThis).filter(isWritable), ...elsewhere];
    const told = await messages(`return [${names.filter((name) => !own.has(name)).join(",\n")}];`);
    const unknown = told.filter((message) => message.startsWith("Cannot find name"));
    expect(unknown.length).toBeGreaterThan(60);
    expect(unknown.filter((message) => !message.includes(only))).toEqual([]);
    expect(told.filter((message) => ofAnotherWorld.test(message))).toEqual([]);
  });

  it.each([
    ["Object", Object],
    ["Array", Array],
    ["String", String],
    ["Math", Math],
    ["JSON", JSON],
    ["Date", Date],
    ["RegExp", RegExp],
    ["Map", Map],
    ["[1]", []],
    ['"a"', ""],
    ["(5)", 5],
    ["true", true],
    ["/a/", /a/],
    ["new Map<string, string>()", new Map()],
    ["new Set<string>()", new Set()],
    ["new Date()", new Date()],
    ['new Error("x")', new Error("x")],
    ["(() => 1)", () => 1],
    ["({ a: 1 })", {}],
  ])("has a sentence for every member that %s has elsewhere", async (written, value) => {
    const told = await messages(
      `const it = ${written};\nreturn [${membersOf(value)
        .map((name) => `it.${name}`)
        .join(",\n")}];`,
    );
    const unknown = told.filter((message) => message.startsWith("Property"));
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.filter((message) => !/\(TS\d+\) [A-Z]/.test(message))).toEqual([]);
    expect(told.filter((message) => ofAnotherWorld.test(message))).toEqual([]);
  });

  it.each([
    ["return process.env.HOME;", "is given to it, as in `plan(input: { … })`"],
    ['return require("fs");', "there is nothing else to load"],
    ['return Buffer.from("x");', "not with bytes"],
    ["return setTimeout(() => 1, 1);", "`await` the call"],
    ["return Object.setPrototypeOf({}, null);", "build plain ones, as `{ … }`"],
    ["return new Date().getHours();", "`getUTCHours()`"],
    ["const f = () => 1;\nreturn f.call(null);", "Call the function as it is"],
    ["let x: NodeJS.Timeout;\nreturn 1;", only],
  ])("says what to do instead: %s", async (body, instead) => {
    expect((await messages(body))[0]).toContain(instead);
  });

  it("is not what a tool was never said to give", async () => {
    expect(await messages("const list = [{ a: 1 }];\nreturn list.total;")).toEqual([
      "Property 'total' does not exist on type '{ a: number; }[]'. (TS2339)",
    ]);
  });
});

describe("a value of which nothing is known", () => {
  it.each([
    'const x: string = JSON.parse("1");\nreturn x;',
    'const x = JSON.parse("1");\nreturn x.a;',
    'const x = JSON.parse("1");\nconst y: string = x;\nreturn y;',
    'return JSON.parse("1").a;',
    'return Math.max(JSON.parse("1"));',
  ])("that was read as JSON is said to be so: %s", async (body) => {
    const [message] = await messages(body);
    expect(message).toContain("JSON.parse returns `unknown`");
    expect(message).not.toContain("tool");
  });

  it.each(["return e.message;", "const s: string = e;\nreturn s;"])(
    "that was caught is said to be so: %s",
    async (use) => {
      const [message] = await messages(`try { return 1; } catch (e) { ${use} }`);
      expect(message).toContain("`error instanceof Error`");
      expect(message).not.toContain("tool");
    },
  );
});

/** What an engine may call by a plain name, of the value and of all it inherits from. */
function membersOf(value: unknown): readonly string[] {
  const names = new Set<string>();
  for (let at = Object(value); at !== null; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names].filter(isWritable);
}
