import { afterAll, describe, expect, it } from "vitest";
import { type Answer, createSandbox, type FaultCode, type Job, type Limits } from "#dist/sandbox/index.js";
import { withDefaults } from "#dist/sandbox/limits.js";
import { echo, faultOf, job, module, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

const codeOf = async (asked: Job): Promise<FaultCode> => faultOf(await sandbox.run(asked, echo)).code;

describe("memory", () => {
  const fills: readonly (readonly [string, string])[] = [
    ["strings of a megabyte", "for (;;) kept.push('x'.repeat(1e6) + kept.length)"],
    ["one string that grows", "let s = 'x'; for (;;) { s = [s, s].join(''); kept[0] = s }"],
    ["arrays of numbers", "for (;;) kept.push(new Array(1e5).fill(1))"],
    ["one array", "for (let i = 0; ; i += 1) kept[i] = i"],
    ["small objects", "for (;;) kept.push({ a: 1 })"],
    ["a map", "const m = new Map(); for (let i = 0; ; i += 1) m.set(i, { i })"],
    ["a set", "const s = new Set(); for (let i = 0; ; i += 1) s.add('k' + i)"],
    ["closures", "for (;;) { const x = kept.length; kept.push(() => x) }"],
    ["cycles", "for (;;) { const a = {}; a.a = a; kept.push(a) }"],
    ["promises", "for (;;) kept.push(Promise.resolve({}).then(() => 1))"],
    ["a chain of jobs", "const again = () => Promise.resolve().then(again); await again()"],
    ["a chain of jobs nobody awaits", "const again = () => Promise.resolve().then(again); again(); return 1"],
    ["big integers", "for (let n = 3n; ; n = n * 3n) kept.push(n ** 10000n)"],
    ["regular expressions", "for (;;) kept.push(new RegExp('a{' + kept.length + '}'))"],
    ["texts made of data", "for (;;) kept.push(JSON.stringify(kept))"],
    ["one allocation above the limit", "kept.push(new Array(2 ** 31).fill(0))"],
    ["the same again whenever it failed", "for (;;) try { kept.push('x'.repeat(1e6) + kept.length) } catch {}"],
  ];

  it.each(fills)("is bounded when a program keeps %s", async (_, fill) => {
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 5);
    const code = await codeOf(job(`const kept = []; ${fill}`, { limits: { timeMs: 1_500 } }));
    clearInterval(watch);
    expect(["memory", "time"]).toContain(code);
    expect(most - before).toBeLessThan(200 * 2 ** 20);
    expect(resultOf(await sandbox.run(job("return 1"), echo))).toBe(1);
  });

  it("is what the job asked for", async () => {
    const fill =
      "const kept = []; for (let mb = 0; mb < 40; mb += 1) kept.push('x'.repeat(2 ** 20) + mb); return kept.length";
    expect(await codeOf(job(fill, { limits: { memoryMb: 32 } }))).toBe("memory");
    expect(resultOf(await sandbox.run(job(fill, { limits: { memoryMb: 96 } }), echo))).toBe(40);
  });

  it("is used up while a module loads, too", async () => {
    const script = "const kept = []; for (;;) kept.push({}); export default () => 1";
    expect(await codeOf(module(script, { limits: { timeMs: 5_000 } }))).toBe("memory");
  });

  it("is not taken for used up because null was thrown", async () => {
    expect(await codeOf(job("throw null"))).toBe("threw");
    expect(await codeOf(module("throw null; export default () => 1"))).toBe("threw");
  });
});

