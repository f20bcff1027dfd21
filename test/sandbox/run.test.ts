import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, type Call, createSandbox } from "#dist/sandbox/index.js";
import { echo, faultOf, functions, job, module, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

describe("a run", () => {
  it("says what was returned, called, answered and logged", async () => {
    const body = `const found = await tools.find({ word: "x" }); console.log("found", found.length); return found[0];`;
    const run = await sandbox.run(job(body), async () => ({ ok: true, value: ["a", "b"] }));
    expect(run).toStrictEqual({
      end: { ok: true, value: "a" },
      calls: [{ id: 0, fn: 1, args: { word: "x" }, answer: { ok: true, value: ["a", "b"] } }],
      logs: ["found 2"],
      probe: [],
    });
  });

  it.each([
    ["an async function", "export default async function plan() { return 1 }"],
    ["a plain function", "export default function () { return 1 }"],
    ["a function that returns a thenable", "export default () => ({ then(resolve) { resolve(1) } })"],
    ["a function that calls a tool while the module loads", "const one = tools.echo(1); export default () => one"],
  ])("takes %s", async (_, script) => {
    expect(resultOf(await sandbox.run(module(script), echo))).toBe(1);
  });

  it("may return nothing", async () => {
    expect((await sandbox.run(job("return;"), echo)).end).toStrictEqual({ ok: true, value: undefined });
  });

  it("gets its input", async () => {
    const input = { "": [-0, "\ud800", null], ["__proto__"]: 1 };
    expect(resultOf(await sandbox.run(job("return input", { input }), echo))).toStrictEqual({
      "": [-0, "\ud800", null],
    });
    expect(resultOf(await sandbox.run(job("return typeof input"), echo))).toBe("undefined");
  });

  it("reads the probe back, after a fault too", async () => {
    const script = (end: string) => `export const hits = [0, 0]; export default async () => { hits[1] += 2; ${end} }`;
    const hits = async (end: string) => (await sandbox.run(module(script(end), { probe: "hits" }), echo)).probe;
    expect(await hits("")).toEqual([0, 2]);
    expect(await hits("throw new Error()")).toEqual([0, 2]);
    expect(await hits("for (;;) await tools.echo()")).toEqual([0, 2]);
  });

  it("gives an empty object for a call without an argument, and undefined nothing", async () => {
    expect(resultOf(await sandbox.run(job("return tools.echo()"), echo))).toEqual({});
    expect(faultOf(await sandbox.run(job("return tools.echo(undefined)"), echo)).code).toBe("bad_value");
  });

  it("keeps calls in order, whatever the order of the answers", async () => {
    const held: ((answer: Answer) => void)[] = [];
    const answer = (_: Call) => new Promise<Answer>((resolve) => held.push(resolve));
    const answerAll = async () => {
      while (held.length < 3) await nextTurn();
      for (const id of [2, 0, 1]) {
        held[id]?.({ ok: true, value: id });
        await nextTurn();
      }
    };
    const body =
      "const order = []; await Promise.all([0, 1, 2].map((n) => tools.echo(n).then((id) => order.push(id)))); return order;";
    const [run] = await Promise.all([sandbox.run(job(body), answer), answerAll()]);
    expect(resultOf(run)).toEqual([2, 0, 1]);
    expect(run.calls.map(({ args }) => args)).toEqual([0, 1, 2]);
  });
});

describe("a tool that fails", () => {
  const caught = `try { await tools.find({}) } catch (error) {
    return { error: error instanceof Error, name: error.name, message: error.message, stack: error.stack, keys: Object.keys(error) };
  }`;

  it("throws its message in the program", async () => {
    const run = await sandbox.run(job(caught), async () => ({ ok: false, message: "no such\0 word \ud800" }));
    expect(resultOf(run)).toMatchObject({
      error: true,
      name: "ToolError",
      message: "no such\0 word \ud800",
      stack: "",
    });
  });

  it.each([
    ["throws", () => Promise.reject(new Error("secret in /home/someone/.env"))],
    ["throws no error", () => Promise.reject("secret")],
    [
      "throws at once",
      () => {
        throw new Error("secret");
      },
    ],
  ])("shows nothing of the host when it %s", async (_, answer: () => Promise<Answer>) => {
    const run = await sandbox.run(job(caught), answer);
    expect(resultOf(run)).toMatchObject({ message: "tools.find failed." });
    expect(JSON.stringify(run)).not.toMatch(/secret|\/home|at /);
  });

  it("is the fault of the run when the program does not catch it", async () => {
    const run = await sandbox.run(job("await tools.find({}); return 1"), async () => ({ ok: false, message: "gone" }));
    expect(faultOf(run)).toMatchObject({ code: "threw", message: "ToolError: gone" });
    expect(run.calls).toMatchObject([{ answer: { ok: false, message: "gone" } }]);
  });
});

describe("a fault", () => {
  it.each([
    ["syntax", "export default async () => {\n  const = 1;\n}", { line: 2, column: 9 }],
    ["syntax", "export const plan = 1;", {}],
    ["syntax", "export default 1;", {}],
    ["syntax", "", {}],
    ["syntax", "const a = await 1; export default () => a;", {}],
    ["syntax", "await new Promise(() => {}); export default () => 1;", {}],
    ["threw", "throw new RangeError('x');\nexport default () => 1;", { message: "RangeError: x", line: 1 }],
    ["threw", "export default () => {\n\n  null.x; }", { line: 3 }],
    ["stuck", "export default () => new Promise(() => {})", {}],
    ["bad_value", "export default async () => {\n await tools.echo({ a: NaN }) }", { line: 2 }],
  ] as const)("of kind %s says where: %j", async (code, script, more) => {
    expect(faultOf(await sandbox.run(module(script), echo))).toMatchObject({ code, ...more });
  });

  it("names what was awaited too late", async () => {
    const never = () => new Promise<Answer>(() => {});
    const run = await sandbox.run(job("await tools.find({})", { limits: { timeMs: 50 } }), never);
    expect(faultOf(run)).toEqual({
      code: "time",
      message: "The program did not end within 50 ms; tools.find had not answered.",
    });
    expect(run.calls).toStrictEqual([{ id: 0, fn: 1, args: {} }]);
  });

  it.each([
    ["null", "null was thrown"],
    ["undefined", "undefined was thrown"],
    ["'no'", "no was thrown"],
    ["Symbol('x')", "Symbol(x) was thrown"],
    ["{ a: [1, 'b'] }", '{"a": [1, "b"]} was thrown'],
    ["Object.create(null)", "{} was thrown"],
    [
      "{ get message() { throw 1 }, toString() { throw 2 } }",
      '{"message": [getter], "toString": [function toString]} was thrown',
    ],
    ["Object.assign(new Error('m'), { name: { toString: null } })", "Error: m"],
    ["new (class NotFound extends Error { get name() { for (;;); } })('m')", "NotFound: m"],
    ["new AggregateError([], 'none')", "AggregateError: none"],
  ])("describes what was thrown: %s", async (thrown, message) => {
    expect(faultOf(await sandbox.run(job(`throw ${thrown}`), echo))).toMatchObject({ code: "threw", message });
    expect(faultOf(await sandbox.run(module(`throw ${thrown}; export default 1`), echo))).toMatchObject({ message });
  });
});

describe("a job that cannot be set up", () => {
  it.each([
    ["a limit that cannot be kept", { limits: { memoryMb: 4 } }, RangeError],
    ["an input that JSON cannot carry", { input: JSON.parse("[1]").concat(Number.NaN) }, /input\[1\] is NaN/],
    ["two tools of one name", { functions: [...functions, ...functions] }, TypeError],
    ["a namespace that is a built-in", { functions: [{ namespace: "Math", member: "echo" }] }, /Math is taken/],
  ])("rejects %s, and the sandbox goes on", async (_, some, reason) => {
    await expect(sandbox.run(job("return 1", some), echo)).rejects.toThrow(reason);
    await expect(sandbox.runWorlds(job("return 1", some), [{ answers: [] }])).rejects.toThrow(reason);
    expect(resultOf(await sandbox.run(job("return 1"), echo))).toBe(1);
  });

  it("rejects a sandbox without a thread", () => {
    expect(() => createSandbox({ threads: 0 })).toThrow(RangeError);
    expect(() => createSandbox({ threads: 1.5 })).toThrow(RangeError);
  });
});
