import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type Job } from "#dist/sandbox/index.js";
import { echo, faultOf, job, module, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 2 });
afterAll(() => sandbox.close());

describe("what one run leaves", () => {
  /** Tries to leave a note in every place it can think of, and reads what is there. */
  const notes = `
    const found = [];
    const note = (read, write) => { try { found.push(read() ?? null) } catch { found.push(null) } try { write() } catch {} };
    export let kept = 0; kept += 1; found.push(kept === 1 ? null : kept);
    for (const target of [[].values().constructor, Object, Array.prototype, [].map, Math, JSON, console, console.log, tools, tools.echo, Promise.prototype.then, Symbol.prototype,
      (() => {}).constructor, Object.getPrototypeOf(async () => {}), Object.getPrototypeOf([].values().map((x) => x)), Object.getPrototypeOf(1n)]) {
      note(() => target.note, () => { target.note = 1 });
      note(() => target[Symbol.for("note")], () => { target[Symbol.for("note")] = 1 });
    }
    note(() => Object.getOwnPropertyDescriptor(Math.max, "name").value === "max" ? null : 1, () => Object.defineProperty(Math.max, "name", { value: "note" }));
    const template = (parts) => parts; found.push(template\`x\`.note ?? null);
    export default async () => {
      const random = Math.random();
      const answer = await tools.echo({ random });
      Promise.resolve().then(() => {}).then(() => {});
      return { found, answer };
    }`;

  it("is not there for the next run, on the same thread or another", async () => {
    const runs = [];
    for (let round = 0; round < 6; round += 1) runs.push(await sandbox.run(module(notes), echo));
    const { found } = resultOf(runs[0] ?? (await sandbox.run(module(notes), echo))) as { found: unknown[] };
    expect(found.every((note) => note === null)).toBe(true);
    for (const run of runs) expect(run).toStrictEqual(runs[0]);
  });

  it("is not there for the next world, which shares its context", async () => {
    const [answer] = [{ ok: true, value: 1 }] as const;
    const runs = await sandbox.runWorlds(module(notes), Array(120).fill({ answers: [[answer], []] }));
    expect(runs.length).toBe(120);
    for (const run of runs) expect(run).toStrictEqual(runs[0]);
    const first = runs[0] === undefined ? undefined : resultOf(runs[0]);
    expect((first as { found: unknown[] }).found.every((note) => note === null)).toBe(true);
  });

  it("is not there after a thread was killed in the middle of it", async () => {
    const alone = createSandbox({ threads: 1 });
    const before = await alone.run(module(notes), echo);
    const stuck = job("for (;;) 'x'.repeat(1e5)", { limits: { timeMs: 50 } });
    expect(faultOf(await alone.run(stuck, echo)).code).toBe("time");
    expect(await alone.run(module(notes), echo)).toStrictEqual(before);
    await alone.close();
  });

  it("does not add up", async () => {
    const rounds = async (count: number) => {
      for (let round = 0; round < count; round += 1) {
        const body =
          "const kept = Array.from({ length: 1e4 }, (_, i) => ({ i })); return (await tools.echo(kept.length)) + 1";
        expect(resultOf(await sandbox.run(job(body), echo))).toBe(10_001);
      }
      return process.memoryUsage().rss;
    };
    const warm = await rounds(60);
    expect((await rounds(300)) - warm).toBeLessThan(150 * 2 ** 20);
  });
});

describe("equal jobs", () => {
  it("are equal runs, however they end", async () => {
    const bodies = [
      "const all = await Promise.all([3, 1, 2].map((n) => tools.echo({ n, r: Math.random() }))); console.log(all, new Date()); return all",
      "await tools.echo(1); throw new TypeError('x' + Math.random())",
      "tools.echo(1); return 1",
      "for (;;) await tools.echo(Math.random())",
      "await Promise.all(Array.from({ length: 40 }, (_, i) => tools.echo(i)))",
      "const [a] = await Promise.all([tools.echo(1).then(() => tools.echo(2)), tools.echo(3)]); throw a",
      "return { a: NaN }",
      "const deep = () => deep(); deep()",
    ];
    for (const body of bodies) {
      const [one, other] = await Promise.all([sandbox.run(job(body), echo), sandbox.run(job(body), echo)]);
      expect(one).toStrictEqual(other);
    }
  });
});

describe("jobs at the same time", () => {
  it("do not mix", async () => {
    const body = `
      let sum = 0;
      for (let i = 0; i < 10; i += 1) { const { mine } = await tools.echo({ mine: input.mine }); if (mine !== input.mine) throw new Error("mixed"); sum += mine; console.log(mine) }
      return [sum, Math.random(), Date.now()]`;
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const asked = (mine: number): Job => job(body, { input: { mine }, seed: mine, clock: mine });
    const alone = new Map<number, unknown>();
    for (const mine of [0, 1, 2]) alone.set(mine, await sandbox.run(asked(mine), echo));
    const together = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        sandbox.run(asked(index % 3), async (call) => {
          await wait((index + call.id) % 3);
          return echo(call);
        }),
      ),
    );
    for (const [index, run] of together.entries()) expect(run).toStrictEqual(alone.get(index % 3));
  });

  it("go on while another has to be killed", async () => {
    const hostile = Array.from({ length: 3 }, () =>
      sandbox.run(job("for (;;) 'x'.repeat(1e5)", { limits: { timeMs: 100 } }), echo),
    );
    const plain = Array.from({ length: 10 }, (_, n) => sandbox.run(job(`return (await tools.echo(${n})) * 2`), echo));
    expect((await Promise.all(hostile)).map((run) => faultOf(run).code)).toEqual(["time", "time", "time"]);
    expect((await Promise.all(plain)).map(resultOf)).toEqual(Array.from({ length: 10 }, (_, n) => n * 2));
  });

  it("wait for a thread without losing time of their own", async () => {
    const limits = { timeMs: 400 };
    const slow = () =>
      new Promise<{ ok: true; value: number }>((resolve) => setTimeout(() => resolve({ ok: true, value: 1 }), 150));
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => sandbox.run(job("return tools.find(1)", { limits }), slow)),
    );
    expect(runs.map(resultOf)).toEqual(Array(8).fill(1));
  });
});