describe("time", () => {
  const loops: readonly (readonly [string, string])[] = [
    ["an empty loop", "for (;;);"],
    ["a loop of heavy native calls", "for (;;) 'x'.repeat(1e5)"],
    ["sorting", "const a = Array.from({ length: 1e4 }, (_, i) => i % 77); for (;;) a.toSorted()"],
    ["joining", "new Array(1e8).join('x')"],
    ["a regular expression that backtracks", "/^(a+)+$/.test('a'.repeat(40) + 'b')"],
    ["finally", "try { for (;;); } finally { for (;;); }"],
    [
      "a generator that does not close",
      "function* g() { try { for (;;) yield 1 } finally { for (;;); } } for (const x of g());",
    ],
    ["awaiting", "for (;;) await null"],
    ["an async generator", "async function* g() { for (;;) yield 1 } for await (const x of g());"],
    ["a promise of itself", "return { then(resolve) { resolve(this) } }"],
    ["jobs after the return", "(async () => { for (;;) await null })(); return 1"],
    ["catching", "for (;;) try { throw 1 } catch {}"],
  ];

  it.each(loops)("ends %s, while the host goes on", async (_, loop) => {
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);
    const fault = faultOf(await sandbox.run(job(loop, { limits: { timeMs: 200 } }), echo));
    clearInterval(ticking);
    expect(fault.code).toBe("time");
    expect(fault.message).toMatch(/^The program did not end within 200 ms/);
    expect(ticks).toBeGreaterThan(5);
    expect(resultOf(await sandbox.run(job("return 1"), echo))).toBe(1);
  });

  it("ends by steps, which are the same at every try", async () => {
    const counted = "for (let n = 1; ; n += 1) if (n % 1e5 === 0) console.log(n)";
    const limits = { timeMs: 60_000, steps: 2_000_000 };
    const [first, again] = [
      await sandbox.run(job(counted, { limits }), echo),
      await sandbox.run(job(counted, { limits }), echo),
    ];
    expect(faultOf(first)).toEqual({ code: "steps", message: "The program did not end within 2,000,000 steps." });
    expect(first.logs.length).toBeGreaterThan(15);
    expect(again).toEqual(first);
    expect(resultOf(await sandbox.run(job("let n = 0; for (; n < 1e6; n += 1); return n", { limits }), echo))).toBe(
      1e6,
    );
  });

  it("cannot be caught out of steps", async () => {
    const caught = "for (;;) try { for (;;); } catch { continue } finally { continue }";
    expect(await codeOf(job(caught, { limits: { timeMs: 60_000, steps: 500_000 } }))).toBe("steps");
  });

  it("ends a wait for a tool that never answers, and keeps what was done until then", async () => {
    const answer = (call: { fn: number }) =>
      call.fn === 0 ? Promise.resolve({ ok: true, value: 1 } as const) : new Promise<Answer>(() => {});
    const body = "console.log('before'); await tools.echo(1); await Promise.all([tools.find(2), tools.echo(3)])";
    const run = await sandbox.run(job(body, { limits: { timeMs: 100 } }), answer);
    expect(faultOf(run)).toMatchObject({
      code: "time",
      message: expect.stringMatching(/tools\.find had not answered/),
    });
    expect(run.logs).toEqual(["before"]);
    expect(run.calls.map(({ args, answer: given }) => [args, given !== undefined])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
  });

  it("ends a program however little of it there is", async () => {
    for (const timeMs of [1, 2, 3]) {
      expect(await codeOf(job("for (;;) 'x'.repeat(1e5)", { limits: { timeMs } }))).toBe("time");
      expect(await codeOf(job("for (;;) await tools.echo({})", { limits: { timeMs, calls: 1_000_000 } }))).toBe("time");
    }
    expect(resultOf(await sandbox.run(job("return 1"), echo))).toBe(1);
  });

  it("may be as long as a timer can be", async () => {
    expect(resultOf(await sandbox.run(job("return 1", { limits: { timeMs: 2 ** 31 - 1 } }), echo))).toBe(1);
  });

  it("does not let a late answer reach a later run", async () => {
    let answerLate: (answer: Answer) => void = () => {};
    const never = () =>
      new Promise<Answer>((resolve) => {
        answerLate = resolve;
      });
    expect(faultOf(await sandbox.run(job("await tools.find(1)", { limits: { timeMs: 30 } }), never)).code).toBe("time");
    const later = sandbox.run(job("return tools.echo('mine')"), async (call) => {
      answerLate({ ok: true, value: "not mine" });
      await new Promise((resolve) => setTimeout(resolve, 10));
      return echo(call);
    });
    expect(resultOf(await later)).toBe("mine");
  });
});

