import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, type Call, createSandbox, type Run, type ScriptedWorld } from "#dist/sandbox/index.js";
import { canonicalJson } from "#dist/toolspecs/index.js";
import { json } from "../support/json.js";
import { faultOf, job, module, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 2 });
afterAll(() => sandbox.close());

const value = (given: Extract<Answer, { ok: true }>["value"]): Answer => ({ ok: true, value: given });

describe("a world", () => {
  it("gives the n-th different arguments the n-th answer, and starts over", async () => {
    const body = `const seen = []; for (const args of [{ a: 1, b: 2 }, { b: 2, a: 1 }, 2, { a: 1, b: 2 }, 3, 4, 2]) seen.push(await tools.echo(args)); return seen;`;
    const [run] = await sandbox.runWorlds(job(body), [{ answers: [[value("x"), value("y"), value("z")], []] }]);
    expect(run && resultOf(run)).toEqual(["x", "x", "y", "x", "z", "x", "y"]);
  });

  it("counts each tool for itself, and fails where it has no answer", async () => {
    const body = "return [await tools.echo(1), await tools.find(1).catch((error) => error.message)]";
    const worlds: ScriptedWorld[] = [
      { answers: [[value("x")], [value("y")]] },
      { answers: [[value("x")], []] },
      { answers: [[value("x")]] },
    ];
    const runs = await sandbox.runWorlds(job(body), worlds);
    expect(runs.map(resultOf)).toEqual([
      ["x", "y"],
      ["x", "This world has no answer for the tool."],
      ["x", "This world has no answer for the tool."],
    ]);
    expect(runs[1]?.calls[1]).toStrictEqual({
      id: 1,
      fn: 1,
      args: 1,
      after: 1,
      answer: { ok: false, message: "This world has no answer for the tool." },
    });
  });

  it("knows how many calls had been answered when one was made", async () => {
    const body =
      "await tools.echo(1); await Promise.all([tools.echo(2), tools.find(3)]); await tools.echo(4); return 1";
    const [run] = await sandbox.runWorlds(job(body), [{ answers: [[value("x")], [value("y")]] }]);
    expect(run?.calls.map(({ after }) => after)).toEqual([0, 1, 1, 3]);
  });

  it("keeps its answers to itself", async () => {
    const worlds = Array.from({ length: 60 }, (_, n) => ({ answers: [[value({ n })]] }));
    const runs = await sandbox.runWorlds(job("const { n } = await tools.echo({}); console.log(n); return n"), worlds);
    expect(runs.map(resultOf)).toEqual(worlds.map((_, n) => n));
    expect(runs.map(({ logs }) => logs)).toEqual(worlds.map((_, n) => [String(n)]));
  });

  it("repeats of the arguments what it is told to, in what the program sees and in what is told of it", async () => {
    const body =
      "const { id, list, own } = await tools.echo({ id: 7, kind: 'b', own: 1, gone: 2 }); return [id, list, own];";
    const answer = { id: 1, list: [{ kind: "a" }, { kind: null }, {}, -0], own: "text" };
    const at = (...steps: string[]) => ({ argument: steps.at(-1) ?? "", at: steps });
    const echoes = [
      [at("id"), at("list", "[]", "kind"), at("own"), at("gone"), { argument: "toString", at: ["id"] }],
      [],
    ];
    const [run] = await sandbox.runWorlds(job(body), [{ answers: [[value(answer)], []], echoes }]);
    // Only in place of something of its kind.
    const list = [{ kind: "b" }, { kind: null }, {}, -0];
    expect(run && resultOf(run)).toEqual([7, list, "text"]);
    expect(run?.calls[0]?.answer).toEqual(value({ id: 7, list, own: "text" }));
  });

  it("forgets what was answered before, where a call changes it", async () => {
    const body = `const read = () => tools.echo({ id: 1 }); const seen = [await read(), await read()];
      await tools.find({}); seen.push(await read(), await read()); return seen;`;
    const answers = [[value("old"), value("new")], [value("done")]];
    const [same, changed] = await sandbox.runWorlds(job(body), [{ answers }, { answers, forgets: [[], [0]] }]);
    expect(same && resultOf(same)).toEqual(["old", "old", "old", "old"]);
    expect(changed && resultOf(changed)).toEqual(["old", "old", "new", "new"]);
  });

  it("lets the n-th call of a function fail, or all from there on", async () => {
    const body = `const seen = []; for (const n of [1, 2, 3, 4]) seen.push(await tools.echo(n).catch((error) => error.name + ": " + error.message)); return seen;`;
    const fails = (nth: number, lasting: boolean): ScriptedWorld => ({
      answers: [[value("x")]],
      failure: { fn: 0, nth, lasting, message: "down" },
    });
    const runs = await sandbox.runWorlds(job(body), [fails(1, false), fails(2, true)]);
    expect(runs.map(resultOf)).toEqual([
      ["x", "ToolError: down", "x", "x"],
      ["x", "x", "ToolError: down", "ToolError: down"],
    ]);
    expect(runs[0]?.calls[1]?.answer).toEqual({ ok: false, message: "down" });
  });

  it("in which a tool fails may end badly without ending the others", async () => {
    const failure = { fn: 0, nth: 0, lasting: false, message: "down" };
    const worlds = Array.from({ length: 40 }, (_, n) => ({ answers: [[value(n)]], ...(n % 2 === 0 && { failure }) }));
    const runs = await sandbox.runWorlds(job("return tools.echo({})"), worlds);
    expect(runs.length).toBe(40);
    expect(runs.map(({ end }) => (end.ok ? end.value : end.fault.message))).toEqual(
      worlds.map((_, n) => (n % 2 === 0 ? "ToolError: down" : n)),
    );
  });

  it("leaves nothing of a program that threw to the next", async () => {
    const failure = { fn: 0, nth: 0, lasting: false, message: "down" };
    const body = `const later = tools.find({}).then(() => { for (let n = 0; n < 5; n += 1) Promise.resolve().then(() => tools.find({ n })); });
      await tools.echo({}); await later; return 1;`;
    const worlds = [{ answers: [[value(0)], [value(1)]], failure }, { answers: [[value(0)], [value(1)]] }];
    const runs = await sandbox.runWorlds(job(body), worlds);
    expect(runs[0] && faultOf(runs[0]).code).toBe("threw");
    const [alone] = await sandbox.runWorlds(job(body), worlds.slice(1));
    expect(runs[1]).toEqual(alone);
  });

  it("counts the probe afresh", async () => {
    const script =
      "export const hits = [0]; export default async () => { hits[0] += 1; await tools.echo({}); hits[0] += 1 }";
    const runs = await sandbox.runWorlds(module(script, { probe: "hits" }), Array(20).fill({ answers: [[value(1)]] }));
    expect(runs.map(({ probe }) => probe)).toEqual(Array(20).fill([2]));
  });
});

