import { describe, expect, it } from "vitest";
import { defaultBudget } from "#dist/policy/index.js";
import { catalogue, declarations, type ToolSpec } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { evaluate } from "#dist/verifier/flow/amount.js";
import { analyseFlow } from "#dist/verifier/flow/flow.js";
import { findNotes, tool } from "../../support/tools.js";

const item = {
  type: "object",
  properties: { id: { type: "integer" }, parts: { type: "array", items: { type: "string" } } },
};
const listed = { ...item, required: ["id", "parts"], additionalProperties: false } as const;
const page = {
  type: "object",
  properties: { items: { type: "array", items: listed, maxItems: 7 }, next: { type: "string" } },
  required: ["items"],
} as const;
const tools: readonly ToolSpec[] = [
  tool("list", { returns: { type: "array", items: listed } as ToolSpec["output"]["schema"] }),
  tool("page", { returns: page as ToolSpec["output"]["schema"] }),
  tool("use", { returns: { type: "number" } }),
  { ...findNotes, server: "notes" },
];
const names = catalogue(tools);
const compiler = createCompiler();

function flowOf(body: string, outside = "") {
  const { file } = compiler.parse(`${outside}\nexport default async function plan() {\n${body}\n}\n`);
  const [checked] = compiler.check([file], declarations(names));
  if (checked === undefined) throw new Error("not checked");
  const wrong = checked.diagnostics.map(({ messageText }) => messageText);
  if (wrong.length > 0) throw new Error(`does not compile: ${JSON.stringify(wrong)}`);
  return analyseFlow(checked, names, defaultBudget);
}

function useBound(body: string, outside = "") {
  return [...flowOf(body, outside).bounds].find(([{ member }]) => member === "use")?.[1];
}

const use = "await tools.use({});";
const list = "const xs = await tools.list({});";

