import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#dist/sandbox/index.js";
import type { Json } from "#dist/toolspecs/index.js";
import { echo, faultOf, job, module, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

const result = async (body: string): Promise<Json | undefined> => resultOf(await sandbox.run(job(body), echo));

describe("the global object", () => {
  // That it has what the library of the checker declares, and nothing else, is said in test/verifier/lib.test.ts.
  it.each(
    (
      "require process fetch setTimeout eval Function Reflect Proxy WebAssembly guest host std os print " +
      "globalThis Iterator everything"
    ).split(" "),
  )("does not have %s", async (name) => {
    expect(await result(`return typeof ${name}`)).toBe("undefined");
    expect(faultOf(await sandbox.run(job(`return ${name}`), echo)).message).toBe(
      `ReferenceError: '${name}' is not defined`,
    );
  });

  it.each(["{}", "JSON.parse('{}')", "Object.fromEntries([])", "Object.create({})"])(
    "leads from %s to no constructor by a name made up on the way",
    async (value) => {
      const key = "['constr', 'uctor'].join('')";
      expect(await result(`return typeof (${value})[${key}]`)).toBe("undefined");
    },
  );

  it("has the tools that were given", async () => {
    expect(await result("return Object.getOwnPropertyNames(tools)")).toEqual(["echo", "find"]);
  });

  it.each([
    "Math = 1",
    "tools = 1",
    "Math.max = 1",
    "Array.prototype.map = 1",
    "Array.prototype.extra = 1",
    "Object.prototype.extra = 1",
    "Object.prototype.toString = 1",
    "Error.prototype.name = 'x'",
    "[].map.note = 1",
    "Math.random.note = 1",
    "console.log = 1",
    "console.log.note = 1",
    "tools.echo = 1",
    "tools.echo.note = 1",
    "tools.more = 1",
    "(() => {}).constructor.note = 1",
    "Object.getPrototypeOf([].values()).note = 1",
    "Object.getPrototypeOf([].values().map((x) => x)).note = 1",
    "Object.getPrototypeOf([].values().constructor.from({ next() {} })).note = 1",
    "[].values().constructor.note = 1",
    "Object.getPrototypeOf(new Map().keys()).note = 1",
    "Object.getPrototypeOf('x'.matchAll(/x/g)).note = 1",
    "Object.getPrototypeOf(async () => {}).note = 1",
    "Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).note = 1",
    "Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()))).note = 1",
    "Object.getPrototypeOf(1n).note = 1",
    "Object.getPrototypeOf(Symbol.iterator).note = 1",
    "Object.getPrototypeOf(Object.getPrototypeOf(/x/)).note = 1",
    "const deep = () => deep(); try { deep() } catch (error) { error.constructor.note = 1 }",
    "const deep = () => deep(); try { deep() } catch (error) { Object.getPrototypeOf(error).note = 1 }",
    "Object.defineProperty([].map, 'name', { value: 'note' })",
    "Object.setPrototypeOf(Array.prototype, null)",
    "delete Array.prototype.map",
  ])("is fixed, with all that can be reached from it: %s", async (change) => {
    expect(faultOf(await sandbox.run(job(change), echo))).toMatchObject({
      code: "threw",
      message: expect.stringMatching(/^TypeError: /),
    });
  });
});

describe("a program", () => {
  it.each([
    "(() => {}).constructor('return 1')()",
    "(async () => {}).constructor('return 1')()",
    "(function* () {}).constructor('return 1')()",
    "(async function* () {}).constructor('return 1')()",
    "new ((() => {}).constructor)('return 1')",
    "tools.echo.constructor('return 1')()",
    "Object.getPrototypeOf(Object).constructor('return 1')()",
    "Object.getOwnPropertyDescriptor(Object.getPrototypeOf(class {}), 'constructor').value('return 1')()",
    "(class extends (() => {}).constructor {}).constructor('return 1')()",
    "eval('1')",
    "(0, eval)('1')",
  ])("cannot make code from text: %s", async (attempt) => {
    const { code, message } = faultOf(await sandbox.run(job(`return ${attempt}`), echo));
    expect(code).toBe("threw");
    expect(message).toMatch(
      /^(TypeError: (A program cannot make code from text|not a function|refuse)|TypeError:.*constructor|ReferenceError: 'eval')/,
    );
  });

  it.each([
    "(function () { return 1; }).arguments",
    "(() => 1).arguments",
    "tools.echo.arguments",
    "[].map.arguments",
    "[].map.caller",
  ])("cannot look at what another function was given: %s", async (attempt) => {
    const { code, message } = faultOf(await sandbox.run(job(`return ${attempt}`), echo));
    expect({ code, message }).toEqual({ code: "threw", message: "TypeError: invalid property access" });
  });

  it.each(["node:fs", "fs", "plan.js", "./plan.js", "main.js", "values.js", "prepare.js", "", "nowhere/plan.js"])(
    "cannot import %j",
    async (name) => {
      const reason = { code: "threw", message: `Error: A program cannot import ${JSON.stringify(name)}.` };
      const specifier = JSON.stringify(name);
      const loaded = module(`import * as it from ${specifier}; export default () => 1;`);
      expect(faultOf(await sandbox.run(loaded, echo))).toMatchObject(reason);
      expect(faultOf(await sandbox.run(job(`return Object.keys(await import(${specifier}))`), echo))).toMatchObject(
        reason,
      );
    },
  );

  it("sees no frame but its own, and no source but its own", async () => {
    const stacks = `
      const stack = () => new Error("x").stack;
      const seen = [stack()];
      const look = { toString() { seen.push(stack()); return "1" }, toJSON() { seen.push(stack()); return 1 }, get name() { seen.push(stack()) } };
      console.log(look, [look], new Map([[look, look]]), Object.assign(new Error(), { name: look, message: look }));
      new Date(look); String(look); JSON.stringify(look);
      await tools.echo({}); seen.push(stack());
      try { await tools.find({}) } catch (error) { seen.push(error.stack, String(error)) }
      const deep = (n) => { try { tools.echo({ n }); } catch (error) { seen.push(error.stack) } };
      [1].map(() => seen.push(stack()));
      return seen;`;
    const run = await sandbox.run(job(stacks), async ({ fn }) =>
      fn === 0 ? { ok: true, value: 1 } : { ok: false, message: "no" },
    );
    const seen = (resultOf(run) as readonly string[]).flatMap((stack) => stack.trim().split("\n"));
    expect(seen.length).toBeGreaterThan(6);
    for (const line of seen)
      expect(line.trim()).toMatch(/^(|ToolError: no|at .*\((plan\.js:\d+:\d+|native)\)|at plan\.js:\d+:\d+)$/);
    expect(
      await result(
        "return [tools.echo, console.log, Math.random, (() => {}).constructor].flatMap((fn) => [String(fn), fn.fileName ?? null])",
      ),
    ).toEqual(Array.from({ length: 4 }, () => ["function () { [native code] }", null]).flat());
  });

  it("sees no frame of the guest side when the stack runs out inside it", async () => {
    const body = `
      const seen = [];
      const deep = () => { console.log({ a: [{}] }); deep() };
      const padded = (frames) => (frames === 0 ? deep() : padded(frames - 1));
      for (let frames = 0; frames < 5; frames += 1) try { padded(frames) } catch (error) { seen.push(error.stack) }
      return seen;`;
    const run = await sandbox.run(job(body, { limits: { logChars: 1e6, timeMs: 10_000 } }), echo);
    const seen = resultOf(run) as readonly string[];
    expect(seen.length).toBe(5);
    expect(seen.join("")).not.toMatch(/world|print|values|calls|main/);
  });

  it("can name its errors, override what is frozen, and use names of built-ins as keys", async () => {
    const body = `
      class Missing extends Error { constructor(m) { super(m); this.name = "Missing"; this.toString = () => "mine" } }
      const error = new TypeError("x"); error.name = "Own"; error.message = "y";
      const missing = new Missing("z");
      const counts = {};
      for (const word of ["constructor", "toString", "__proto__", "valueOf", "hasOwnProperty"]) counts[word] = (Object.hasOwn(counts, word) ? counts[word] : 0) + 1;
      return { error: String(error), missing: [missing.name, String(missing), missing instanceof Missing, missing instanceof Error], keys: Object.keys(counts), values: Object.values(counts) };`;
    expect(await result(body)).toEqual({
      error: "Own: y",
      missing: ["Missing", "mine", true, true],
      keys: ["constructor", "toString", "__proto__", "valueOf", "hasOwnProperty"],
      values: [1, 1, 1, 1, 1],
    });
  });

  it("can ask anything but a plain object for the name of its class", async () => {
    const body =
      "return [[], () => 1, async () => 1, function* () {}, new Map(), 1, '', tools.echo, new Error()].map((x) => x.constructor.name)";
    const names = "Array Function AsyncFunction GeneratorFunction Map Number String Function Error";
    expect(await result(body)).toEqual(names.split(" "));
  });

  it("can iterate in every way there is", async () => {
    const body = `
      const lazy = [1, 2, 3, 4].values().map((x) => x * 2).filter((x) => x > 2).drop(1).take(1).toArray();
      const own = lazy.values().constructor.from({ n: 0, next() { return { done: this.n > 1, value: this.n++ } } }).toArray();
      async function* pages() { for (const page of [1, 2]) yield await tools.echo(page) }
      const paged = []; for await (const page of pages()) paged.push(page);
      const mixed = []; for await (const one of [tools.echo(3), 4]) mixed.push(one);
      return { lazy, own, paged, mixed, set: [...new Set([1, 1])], map: [...new Map([[1, 2]])], text: [..."ab"], all: [..."a1".matchAll(/\\w/g)].length };`;
    expect(await result(body)).toEqual({
      lazy: [6],
      own: [0, 1],
      paged: [1, 2],
      mixed: [3, 4],
      set: [1],
      map: [[1, 2]],
      text: ["a", "b"],
      all: 2,
    });
  });
});

describe("clock and chance", () => {
  const body = `return [Date.now(), new Date().toISOString(), Date(), new Date().getTimezoneOffset(), new Date(2026, 0, 1).toISOString(),
    new Date("2026-01-01T00:00").getTime(), String(new Date(0)), Math.random(), Math.random(), [3, 1, 2].toSorted(() => Math.random() - 0.5)]`;

  it("are the job's, in UTC", async () => {
    const seen = (await result(body)) as readonly Json[];
    expect(seen.slice(0, 7)).toEqual([
      Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      "2026-01-02T03:04:05.678Z",
      "Fri Jan 02 2026 03:04:05 GMT+0000",
      0,
      "2026-01-01T00:00:00.000Z",
      Date.UTC(2026, 0, 1),
      "Thu Jan 01 1970 00:00:00 GMT+0000",
    ]);
  });

  it("are equal in equal runs, and follow seed and clock", async () => {
    const run = (seed: number, clock: number) => sandbox.run(job(body, { seed, clock }), echo);
    const first = await run(7, 1_000);
    expect(await run(7, 1_000)).toStrictEqual(first);
    expect(resultOf(await run(8, 1_000))).not.toEqual(resultOf(first));
    expect(resultOf(await run(7, 2_000))).not.toEqual(resultOf(first));
  });

  it("stand still during a run, waiting included", async () => {
    const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
    const answer = () => wait().then(() => ({ ok: true, value: 1 }) as const);
    const run = await sandbox.run(
      job("const before = Date.now(); await tools.echo({}); return Date.now() - before"),
      answer,
    );
    expect(resultOf(run)).toBe(0);
  });

  it("are the same while a module loads", async () => {
    const script = "const random = Math.random(), now = Date.now(); export default () => [random, now]";
    const runs = [await sandbox.run(module(script), echo), await sandbox.run(module(script), echo)];
    expect(runs.map(resultOf)).toEqual(Array(2).fill([0.3623685697093606, Date.UTC(2026, 0, 2, 3, 4, 5, 678)]));
  });

  it.each([0, -1, 1.5e12, 8.64e15, -8.64e15])("takes the clock %d", async (clock) => {
    expect(resultOf(await sandbox.run(job("return [Date.now(), new Date().getTime()]", { clock }), echo))).toEqual([
      clock,
      clock,
    ]);
  });

  it("spreads chance between 0 and 1", async () => {
    const numbers = (await result("return Array.from({ length: 1000 }, Math.random)")) as readonly number[];
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      expect(numbers.filter((x) => Math.floor(x * 10) === tenth).length).toBeGreaterThan(50);
    }
  });
});