describe("many worlds", () => {
  it("may be none", async () => {
    expect(await sandbox.runWorlds(job("return 1"), [])).toEqual([]);
  });

  it.each([1, 15, 16, 17, 100])("%d of them come back in order", async (count) => {
    const worlds = Array.from({ length: count }, (_, n) => ({ answers: [[value(n)]] }));
    expect((await sandbox.runWorlds(job("return tools.echo({})"), worlds)).map(resultOf)).toEqual(
      worlds.map((_, n) => n),
    );
  });

  it.each([0, 7, 49, 50, 51, 99])("end with the first that does not end well: %d", async (broken) => {
    const worlds = Array.from({ length: 100 }, (_, n) => ({ answers: [[value(n)]] }));
    const runs = await sandbox.runWorlds(
      job(`const n = await tools.echo({}); if (n >= ${broken}) throw new Error("at " + n); return n`),
      worlds,
    );
    expect(runs.length).toBe(broken + 1);
    const last = runs.at(-1);
    expect(last && faultOf(last).message).toBe(`Error: at ${broken}`);
  });

  it("end with the one that had to be killed", async () => {
    const worlds = Array.from({ length: 10 }, (_, n) => ({ answers: [[value(n)]] }));
    const body = "const n = await tools.echo({}); if (n === 3) for (;;) 'x'.repeat(1e5); return n";
    const runs = await sandbox.runWorlds(job(body, { limits: { timeMs: 150 } }), worlds);
    expect(runs.slice(0, 3).map(resultOf)).toEqual([0, 1, 2]);
    expect(runs.slice(3).map((run) => faultOf(run).code)).toEqual(["time"]);
  });

  it("have each the whole of their time", async () => {
    const body = "let n = 0; while (n < 3e5) n += 1; return n";
    const runs = await sandbox.runWorlds(job(body, { limits: { timeMs: 1_000 } }), Array(100).fill({ answers: [] }));
    expect(runs.map(resultOf)).toEqual(Array(100).fill(3e5));
  });

  it("have each the whole of their memory", async () => {
    const body =
      "const kept = []; for (let mb = 0; mb < 20; mb += 1) kept.push('x'.repeat(2 ** 20) + mb); const ring = { kept }; ring.ring = ring; return kept.length";
    const runs = await sandbox.runWorlds(
      job(body, { limits: { memoryMb: 48, timeMs: 5_000 } }),
      Array(12).fill({ answers: [] }),
    );
    expect(runs.map(resultOf)).toEqual(Array(12).fill(20));
  });

  it("cannot fill the host with arguments between them", async () => {
    const body = "const x = 'x'.repeat(9e5); for (let i = 0; i < 4; i += 1) await tools.echo([i, x]); return 1";
    const asked = job(body, { limits: { timeMs: 10_000 } });
    const runs = await sandbox.runWorlds(asked, Array(8).fill({ answers: [[value(1)]] }));
    expect(runs.slice(0, -1).map(resultOf)).toEqual([1, 1, 1, 1]);
    expect(runs.slice(-1).map((run) => faultOf(run).code)).toEqual(["too_large"]);
  });
});

