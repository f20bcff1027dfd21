import { afterAll, describe, expect, it } from "vitest";
import { type Answer, type Call, createSandbox, type FaultCode } from "#dist/sandbox/index.js";
import { echo, job, module, resultOf } from "../support/sandbox.js";

// Programs that mean harm. Each must end as said, leave the host alone, and leave the sandbox fit for the next.

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

/** A program that gets away with it returns "escaped"; a code is how the sandbox ends it, `harmless` that it returns otherwise. */
type Ending = FaultCode | "harmless";
const hostile: readonly (readonly [string, string, ...Ending[]])[] = [
  // Out of the engine
  ["ask the global object for process", "return globalThis.process ? 'escaped' : 1", "threw"],
  ["reach a constructor through this", "return this.constructor.constructor('return process')()", "threw"],
  ["reach the constructor of a tool", "return tools.echo.constructor.constructor('return process')()", "threw"],
  [
    "reach the constructor of an answer",
    "return (await tools.echo({})).constructor.constructor('return this')()",
    "threw",
  ],
  [
    "reach the constructor of a tool's error",
    "try { await tools.find('fail') } catch (e) { return e.constructor.constructor('return 1')() }",
    "threw",
  ],
  [
    "reach the constructor of a promise of the host",
    "return tools.echo({}).constructor.constructor('return 1')()",
    "threw",
  ],
  [
    "compile through a generator",
    "return Object.getPrototypeOf(function* () {}).constructor('yield 1')().next()",
    "threw",
  ],
  ["compile through an async function", "return (async () => {}).constructor('return 1')()", "threw"],
  ["look at its caller", "return tools.echo.caller ? 'escaped' : 1", "threw"],
  ["look at the arguments of its caller", "return (function () { return arguments.callee.caller })()", "threw"],
  ["import a module of the host", "const fs = await import('node:fs'); return 'escaped'", "threw"],
  ["import itself", "const me = await import('plan.js'); return 'escaped'", "threw"],
  ["read its own address", "return import.meta.url === undefined ? 1 : 'escaped'", "harmless"],
  ["make a tool with new", "new tools.echo({}); return 'escaped'", "threw"],
  [
    "call a tool with another this",
    "await tools.echo.call(null, {}); await tools.echo.apply(tools, [{}]); return 1",
    "harmless",
  ],
  [
    "bind a tool and call it later",
    "const call = tools.echo.bind(tools, {}); (async () => { for (let i = 0; i < 99; i += 1) await null; call() })(); return 1",
    "unawaited_call",
  ],

  // At the guest side
  [
    "poison Object.prototype for the encoder",
    "Object.defineProperty(Object.prototype, 'toJSON', { value: () => 'escaped' }); return 1",
    "threw",
  ],
  ["poison Array.prototype.push", "Array.prototype.push = () => 'escaped'; return 1", "threw"],
  ["poison JSON.stringify", "JSON.stringify = () => '\"escaped\"'; return 1", "threw"],
  ["poison Promise.prototype.then", "Promise.prototype.then = () => 'escaped'; return tools.echo(1)", "threw"],
  ["replace Promise", "Promise = class { }; return 1", "threw"],
  [
    "poison the iterator of arrays",
    "Array.prototype[Symbol.iterator] = function* () { yield 'escaped' }; return [1]",
    "threw",
  ],
  [
    "define a setter for what the host sets",
    "Object.defineProperty(Object.prototype, 'resolve', { set() {} }); return tools.echo(1)",
    "threw",
  ],
  [
    "answer its own call",
    "const p = tools.find(1); p.resolve?.('escaped'); p.then = (f) => f('escaped'); return await p === 'escaped' ? 'escaped' : 1",
    "threw",
    "harmless",
  ],
  [
    "change a promise's species",
    "const p = tools.echo(1); Object.defineProperty(p, 'constructor', { value: { [Symbol.species]: function (run) { run(() => {}, () => {}) } } }); return (await p.then((x) => x)) ?? 1",
    "bad_value",
  ],
  ["return a promise that is none", "return Object.create(Promise.prototype)", "threw", "bad_value"],
  [
    "return a thenable that keeps its resolve",
    "return { then(resolve) { resolve(1); resolve('escaped') } }",
    "harmless",
  ],
  [
    "return another thing when read twice",
    "let n = 0; return { get x() { n += 1; return n === 1 ? 1 : 'escaped' } }",
    "bad_value",
  ],
  ["smuggle a function with toJSON", "return Object.assign(() => 1, { toJSON: () => 'escaped' })", "bad_value"],
  ["smuggle toJSON through a prototype", "return Object.create({ toJSON: () => 'escaped' })", "bad_value"],
  ["smuggle a Date as a plain object", "return Object.setPrototypeOf(new Date(0), Object.prototype)", "harmless"],
  [
    "smuggle a boxed text as a plain object",
    "return Object.setPrototypeOf(new String('escaped'), Object.prototype)",
    "harmless",
    "bad_value",
  ],
  [
    "hide a getter in an array",
    "const a = [1]; Object.defineProperty(a, 0, { get: () => 'escaped' }); return a",
    "bad_value",
  ],
  ["write its own result", "console.log('\"escaped\"'); return 1", "harmless"],
  ["return __proto__", 'return JSON.parse(\'{"__proto__": {"polluted": true}}\')', "harmless"],
  ["pass __proto__", 'return tools.echo(JSON.parse(\'{"__proto__": {"polluted": true}}\'))', "harmless"],
  ["throw a getter that never returns", "throw { get message() { for (;;); } }", "threw"],
  [
    "throw an error whose stack lies",
    "throw Object.assign(new Error('x'), { stack: 'at plan.js:99999999999:1' })",
    "threw",
  ],
  [
    "throw an error whose name is huge",
    "throw Object.assign(new Error('x'), { name: 'n'.repeat(1e7) })",
    "threw",
    "memory",
  ],
  ["throw its own realm's end", "throw Object.assign(new Error('interrupted'), { name: 'InternalError' })", "threw"],
  ["fake an exhausted stack", "throw new RangeError('Maximum call stack size exceeded')", "threw"],
  ["catch the end of its time", "for (;;) try { for (;;); } catch { continue } finally { continue }", "time"],
  [
    "catch the end of its memory",
    "const kept = []; for (;;) try { for (;;) kept.push('x'.repeat(1e5) + kept.length) } catch {}",
    "time",
    "memory",
  ],
  ["catch the end of its stack", "const deep = () => { try { deep() } catch { deep() } }; deep()", "time", "stack"],
  ["catch a refused argument and go on", "for (;;) try { await tools.echo(NaN) } catch {}", "bad_value"],
  ["go on after the budget", "for (;;) try { await tools.echo(1) } catch {}", "calls"],

  // At the host
  ["flood the host with calls", "for (;;) tools.echo(1)", "calls_in_flight"],
  ["flood the host with answered calls", "for (;;) await tools.echo(1)", "calls", "time"],
  [
    "flood the host with arguments",
    "const x = Array.from({ length: 1e5 }, () => ({})); for (;;) await tools.echo(x)",
    "too_large",
    "time",
  ],
  ["flood the console", "for (;;) console.log('x')", "too_large"],
  ["return something huge", "return Array.from({ length: 3e5 }, () => 0).join('x')", "harmless", "time"],
  ["return something too huge", "return 'x'.repeat(1e7)", "too_large"],
  ["return something without an end", "const a = []; a.push(a); return a", "bad_value"],
  ["return a list that claims to be huge", "const a = []; a.length = 4294967295; return a", "bad_value"],
  ["log something without an end", "const a = {}; a.a = a; console.log(a); return 1", "harmless"],
  [
    "log a tree that grows as it is read",
    "const a = {}; let at = a; for (let i = 0; i < 1e5; i += 1) at = at.a = {}; console.log(a); return 1",
    "harmless",
  ],
  [
    "log a small thing that prints without an end",
    "let a = [1]; for (let i = 0; i < 6; i += 1) a = Array(100).fill(a); console.log(a)",
    "time",
    "memory",
    "too_large",
  ],
  ["wait for ever", "await new Promise(() => {})", "stuck"],
  ["wait for a tool that never answers", "await tools.find(1)", "time"],
  ["leave a loop behind", "(async () => { for (;;) await null })(); return 1", "time"],
  [
    "leave a flood of jobs behind",
    "const flood = () => { Promise.resolve().then(flood); Promise.resolve().then(flood) }; flood(); return 1",
    "time",
    "memory",
  ],
  ["leave a call behind", "Promise.resolve().then(() => tools.find(1)); return 1", "unawaited_call"],
  ["block in native code", "new Array(1e8).join('x')", "time", "memory"],
  ["block in a regular expression", "/(x+x+)+y/.test('x'.repeat(50))", "time"],
  ["block in big integers", "let n = 3n; for (;;) n *= n", "time", "threw", "memory"],
  ["block in JSON", "const a = Array(1e5).fill('x'); for (;;) JSON.parse(JSON.stringify(a))", "time"],
  ["block in text", "let s = 'x'.repeat(1e6); for (;;) s = s.replaceAll('x', 'y').normalize('NFKD')", "time"],
  ["block in concat of nothing", "const a = []; a.length = 4294967295; a.concat(a)", "time", "threw", "memory"],
  ["break the parser with depth", "return JSON.parse('{\"a\":'.repeat(1e5))", "stack", "threw"],
  ["break the compiler of patterns", "return new RegExp('('.repeat(1e5) + ')'.repeat(1e5))", "threw", "stack", "time"],
];

