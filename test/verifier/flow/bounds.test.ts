import { describe, expect, it } from "vitest";
import { defaultBudget } from "#dist/policy/index.js";
import { catalogue, declarations } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { analyseFlow } from "#dist/verifier/flow/flow.js";
import { shopTools } from "../shop.js";

const names = catalogue(await shopTools());
const compiler = createCompiler();

/** `[min, max]` of `shop.get_order` in a plan with this body. */
function bounds(body: string, outside = ""): readonly [number, number] | undefined {
  const { file } = compiler.parse(`${outside}\nexport default async function plan() {\n${body}\n}\n`);
  const [checked] = compiler.check([file], declarations(names));
  if (checked === undefined) throw new Error("not checked");
  const flow = analyseFlow(checked, names, defaultBudget);
  const range = [...flow.bounds].find(([{ member }]) => member === "get_order")?.[1];
  return range && [range.min, range.max];
}

const get = 'await shop.get_order({ id: "a" });';
const many = Number.POSITIVE_INFINITY;

describe("call bounds", () => {
  it.each<[string, string, readonly [number, number] | undefined]>([
    ["nothing", "return 1;", undefined],
    ["one call", get, [1, 1]],
    ["a sequence adds up", get + get, [2, 2]],
    ["a branch is one of both", `if (Date.now() > 1) { ${get} ${get} } else { ${get} }`, [1, 2]],
    ["a branch without else may not run", `if (Date.now() > 1) ${get}`, [0, 1]],
    ["what follows an early return is uncertain", `if (Date.now() > 1) return 1; ${get}`, [0, 1]],
    ["a short circuit may not run", `Date.now() > 1 && (${get.slice(0, -1)});`, [0, 1]],
    ["a conditional is one of both", `const x = Date.now() > 1 ? (${get.slice(0, -1)}) : 1; return x;`, [0, 1]],
    ["a literal list has its length", `for (const id of ["a", "b"]) await shop.get_order({ id });`, [2, 2]],
    ["a break makes it at most that", `for (const id of ["a", "b"]) { ${get} if (id === "a") break; }`, [0, 2]],
    ["map over a literal list", `await Promise.all(["a", "b", "c"].map((id) => shop.get_order({ id })));`, [3, 3]],
    [
      "a list from a tool has no bound",
      `const { items } = await shop.list_orders({ customer: "c" }); for (const { id } of items) await shop.get_order({ id });`,
      [0, many],
    ],
    ["a while loop has no bound", `while (Date.now() > 1) ${get}`, [0, many]],
    [
      "a switch adds up its clauses",
      `switch (Date.now()) { case 1: ${get} case 2: ${get} break; default: ${get} }`,
      [0, 3],
    ],
    ["try may stop early, finally runs", `try { ${get} } catch { ${get} } finally { ${get} }`, [1, 3]],
    [
      "an optional call may not happen",
      `const f: (() => Promise<unknown>) | undefined = Date.now() > 1 ? () => shop.get_order({ id: "a" }) : undefined; await f?.();`,
      [0, many],
    ],
    ["a function that is never called", `const f = () => shop.get_order({ id: "a" }); return typeof f;`, [0, many]],
    ["a function called twice", `const f = () => shop.get_order({ id: "a" }); await f(); await f();`, [2, 2]],
    ["a function called where it is written", `await (async () => { ${get} })();`, [1, 1]],
    [
      "a default value may not be used",
      `const f = async (x: unknown = shop.get_order({ id: "a" })) => x; await f(1);`,
      [0, 1],
    ],
    ["a function kept in an object", `const o = { f: () => shop.get_order({ id: "a" }) }; await o.f();`, [0, many]],
    [
      "a function under another name",
      `const f = () => shop.get_order({ id: "a" }); const g = f; await g(); await g();`,
      [0, many],
    ],
    [
      "a function in shorthand",
      `const f = () => shop.get_order({ id: "a" }); const o = { f }; await o.f(); await o.f();`,
      [0, many],
    ],
    ["a function returned by another", `const f = () => () => shop.get_order({ id: "a" }); await f()();`, [0, many]],
  ])("%s", (_name, body, expected) => {
    expect(bounds(body)).toEqual(expected);
  });

  it.each<[string, string, string, readonly [number, number]]>([
    ["in an object", `const h = { run: async () => { ${get} } };`, "await h.run(); await h.run();", [0, many]],
    ["in a list", `const fs = [async () => { ${get} }];`, "for (const f of fs) await f();", [0, many]],
    ["in a variable", `let f = async () => { ${get} };`, "await f(); await f();", [0, many]],
    ["by a condition", `const f = 1 < 2 ? async () => { ${get} } : async () => {};`, "await f();", [0, many]],
    ["in a map", `const m = new Map([["a", async () => { ${get} }]]);`, 'await m.get("a")?.();', [0, many]],
    ["taken apart", `const { f } = { f: async () => { ${get} } };`, "await f();", [0, many]],
    [
      "made by a function",
      `const mk = (n: number) => async () => { ${get} }; const g = mk(1);`,
      "await g(); await g();",
      [0, many],
    ],
    ["under a constant name", `const f = async () => { ${get} };`, "await f(); await f();", [2, 2]],
  ])("counts functions that are kept %s outside plan()", (_name, outside, body, expected) => {
    expect(bounds(body, outside)).toEqual(expected);
  });

  it.each<[string, string, readonly [number, number]]>([
    [
      "a function that calls itself by its inner name",
      `const f = async function g(n: number): Promise<void> { ${get} if (n > 0) await g(n - 1); }; await f(5);`,
      [0, many],
    ],
    [
      "the same, called where it is written",
      `await (async function g(n: number): Promise<void> { ${get} if (n > 0) await g(n - 1); })(5);`,
      [0, many],
    ],
    [
      "a default in the head of a loop",
      `const l: { a?: unknown }[] = [{}, {}]; for (const { a = await shop.get_order({ id: "a" }) } of l) a;`,
      [0, 2],
    ],
    [
      "a computed key of a pattern",
      `const o: Record<string, unknown> = {}; const { [String(await shop.get_order({ id: "a" }))]: x } = o; return typeof x;`,
      [1, 1],
    ],
    ["holes in a list", `await Promise.all([, , 1].map(async () => { ${get} }));`, [0, 3]],
  ])("counts %s", (_name, body, expected) => {
    expect(bounds(body)).toEqual(expected);
  });

  it("knows nothing of programs that recurse", () => {
    const outside = `async function more(n: number): Promise<void> { ${get} if (n > 0) await more(n - 1); }`;
    expect(bounds("await more(5);", outside)).toEqual([0, many]);
  });

  it("counts a long chain of helpers in no time", () => {
    const chain = Array.from(
      { length: 60 },
      (_, n) => `const f${n + 1} = async () => { await f${n}(); await f${n}(); };`,
    );
    const [, max] = bounds("await f60();", [`const f0 = async () => { ${get} };`, ...chain].join("\n")) ?? [0, 0];
    expect(max).toBe(2 ** 60);
  });
});
