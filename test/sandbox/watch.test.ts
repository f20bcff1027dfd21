import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, type Call, createSandbox } from "#dist/sandbox/index.js";
import { echo, faultOf, job, resultOf } from "../support/sandbox.js";

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

/** Follow-ups whose order shows which answer came first. */
const race = `const after = (word) => tools.find({ word }).then(() => tools.echo({ word }));
  await Promise.all([after("a"), after("b")]);`;

describe("whoever answers", () => {
  it("hears when the program waits, and after how many answers", async () => {
    const heard: number[] = [];
    const run = await sandbox.run(job(race), echo, { onQuiet: (answers) => heard.push(answers) });
    expect(run.end.ok).toBe(true);
    expect(heard).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ["ab", ["a", "b"]],
    ["ba", ["b", "a"]],
  ])("decides by the order %s of answers which call comes next", async (_, order) => {
    const waiting = new Map<unknown, () => void>();
    const answer = (call: Call) =>
      new Promise<Answer>((resolve) => {
        const give = () => resolve({ ok: true, value: 1 });
        if (call.fn === 0) give();
        else waiting.set(JSON.stringify(call.args), give);
      });
    let given = 0;
    const onQuiet = () => waiting.get(JSON.stringify({ word: order[given++] }))?.();
    const { calls } = await sandbox.run(job(race), answer, { onQuiet });
    expect(calls.slice(2).map(({ args }) => args)).toEqual(order.map((word) => ({ word })));
  });
});

describe("a run can be stopped from outside", () => {
  const never = () => new Promise<Answer>(() => {});

  it("while it waits for an answer", async () => {
    const stop = new AbortController();
    const run = await sandbox.run(job("return tools.find({});"), never, {
      signal: stop.signal,
      onQuiet: () => stop.abort(),
    });
    expect(faultOf(run).code).toBe("stopped");
    expect(run.calls).toHaveLength(1);
  });

  it("while it computes, and the sandbox goes on", async () => {
    const stop = new AbortController();
    const running = sandbox.run(job("for (;;) 'x'.repeat(1e4);", { limits: { timeMs: 60_000 } }), never, stop);
    await pause(50);
    stop.abort();
    expect(faultOf(await running).code).toBe("stopped");
    expect(resultOf(await sandbox.run(job("return 1;"), echo))).toBe(1);
  });

  it("before it began", async () => {
    const run = await sandbox.run(job("return tools.find({});"), never, { signal: AbortSignal.abort() });
    expect(faultOf(run).code).toBe("stopped");
  });
});