const modules: readonly (readonly [string, string, ...Ending[]])[] = [
  ["loop while loading", "for (;;); export default () => 1", "time"],
  ["fill memory while loading", "const kept = []; for (;;) kept.push({}); export default () => 1", "memory", "time"],
  ["recurse while loading", "const deep = () => deep(); deep(); export default () => 1", "stack"],
  [
    "throw a trap while loading",
    "throw { toJSON() { for (;;); }, toString() { for (;;); } }; export default () => 1",
    "threw",
  ],
  ["never finish loading", "await new Promise(() => {}); export default () => 1", "syntax"],
  ["export a getter as its function", "export { x as default }; const x = { get call() { for (;;); } }", "syntax"],
  ["nest brackets", `export default () => ${"(".repeat(20_000)}1${")".repeat(20_000)}`, "syntax", "stack"],
  [
    "nest templates",
    `export default () => ${"`${".repeat(5_000)}1${"}`".repeat(5_000)}`,
    "syntax",
    "stack",
    "harmless",
  ],
  ["import what does not exist", "import x from 'x'; export default () => 'escaped'", "threw"],
  ["be no program", "\0\0\0", "syntax"],
];

describe("a hostile program", () => {
  const rows = [
    ...hostile.map(([name, body, ...endings]) => ({ name, asked: job(body), endings })),
    ...modules.map(([name, script, ...endings]) => ({ name, asked: module(script), endings })),
  ];
  /** Finds what is asked for never, and fails when asked to. */
  const answer = async (call: Call): Promise<Answer> => {
    if (call.fn === 0) return echo(call);
    if (call.args === "fail") return { ok: false, message: "failed" };
    return new Promise(() => {});
  };

  it.each(rows)("cannot: $name", async ({ asked, endings }) => {
    const limits = { memoryMb: 48, timeMs: endings.includes("time") ? 300 : 5_000 };
    const run = await sandbox.run({ ...asked, limits }, answer);
    expect(endings).toContain(run.end.ok ? "harmless" : run.end.fault.code);
    expect(JSON.stringify(run.end)).not.toMatch(/escaped|polluted|node_modules|file:|worker/);
    expect(resultOf(await sandbox.run(job("return 6 * (await tools.echo(7))"), echo))).toBe(42);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