describe("the console", () => {
  it.each([
    ["'a', 1, 'b'", "a 1 b"],
    ["", ""],
    ["undefined, null, true, -0, NaN, 10n, Symbol('x')", "undefined null true -0 NaN 10n Symbol(x)"],
    ["{ a: [1, 'b', { c: null }], 'd e': undefined }", '{"a": [1, "b", {"c": null}], "d e": undefined}'],
    ["(() => { const a = { b: [] }; a.b.push(a); return a })()", '{"b": [[circular]]}'],
    ["new Map([[{ k: 1 }, [2]]]), new Set(['x'])", 'Map {{"k": 1} => [2]} Set {"x"}'],
    ["new TypeError('no'), new Date(0), new Date(NaN)", "TypeError: no 1970-01-01T00:00:00.000Z null"],
    ["tools.find({}), () => 1, tools.echo", "[promise] [function without a name] [function echo]"],
    ["new (class Line { id = 1 })()", 'Line {"id": 1}'],
    [
      "{ get a() { throw 1 } }, { toJSON() { throw 1 }, toString() { throw 2 } }",
      '{"a": [getter]} {"toJSON": [function toJSON], "toString": [function toString]}',
    ],
    ["Object.create(Map.prototype), Object.create(Date.prototype)", "Map {} Date {}"],
    ["[[[[[[[1]]]]]]]", "[[[[[[…]]]]]]"],
    ["Array.from({ length: 102 }, () => 0)", `[${"0, ".repeat(100)}…]`],
    ["'a\\0b \\ud800'", "a\0b \ud800"],
  ])("writes %s", async (values, line) => {
    const { logs } = await sandbox.run(job(`console.log(${values}); await tools.find({}).catch(() => 1)`), echo);
    expect(logs).toEqual([line]);
  });

  it("has five ways to write", async () => {
    const names = ["log", "info", "warn", "error", "debug"];
    const { logs } = await sandbox.run(job(`for (const name of ${JSON.stringify(names)}) console[name](name)`), echo);
    expect(logs).toEqual(names);
  });
});
