import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Gate } from "#dist/executor/run/gate.js";
import { type CallRates, type CallWidth, sizingOf } from "#dist/executor/width.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Job {
  readonly server?: string;
  readonly ms: number;
  readonly well?: boolean;
}

/** When each job began and ended, on the virtual clock, when all come at once. */
async function played(jobs: readonly Job[], { width = 3 as CallWidth, rates = {} as CallRates } = {}) {
  const gate = new Gate({ sizing: sizingOf(width, 32), rates, clock: () => Date.now() });
  const start = Date.now();
  const running = jobs.map(async ({ server = "s", ms, well = true }) => {
    await gate.enter(server);
    const began = Date.now() - start;
    await new Promise((done) => setTimeout(done, ms));
    gate.leave();
    gate.learn(well);
    return { began, ended: Date.now() - start };
  });
  await vi.runAllTimersAsync();
  return Promise.all(running);
}

/** The makespan of list scheduling: each job goes to the machine that is free first. */
function listScheduled(jobs: readonly Job[], machines: number): number {
  const free = Array.from({ length: machines }, () => 0);
  for (const { ms } of jobs) {
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + ms;
  }
  return Math.max(...free);
}

const jobs = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 40 });

test("law: calls end when list scheduling ends, for widths 1, 3 and 8", async () => {
  await fc.assert(
    fc.asyncProperty(jobs, fc.constantFrom(1, 3, 8), async (all, width) => {
      const seen = await played(all, { width });
      expect(Math.max(...seen.map(({ ended }) => ended))).toBe(listScheduled(all, width));
    }),
  );
});

test("law: no window of a rate's length has more calls than it allows, and other servers do not wait", async () => {
  await fc.assert(
    fc.asyncProperty(
      jobs,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 50, max: 2_000 }),
      async (all, calls, perMs) => {
        const slow = all.map((job) => ({ ...job, server: "slow" }));
        const seen = await played([...slow, { server: "other", ms: 1 }], {
          width: 100,
          rates: { slow: { calls, perMs } },
        });
        const begins = seen.slice(0, -1).map(({ began }) => began);
        for (const begin of begins) {
          expect(begins.filter((other) => other >= begin && other < begin + perMs).length).toBeLessThanOrEqual(calls);
        }
        expect(seen.at(-1)?.began).toBe(0);
        expect(Math.max(...begins)).toBe(Math.floor((all.length - 1) / calls) * perMs);
      },
    ),
  );
});

describe("widths", () => {
  const most = (seen: readonly { began: number; ended: number }[], from: number, to: number) =>
    Math.max(
      ...seen
        .slice(from, to)
        .map((one) => seen.filter(({ began, ended }) => began <= one.began && ended > one.began).length),
    );
  const same = Array.from({ length: 60 }, () => ({ ms: 100 }));

  test("descending begins wide and ends narrow", async () => {
    const seen = await played(same, { width: { kind: "descending", from: 6, to: 2, over: 20 } });
    expect([most(seen, 0, 6), most(seen, 50, 60)]).toEqual([6, 2]);
  });

  test("auto widens while all goes well, and narrows when it does not", async () => {
    const well = await played(same, { width: { kind: "auto" } });
    expect(most(well, 0, 4)).toBe(4);
    expect(most(well, 40, 60)).toBeGreaterThan(6);
    const strained = await played(
      same.map((job) => ({ ...job, well: false })),
      { width: { kind: "auto" } },
    );
    expect(most(strained, 20, 60)).toBe(1);
  });
});

test("opened, it lets everybody through at once", async () => {
  const gate = new Gate({
    sizing: sizingOf(1, 32),
    rates: { s: { calls: 1, perMs: 3_600_000 } },
    clock: () => Date.now(),
  });
  const through: number[] = [];
  const all = [0, 1, 2].map(async (index) => {
    await gate.enter("s");
    through.push(index);
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(through).toEqual([0]);
  gate.open();
  await Promise.all(all);
  expect(through).toEqual([0, 1, 2]);
});