describe("bounds by size", () => {
  it.each<[string, string, string]>([
    ["a loop over what a tool returned", `${list} for (const x of xs) { ${use} }`, "|xs|"],
    [
      "a loop over a member",
      `const { items } = await notes.find({ word: "a" }).then((n) => ({ items: n })); for (const x of items) { ${use} }`,
      "|items|",
    ],
    ["a call before it", `${list} ${use} for (const x of xs) { ${use} }`, "1 + |xs|"],
    ["loops side by side", `${list} for (const x of xs) { ${use} } for (const x of xs) { ${use} }`, "2 * |xs|"],
    ["loops in each other", `${list} for (const x of xs) for (const p of x.parts) { ${use} }`, "|xs| * |x.parts|"],
    ["all at once", `${list} await Promise.all(xs.map((x) => tools.use({})));`, "|xs|"],
    ["a filtered list", `${list} const late = xs.filter((x) => x.id > 3); for (const x of late) { ${use} }`, "|xs|"],
    ["a chain", `${list} await Promise.all(xs.filter((x) => x.id > 3).toSorted().map(() => tools.use({})));`, "|xs|"],
    ["a copy", `${list} const ys = [...xs, ...xs]; for (const y of ys) { ${use} }`, "2 * |xs|"],
    ["entries", `${list} for (const [i, x] of xs.entries()) { ${use} }`, "|xs|"],
    ["a set of them", `${list} for (const id of new Set(xs.map((x) => x.id))) { ${use} }`, "|xs|"],
    [
      "members of an object",
      `const o: Record<string, number> = {}; for (const k of Object.keys(o)) { ${use} }`,
      "|Object.keys(o)|",
    ],
    ["a text", `const t: string = String(1); for (const c of t) { ${use} }`, "|t|"],
    ["an index", `${list} for (let i = 0; i < xs.length; i++) { ${use} }`, "|xs|"],
    ["a branch", `${list} if (xs.length > 3) { for (const x of xs) { ${use} } } else { ${use} }`, "|xs| + 1"],
    [
      "a list collected before",
      `${list} const ids: number[] = []; for (const x of xs) ids.push(x.id); for (const id of ids) { ${use} }`,
      "|ids|",
    ],
    [
      "a list collected meanwhile",
      `${list} const ids: number[] = []; for (const x of xs) { ${use} ids.push(x.id); } return ids;`,
      "|xs|",
    ],
    [
      "promises settled together",
      `${list} const rs = await Promise.all(xs.map(async (x) => x.id)); for (const r of rs) { ${use} }`,
      "|xs|",
    ],
    ["what comes after a promise", `await tools.list({}).then(() => tools.use({}));`, "1"],
    ["a callback of some", `${list} xs.some((x) => { const p = [tools.use({})]; return p.length > 0; });`, "|xs|"],
  ])("%s", (_name, body, bound) => {
    expect(useBound(body)?.bound.split(" + ").toSorted()).toEqual(bound.split(" + ").toSorted());
  });

  it.each<[string, string, number]>([
    ["slice", `${list} for (const x of xs.slice(0, 10)) { ${use} }`, 10],
    ["the last few", `${list} for (const x of xs.slice(-3)) { ${use} }`, 3],
    ["a smaller number", `${list} for (const x of xs.slice(0, Math.min(xs.length, 4))) { ${use} }`, 4],
    ["a constant", `const most = 5; ${list} const few = xs.slice(0, most); for (const x of few) { ${use} }`, 5],
    ["a counted loop", `for (let i = 0; i < 5; i++) { ${use} }`, 5],
    ["a counted loop in steps", `for (let i = 1; i <= 10; i += 3) { ${use} }`, 4],
    [
      "pages",
      `let next: string | undefined = "a"; let pages = 0; while (next !== undefined && pages < 10) { pages += 1; ${use} next = (await tools.page({})).next; }`,
      10,
    ],
    ["pages, asked at the end", `let pages = 0; do { pages += 1; ${use} } while (pages < 10);`, 11],
    ["pages, left from inside", `let pages = 0; while (true) { if (pages >= 10) break; pages += 1; ${use} }`, 11],
    ["a guard before", `${list} if (xs.length > 10) return; for (const x of xs) { ${use} }`, 10],
    ["a guard around", `${list} if (xs.length <= 10) for (const x of xs) { ${use} }`, 10],
    ["what the tool promises", `const { items } = await tools.page({}); for (const x of items) { ${use} }`, 7],
    [
      "what the tool promises, in a loop",
      `const p = await tools.page({}); for (const x of p.items.filter((y) => y.id > 1)) { ${use} }`,
      7,
    ],
    ["what the tool promises, on the spot", `for (const x of (await tools.page({})).items) { ${use} }`, 7],
    [
      "what the tool promises, one of several asked at once",
      `const [xs, { items }] = await Promise.all([tools.list({}), tools.page({})]); for (const x of items) { ${use} }`,
      7,
    ],
    [
      "what the tool promises of each page",
      `const pages = await Promise.all([1, 2, 3].map(() => tools.page({}))); for (const x of pages.flatMap((p) => p.items)) { ${use} }`,
      21,
    ],
    [
      "what the tool promises of each page, in loops",
      `const pages = await Promise.all([1, 2].map(async () => { const p = await tools.page({}); return p.items; })); for (const p of pages) for (const x of p) { ${use} }`,
      14,
    ],
    ["a list written out", `const ids = ["a", "b"]; for (const id of ids) { ${use} }`, 2],
    ["made by length", `await Promise.all(Array.from({ length: 6 }, () => tools.use({})));`, 6],
    ["members written out", `for (const k of Object.keys({ a: 1, b: 2 })) { ${use} }`, 2],
    ["a counter in a list", `${list} let n = 0; for (const x of xs) { if (n >= 4) break; n += 1; ${use} }`, 5],
  ])("%s gives a number", (_name, body, most) => {
    expect(useBound(body)?.max).toBe(most);
  });

  it.each<[string, string]>([
    ["a list that grows in its loop", `${list} const q = [...xs]; for (const x of q) { ${use} q.push(x); }`],
    ["a list that grows by another name", `${list} const ys = xs; for (const x of xs) { ${use} ys.push(x); }`],
    ["a list that grows by index", `${list} const ys = xs; for (const x of xs) { ${use} ys[ys.length] = x; }`],
    [
      "a list that grows by length",
      `const xs = [1]; const o: { length: number } = xs; for (const x of xs) { ${use} o.length += 1; }`,
    ],
    [
      "a list that a function grows",
      `${list} const more = () => { xs.push({ id: 1, parts: [] }); }; for (const x of xs) { ${use} more(); }`,
    ],
    ["a set that grows", `const s = new Set([1]); for (const n of s) { ${use} s.add(n + 1); }`],
    [
      "a list behind unknown",
      `${list} const u: unknown = xs; for (const x of xs) { ${use} if (Array.isArray(u)) u.push(x); }`,
    ],
    [
      "a method of another kind",
      `${list} const o = { map: (f: () => Promise<number>) => [f(), f()] }; await Promise.all(o.map(() => tools.use({})));`,
    ],
    ["a counter set back", `for (let i = 0; i < 5; i++) { ${use} i = 0; }`],
    ["a counter that may stay", `let i = 0; while (i < 5) { if (Date.now() > 1) continue; i += 1; ${use} }`],
    ["a counter of its own in each round", `while (true) { let i = 0; ${use} i += 1; if (i >= 5) break; }`],
    ["a limit that grows", `${list} for (let i = 0; i < xs.length; i++) { ${use} xs.push({ id: 1, parts: [] }); }`],
    [
      "an end counted from the end",
      `${list} const n = 0 - 1; for (let i = 0; i < n; i++) { } let k = 9; for (const x of xs.slice(0, k)) { ${use} xs.push(x); }`,
    ],
    ["a function that a reduction passes on", `${list} await xs.reduce((f) => f, async () => { ${use} })();`],
    [
      "a number that does not change when counted up",
      `for (let i = 100000000000000000; i < 100000000000000010; i++) { ${use} }`,
    ],
    ["a comparison that sorts", `${list} xs.toSorted((a, b) => { const p = [tools.use({})]; return p.length; });`],
  ])("%s has no bound", (_name, body) => {
    const found = useBound(body);
    expect(found?.max).toBe(Number.POSITIVE_INFINITY);
    // A copy whose size is not touched may still have a size of its own.
    if (!body.includes("slice")) expect(found?.bound).toBe("unbounded");
  });

  it.each<[string, string]>([
    ["mended after its making", `${list} const few = xs.slice(0, 3); few.push(...xs); for (const x of few) { ${use} }`],
    [
      "promised, but grown",
      `const { items } = await tools.page({}); const also = items; also.push({ id: 1, parts: [] }); for (const x of items) { ${use} }`,
    ],
    [
      "promised, but filled with others",
      `const p = await tools.page({}); const o = [p]; o.fill({ items: [...p.items, ...p.items] }); for (const q of o) for (const x of q.items) { ${use} }`,
    ],
    [
      "promised, but replaced",
      `const p = await tools.page({}); p.items = [...p.items, ...p.items]; for (const x of p.items) { ${use} }`,
    ],
    [
      "promised by others, in another order",
      `const two = [await tools.page({}), { items: [] as { id: number; parts: string[] }[] }]; two.reverse(); const [p, q] = two; for (const x of q?.items ?? []) { ${use} }`,
    ],
    [
      "of pages that get more",
      `const pages = await Promise.all([1, 2].map(() => tools.page({}))); const all = await tools.list({}); pages.push({ items: all }); for (const p of pages) for (const x of p.items) { ${use} }`,
    ],
    [
      "of pages, each more than once",
      `const pages = await Promise.all([1, 2].map(() => tools.page({}))); for (const x of pages.flatMap((p) => [...p.items, ...p.items])) { ${use} }`,
    ],
    ["tested, then grown", `${list} if (xs.length > 3) return; xs.push(...xs, ...xs); for (const x of xs) { ${use} }`],
    ["cut from the other end", `${list} const end = 0 - 1; for (const x of xs.slice(0, end)) { ${use} }`],
    ["cut by nothing", `${list} for (const x of xs.slice(-0)) { ${use} }`],
  ])("a list %s keeps no number", (_name, body) => {
    expect(useBound(body)?.max).toBe(Number.POSITIVE_INFINITY);
  });

  it("tells of the loops, and of where a run can be measured", () => {
    const { bounds, measured } = flowOf(`${list}\n  for (const x of xs) {\n    ${use}\n  }`);
    const found = [...bounds].find(([{ member }]) => member === "use")?.[1];
    expect(found?.loops).toEqual([{ size: "xs", line: 4, column: 3 }]);
    expect([...measured.values()].map(({ places }) => [...places].map((place) => place.getText()))).toEqual([["xs"]]);
    expect(found && evaluate(found.most, () => 5)).toBe(5);
  });

  it("warns of a number above the budget that need not be reached", () => {
    const { issues } = flowOf(`${list} for (const x of xs.slice(0, 1000)) { ${use} }`);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([["budget", "warning"]]);
  });
});

describe("the least number of calls", () => {
  const outside = `async function risky(n: number): Promise<void> { if (n > 3) throw new Error("no"); ${use} }`;
  it.each<[string, string, number]>([
    ["counts a helper that is waited for", "await risky(1);", 0],
    ["counts what surely comes", `const f = async () => { ${use} }; await f();`, 1],
    ["leaves out a helper nobody waits for", `const f = async () => { ${use} }; const p = f(); return typeof p;`, 0],
    [
      "leaves out a helper whose failure is caught",
      `const f = async () => { JSON.parse("{"); ${use} }; await f().catch(() => 1);`,
      0,
    ],
    [
      "leaves out a helper whose failure is collected",
      `const f = async () => { JSON.parse("{"); ${use} }; await Promise.allSettled([f()]);`,
      0,
    ],
    ["counts all that is waited for at once", `const f = async () => { ${use} }; await Promise.all([f(), f()]);`, 2],
    [
      "leaves out a default that is not needed",
      `let a = 1; const b: [number] = [2]; [a = await tools.use({})] = b; return a;`,
      0,
    ],
  ])("%s", (_name, body, least) => {
    expect(useBound(body, outside)?.min).toBe(least);
  });
});