describe("run and runWorlds", () => {
  const programs = [
    "return [await tools.echo(input), await tools.find(input)]",
    "const all = await Promise.allSettled([1, 2, 1].map((n) => tools.echo(n))); return all.map(({ status }) => status)",
    "const seen = []; await Promise.all([tools.echo(1).then((x) => tools.find(x)), tools.find(2)].map((p) => p.then((x) => seen.push(x)))); return seen",
    "for (const n of [1, 2, 3]) { try { console.log(await tools.echo(n)) } catch (error) { console.log(error.name, error.message) } } return Math.random()",
    "const first = await Promise.race([tools.echo(1), tools.find(1)]); return first",
    "const x = await tools.find({}); if (typeof x === 'string') throw new RangeError(x); return x ?? null",
  ];
  const answer: fc.Arbitrary<Answer> = fc.oneof(
    json.map(value),
    fc.string().map((message): Answer => ({ ok: false, message })),
  );
  const world = fc.record({ answers: fc.array(fc.array(answer, { maxLength: 3 }), { minLength: 2, maxLength: 2 }) });

  it("agree on every program and world", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...programs), world, json, async (body, scripted, input) => {
        const asked = job(body, { input });
        const [inWorld] = await sandbox.runWorlds(asked, [scripted]);
        // vitest takes a `constructor` key for a class.
        deepStrictEqual(inWorld && untimed(inWorld), await sandbox.run(asked, hostOf(scripted)));
      }),
    );
  });
});

/** Out there answers come in any order. */
function untimed(run: Run): Run {
  return { ...run, calls: run.calls.map(({ after: _, ...call }) => call) };
}

/** The rule of a scripted world, as a host would play it. */
function hostOf({ answers }: ScriptedWorld): (call: Call) => Promise<Answer> {
  const known = answers.map(() => new Map<string, Answer>());
  return async ({ fn, args }) => {
    const key = canonicalJson(args);
    const given = known[fn];
    const scripted = answers[fn] ?? [];
    const one = given?.get(key) ?? scripted[(given?.size ?? 0) % scripted.length];
    if (one !== undefined) given?.set(key, one);
    return one ?? { ok: false, message: "This world has no answer for the tool." };
  };
}