describe("the stack", () => {
  it.each([
    ["recursion", "const deep = (n) => deep(n + 1) + 1; return deep(0)"],
    ["recursion between two", "const a = (n) => b(n) + 1, b = (n) => a(n) + 1; return a(0)"],
    ["recursion through a callback", "const deep = () => [1].map(deep); return deep()"],
    ["recursion through a getter", "const a = { get a() { return this.a } }; return a.a"],
    ["recursion through toString", "const a = { toString() { return String(this) } }; return String(a)"],
    ["deep JSON", "return JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))"],
    ["recursion through a constructor", "class A { constructor() { new A() } } new A()"],
    ["recursion through a tag", "const tag = () => tag`x`; return tag()"],
  ])("is bounded: %s", async (_, body) => {
    expect(await codeOf(job(body))).toBe("stack");
    expect(resultOf(await sandbox.run(job("return 1"), echo))).toBe(1);
  });

  it("is as small as the job asked for", async () => {
    const body = "let most = 0; const deep = (n) => { most = n; deep(n + 1) }; try { deep(0) } catch {} return most";
    const depth = async (stackKb: number) =>
      Number(resultOf(await sandbox.run(job(body, { limits: { stackKb } }), echo)));
    expect(await depth(64)).toBeLessThan(await depth(256));
  });
});

describe("budgets", () => {
  it("stop a run at exactly the call too many", async () => {
    const body = (calls: number) => `for (let i = 0; i < ${calls}; i += 1) await tools.echo(i); return 'done'`;
    for (const calls of [0, 1, 7, 256]) {
      const limits = { calls };
      expect(resultOf(await sandbox.run(job(body(calls), { limits }), echo))).toBe("done");
      const over = await sandbox.run(job(body(calls + 1), { limits }), echo);
      expect(faultOf(over)).toMatchObject({
        code: "calls",
        message: `The program made more than ${calls} tool calls.`,
      });
      expect(over.calls.length).toBe(calls);
    }
    expect(await codeOf(job(body(257)))).toBe("calls");
  });

  it("stop a run at exactly the waiting call too many", async () => {
    const body = (calls: number) =>
      `await Promise.all(Array.from({ length: ${calls} }, (_, i) => tools.echo(i))); return 'done'`;
    for (const callsInFlight of [1, 5, 32]) {
      const limits = { callsInFlight };
      expect(resultOf(await sandbox.run(job(body(callsInFlight), { limits }), echo))).toBe("done");
      const over = await sandbox.run(job(body(callsInFlight + 1), { limits }), echo);
      expect(faultOf(over)).toMatchObject({
        code: "calls_in_flight",
        message: `The program had more than ${callsInFlight} tool calls waiting at the same time.`,
      });
      expect(over.calls.length).toBe(callsInFlight);
    }
    expect(await codeOf(job(body(33)))).toBe("calls_in_flight");
  });

  it.each(["calls", "callsInFlight"])("cannot be caught and gone on from: %s", async (limit) => {
    const body =
      "for (let i = 0; i < 9; i += 1) try { await Promise.all([tools.echo(1), tools.echo(2)]) } catch {} return 'went on'";
    const run = await sandbox.run(job(body, { limits: { [limit]: 1 } }), echo);
    expect(faultOf(run).code).toMatch(/^calls/);
    expect(run.calls.length).toBe(1);
  });

  it.each([
    ["tools.echo(1); return 1", "tools.echo had not answered yet"],
    ["tools.echo(1); tools.echo(2); tools.find(3); return 1", "tools.echo, tools.find had not answered yet"],
    ["[1, 2].forEach(async (n) => { await tools.echo(n) }); return 1", "tools.echo had not answered yet"],
    ["return Promise.race([tools.echo(1), tools.find(2)])", "tools.find had not answered yet"],
    ["return Promise.any([tools.echo(1), tools.find(2)])", "tools.find had not answered yet"],
    [
      "await Promise.all([tools.echo(1), Promise.reject(1)]).catch(() => 1); return 1",
      "tools.echo had not answered yet",
    ],
    [
      "const late = async () => { for (let i = 0; i < 50; i += 1) await null; await tools.find(1) }; late(); return 1",
      "called tools.find after it had returned",
    ],
  ])("refuse a call that nobody awaits: %s", async (body, reason) => {
    const { code, message } = faultOf(await sandbox.run(job(body), echo));
    expect({ code, message }).toEqual({ code: "unawaited_call", message: expect.stringContaining(reason) });
    expect(message).toContain("Await every call.");
  });

  it("let a program wait for the loser of a race", async () => {
    const body =
      "const all = [tools.echo(1), tools.find(2)]; const first = await Promise.race(all); await Promise.all(all); return first";
    expect(resultOf(await sandbox.run(job(body), echo))).toBe(1);
  });
});

