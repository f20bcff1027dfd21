import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, createSandbox } from "#dist/sandbox/index.js";
import type { Json } from "#dist/toolspecs/index.js";
import { json, poisonedJson } from "../support/json.js";
import { echo, faultOf, job, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

/** What a program may make, and what is said about it; `VALUE` stands for where it is. */
const refused: readonly (readonly [string, string])[] = [
  ["NaN", "VALUE is NaN"],
  ["-Infinity", "VALUE is -Infinity"],
  ["[1, [Infinity]]", "VALUE[1][0] is Infinity"],
  ["{ a: undefined }", "VALUE.a is undefined"],
  ["[undefined]", "VALUE[0] is undefined"],
  ["{ 'b c': { d: new Date(0) } }", 'VALUE["b c"].d is a Date, which JSON cannot carry: use its toISOString()'],
  ["10n", "VALUE is a bigint"],
  ["() => 1", "VALUE is a function"],
  ["class A {}", "VALUE is a function"],
  ["Symbol('x')", "VALUE is a symbol"],
  ["new Map([[1, 2]])", "VALUE is an instance of Map"],
  ["new Set([1])", "VALUE is an instance of Set"],
  ["/x/", "VALUE is an instance of RegExp"],
  ["new Error('x')", "VALUE is an instance of Error"],
  ["new (class Line { id = 1 })()", "VALUE is an instance of Line"],
  ["new (class { static name = {} })()", "VALUE is an instance of a class"],
  ["Object.create({ get constructor() { throw 1 } })", "VALUE is an instance of a class"],
  ["new Number(1)", "VALUE is an instance of Number"],
  ["[Promise.resolve(1)]", "VALUE[0] is a promise, which JSON cannot carry: await it first"],
  ["[1].values()", "VALUE is an instance of a class"],
  ["{ get x() { return 1 } }", "VALUE.x is a getter"],
  ["{ set x(value) {} }", "VALUE.x is a getter"],
  ["Object.defineProperty([0], 0, { get: () => 1 })", "VALUE[0] is a getter"],
  ["Object.defineProperty({}, 'x', { value: 1 })", "VALUE.x is a hidden property"],
  ["{ [Symbol.iterator]: 1 }", "VALUE is an object with symbol keys"],
  ["{ toJSON() { return 1 } }", "VALUE.toJSON is a function"],
  ["[1, , 2]", "VALUE[1] is a hole"],
  ["new Array(4294967295)", "VALUE[0] is a hole"],
  ["Object.assign([1], { x: 1 })", "VALUE is an array with further properties"],
  ["'x'.match(/x/)", "VALUE is an array with further properties"],
  ["new (class Rows extends Array {})()", "VALUE is an instance of Rows"],
  ["(() => { const a = []; a[0] = a; return a })()", "VALUE[0][0]"],
  ["(() => { const a = {}; a.self = [a]; return a })()", "VALUE.self[0].self"],
  ["JSON.parse('['.repeat(102) + ']'.repeat(102))", "nested deeper than 100 levels"],
  ["{ ['k'.repeat(10000)]: NaN }", "VALUE.kkkk"],
];

describe("a value that JSON cannot carry", () => {
  it.each(refused)("is refused as a result: %s", async (expression, problem) => {
    const { code, message } = faultOf(await sandbox.run(job(`const x = ${expression}; return [x];`), echo));
    expect({ code, message }).toEqual({
      code: "bad_value",
      message: expect.stringContaining(problem.replace("VALUE", "result[0]")),
    });
    expect(message.length).toBeLessThanOrEqual(2_000);
  });

  it.each(refused)("is refused as an argument, even if the program catches that: %s", async (expression, problem) => {
    const body = `const x = ${expression}; try { await tools.echo({ x }) } catch {} return 1;`;
    const run = await sandbox.run(job(body), echo);
    const message = expect.stringContaining(problem.replace("VALUE", "tools.echo: args.x"));
    expect(faultOf(run)).toMatchObject({ code: "bad_value", message, line: 2 });
    expect(run.calls).toEqual([]);
  });

  it("is refused in a second argument", async () => {
    const { message } = faultOf(await sandbox.run(job("return tools.echo({}, 1)"), echo));
    expect(message).toBe("tools.echo was called with 2 arguments: pass one object.");
  });

  class Line {
    readonly id = 1;
  }
  const cycle: unknown[] = [];
  cycle.push(cycle);
  it.each([
    [{ a: Number.NaN }, ".a is NaN"],
    [[undefined], "[0] is undefined"],
    [undefined, " is undefined"],
    [{ "b c": new Date(0) }, '["b c"] is an instance of Date'],
    [{ n: 1n }, ".n is a bigint"],
    [() => 1, " is a function"],
    [new Map(), " is an instance of Map"],
    [new Line(), " is an instance of Line"],
    [Object.assign([1], { length: 2 }), "[1] is undefined"],
    [{ [Symbol("x")]: 1 }, " is an object with symbol keys"],
    [{ toJSON: () => 1 }, ".toJSON is a function"],
    [cycle, "[0][0][0]"],
    [JSON.parse("[".repeat(20_000) + "]".repeat(20_000)), `${"[0]".repeat(101)} is nested deeper than 100 levels`],
  ] as const)("makes the tool fail that gave it: %#", async (value, problem) => {
    // What a tool written in JavaScript can give, whatever the types say.
    const answer = async () => ({ ok: true, value }) as unknown as Answer;
    const run = await sandbox.run(job("return tools.find({}).catch((error) => error.message)"), answer);
    expect(resultOf(run)).toContain(`tools.find failed: its answer${problem}`);
    expect(run.calls[0]?.answer).toEqual({ ok: false, message: resultOf(run) });
  });

  it("makes the tool fail that gave no answer at all", async () => {
    const answer = async () => undefined as unknown as Answer;
    const run = await sandbox.run(job("return tools.find({}).catch((error) => error.message)"), answer);
    expect(resultOf(run)).toBe("tools.find failed.");
  });
});

describe("a value that JSON can carry", () => {
  it.each([
    ["-0", -0],
    ["[-0, { a: -0 }, 'a', true]", [-0, { a: -0 }, "a", true]],
    ["'\\ud800 \\0 \\ufeff'", "\ud800 \0 \ufeff"],
    ["5e-324", 5e-324],
    ["Number.MAX_VALUE", Number.MAX_VALUE],
    ["0.1 + 0.2", 0.1 + 0.2],
    ["Object.assign(Object.create(null), { a: 1 })", { a: 1 }],
    [
      "{ constructor: 1, toString: 2, then: 3, toJSON: 4, length: 5 }",
      JSON.parse('{ "constructor": 1, "toString": 2, "then": 3, "toJSON": 4, "length": 5 }'),
    ],
    ["(() => { const a = [1]; return [a, a] })()", [[1], [1]]],
    ["JSON.parse('['.repeat(101) + ']'.repeat(101))", JSON.parse("[".repeat(101) + "]".repeat(101))],
  ])("arrives as it is: %s", async (expression, value) => {
    expect(resultOf(await sandbox.run(job(`return ${expression}`), echo))).toStrictEqual(value);
    const called = await sandbox.run(job(`return tools.echo(${expression})`), echo);
    expect(called.calls[0]?.args).toStrictEqual(value);
    expect(resultOf(called)).toStrictEqual(value);
  });

  it("goes from a tool through the program to the result, and through an argument, unchanged", async () => {
    const body = "const x = await tools.find({}); return [x, await tools.echo(x)];";
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const run = await sandbox.run(job(body), async (call) => (call.fn === 1 ? { ok: true, value } : echo(call)));
        // vitest takes a `constructor` key for a class.
        deepStrictEqual(resultOf(run), [value, value]);
        deepStrictEqual(run.calls[1]?.args, value);
      }),
    );
  });

  it("loses its own __proto__ keys on the way in, on the way out, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(poisonedJson, async ({ given, expected }) => {
        const passed = await sandbox.run(job("return tools.find({})"), async () => ({ ok: true, value: given }));
        deepStrictEqual(resultOf(passed), expected);
        const body = `const x = JSON.parse(${JSON.stringify(JSON.stringify(given))}); return [x, await tools.echo(x)];`;
        const made = await sandbox.run(job(body), echo);
        const [result] = resultOf(made) as readonly Json[];
        // JSON text has no -0, so this way there is none to be kept.
        expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
        deepStrictEqual(made.calls[0]?.args, result);
      }),
    );
  });

  it("pollutes nobody", async () => {
    const value = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}');
    const body =
      "const x = await tools.find({}); return { own: Object.keys(x), polluted: x.polluted ?? x.a.polluted ?? null, made: { ['__proto__']: { polluted: 1 } } };";
    const run = await sandbox.run(job(body), async () => ({ ok: true, value }));
    expect(resultOf(run)).toStrictEqual({ own: ["a"], polluted: null, made: {} });
  });
});
