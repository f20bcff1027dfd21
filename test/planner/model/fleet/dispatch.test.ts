import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose, type Standing, type Wish } from "#dist/planner/model/fleet/dispatch.js";
import { restAfter } from "#dist/planner/model/fleet/rest.js";

const idle: Standing = { inFlight: 0, urgent: 0, slots: 4 };
const wish: Wish = { now: 100, latest: 1_000, isUrgent: true, failed: new Set(), isRepeat: false, turn: 0 };
const to = (standings: readonly Standing[], more: Partial<Wish> = {}) => choose(standings, { ...wish, ...more });
const go = (index: number) => ({ kind: "go", to: index });
const busy = (inFlight: number): Standing => ({ ...idle, inFlight });
const free = (freeness: number, waiting = 0) => ({ freeness, waiting });

describe("who gets a question", () => {
  it("is whoever has the fewest of ours, and of equals the freest", () => {
    expect(to([busy(2), busy(1), busy(3)])).toEqual(go(1));
    expect(
      to([
        { ...idle, load: free(10) },
        { ...idle, load: free(900) },
        { ...busy(1), load: free(5_000) },
      ]),
    ).toEqual(go(1));
  });

  it("goes round where nothing tells them apart, or one of them says nothing of its load", () => {
    expect([0, 1, 2].map((turn) => to([idle, idle, idle], { turn }))).toEqual([go(0), go(1), go(2)]);
    expect(to([idle, { ...idle, load: free(900) }], { turn: 0 })).toEqual(go(0));
  });

  it("is who has read the beginning of it, until moving pays", () => {
    const homes = new Set([0]);
    expect(to([busy(3), busy(0)], { homes })).toEqual(go(0));
    const roomy = { ...busy(4), slots: 8 };
    expect(to([roomy, busy(0)], { homes })).toEqual(go(1));
    expect(
      to(
        [
          { ...busy(1), load: free(5, 3) },
          { ...idle, load: free(5) },
        ],
        { homes },
      ),
    ).toEqual(go(1));
    expect(to([busy(1), busy(0)], { homes, failed: new Set([0]) })).toEqual(go(1));
  });

  it("waits for a slot where all are taken; what is spare leaves one for what is not", () => {
    expect(to([busy(4), busy(4)])).toEqual({ kind: "wait", until: undefined });
    expect(to([busy(4), busy(3)], { isUrgent: false })).toEqual({ kind: "wait", until: undefined });
    expect(to([busy(4), busy(3)])).toEqual(go(1));
    expect(to([busy(4), { ...busy(3), urgent: 1 }], { isUrgent: false })).toEqual(go(1));
    expect(to([{ ...idle, slots: 1 }], { isUrgent: false })).toEqual(go(0));
  });
});

describe("a server that failed", () => {
  const rests = (until: number, asked = false): Standing => ({ ...idle, rest: { until, asked } });

  it("rests while others are awake, and is asked again after that", () => {
    expect(to([rests(101), busy(3)])).toEqual(go(1));
    expect(to([rests(100), busy(3)])).toEqual(go(0));
  });

  it("is woken early where all rest, if the rest was our guess and it did not fail this very question", () => {
    expect(to([rests(300), rests(200)])).toEqual(go(1));
    expect(to([rests(300), rests(200)], { isRepeat: true })).toEqual({ kind: "wait", until: 200 });
    expect(to([rests(300, true), rests(200, true)])).toEqual({ kind: "wait", until: 200 });
    expect(to([rests(5_000, true), rests(4_000, true)])).toEqual({ kind: "none" });
  });

  it("is not asked the same twice, and with none left there is none", () => {
    expect(to([idle, busy(3)], { failed: new Set([0]) })).toEqual(go(1));
    expect(to([idle, idle], { failed: new Set([0, 1]) })).toEqual({ kind: "none" });
  });

  it("rests as long as it asked, at most an hour; else longer from time to time, and longest where a person has to act", () => {
    const year = 365 * 24 * 3_600_000;
    expect(restAfter({ code: "model_busy", retryAfterMs: year }, 1)).toEqual({ ms: 3_600_000, asked: true });
    expect([1, 2, 3, 20].map((times) => restAfter({ code: "model_broken" }, times)?.ms)).toEqual([
      500, 1_000, 2_000, 30_000,
    ]);
    expect(restAfter({ code: "model_key" }, 1)).toEqual({ ms: 60_000, asked: false });
    expect(restAfter({ code: "model_refuses_request" }, 1)).toBeUndefined();
  });
});

describe("laws of the choice", () => {
  const standing: fc.Arbitrary<Standing> = fc
    .record({
      slots: fc.integer({ min: 1, max: 4 }),
      taken: fc.integer({ min: 0, max: 4 }),
      urgent: fc.integer({ min: 0, max: 4 }),
      rest: fc.option(fc.record({ until: fc.integer({ min: 0, max: 300 }), asked: fc.boolean() }), { nil: undefined }),
      load: fc.option(fc.record({ waiting: fc.nat(3), freeness: fc.integer({ min: -50, max: 50 }) }), {
        nil: undefined,
      }),
    })
    .map(({ slots, taken, urgent, ...more }) => {
      const inFlight = Math.min(taken, slots);
      return { slots, inFlight, urgent: Math.min(urgent, inFlight), ...more };
    });
  const fleet = fc.array(standing, { minLength: 1, maxLength: 5 });
  const indices = fc.uniqueArray(fc.nat(4)).map((all) => new Set(all));
  const wishes = fc.record({
    isUrgent: fc.boolean(),
    isRepeat: fc.boolean(),
    failed: indices,
    homes: indices,
    turn: fc.nat(4),
  });

  it("a place that is given has a free slot, and no server that failed the question gets it again", () => {
    fc.assert(
      fc.property(fleet, wishes, (standings, more) => {
        const choice = to(standings, more);
        if (choice.kind !== "go") return;
        const chosen = standings[choice.to];
        expect(chosen && chosen.inFlight < chosen.slots).toBe(true);
        expect(more.failed.has(choice.to)).toBe(false);
      }),
    );
  });

  it("whoever waits is told a time, or some request will end", () => {
    fc.assert(
      fc.property(fleet, wishes, (standings, more) => {
        const choice = to(standings, more);
        if (choice.kind !== "wait") return;
        const underWay = standings.some(({ inFlight }) => inFlight > 0);
        expect(choice.until !== undefined || underWay).toBe(true);
      }),
    );
  });
});