describe("sizes", () => {
  const oversized: readonly (readonly [Partial<Limits>, string, string])[] = [
    [{ resultChars: 100 }, "return 'x'.repeat(99)", "The result is 101 characters long; at most 100 are allowed."],
    [
      { argumentChars: 100 },
      "await tools.echo('x'.repeat(99))",
      "The argument of a call is 101 characters long; at most 100 are allowed.",
    ],
    [
      { argumentCharsInAll: 100 },
      "for (let i = 0; i < 3; i += 1) await tools.echo('x'.repeat(40))",
      "The arguments of all calls are more than 100 characters long.",
    ],
    [
      { answerChars: 100 },
      "const parts = await tools.echo(['x'.repeat(60), 'x'.repeat(60)]); return parts.length",
      "The answer of tools.echo is 127 characters long; at most 100 are allowed.",
    ],
    [
      { logChars: 100 },
      "console.log('x'.repeat(99))",
      "A line written to the console is 101 characters long; at most 100 are allowed.",
    ],
    [
      { logChars: 100 },
      "for (;;) console.log('xxxxxxxx')",
      "The program wrote more than 100 characters to the console.",
    ],
  ];
  it.each(oversized)("are refused above %j", async (limits, body, message) => {
    expect(faultOf(await sandbox.run(job(body, { limits }), echo))).toEqual({ code: "too_large", message });
  });

  it.each([
    [{ resultChars: 100 }, "return 'x'.repeat(98)"],
    [{ argumentChars: 100, argumentCharsInAll: 100 }, "await tools.echo('x'.repeat(98))"],
    [{ answerChars: 100 }, "await tools.echo('x'.repeat(98))"],
    [{ logChars: 100 }, "for (let i = 0; i < 10; i += 1) console.log('xxxxxxxx')"],
    [{ resultChars: 2 }, "return ''"],
  ] as const)("are allowed up to %j", async (limits, body) => {
    expect((await sandbox.run(job(body, { limits }), echo)).end.ok).toBe(true);
  });

  it.each([
    ["return 'x'.repeat(2e6)", "too_large"],
    ["return Array.from({ length: 260000 }, () => ({}))", "bad_value"],
    ["await tools.echo('x'.repeat(2e6))", "too_large"],
    ["for (let i = 0; i < 200; i += 1) await tools.echo('x'.repeat(1e5))", "too_large"],
    ["console.log('x'.repeat(1e7))", "too_large"],
    ["for (;;) console.log('x')", "too_large"],
  ])("have defaults: %s", async (body, code) => {
    expect(await codeOf(job(body, { limits: { timeMs: 5_000 } }))).toBe(code);
  });

  it("bound what is said about a thrown error, and do not blame the result for it", async () => {
    const body = "const error = new Error('m'.repeat(2e7)); error.name = 'n'.repeat(2e7); throw error";
    const { code, message } = faultOf(await sandbox.run(job(body, { limits: { resultChars: 2 } }), echo));
    expect(code).toBe("threw");
    expect(message).toMatch(/^n+: m+$/);
    expect(message.length).toBeLessThan(2_200);
  });

  it("bound the message of a tool that fails", async () => {
    const fail = async (): Promise<Answer> => ({ ok: false, message: "x".repeat(5e6) });
    expect(faultOf(await sandbox.run(job("await tools.find({}).catch(() => 1)"), fail)).code).toBe("too_large");
  });
});

describe("the record of limits", () => {
  it("is completed once, on entry", () => {
    expect(withDefaults()).toMatchObject({ timeMs: 1_000, memoryMb: 64, stackKb: 256, calls: 256, callsInFlight: 32 });
    expect(withDefaults({ calls: 3 })).toEqual({ ...withDefaults(), calls: 3 });
  });

  it.each([
    { timeMs: 0 },
    { timeMs: Number.NaN },
    { timeMs: 2 ** 31 },
    { memoryMb: 8 },
    { stackKb: 512 },
    { calls: -1 },
    { callsInFlight: 0 },
    { resultChars: 1 },
  ])("refuses what could not be kept: %j", (limits) => {
    expect(() => withDefaults(limits)).toThrow(RangeError);
  });
});
