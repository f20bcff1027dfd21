import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "#dist/executor/index.js";
import { axisOf, durationWords, placeOn, type Timeline, timelineOf } from "#dist/report/timeline.js";

const made = { tool: "a/b", args: {}, hash: "" };
const begin = (call: number, at: number): Entry => ({ kind: "begin", call, at, key: "k", ...made });
const ask = (call: number, at: number): Entry => ({ kind: "ask", call, at, about: "approval", ...made });
const ok = (call: number, at: number): Entry => ({ kind: "ok", call, at, value: null });

test("a journal is a row for each call, with what was made, asked and lost", () => {
  const day = 86_400_000;
  const timeline = timelineOf([
    begin(1, 0),
    ok(1, 100),
    ask(2, 110),
    { kind: "answer", call: 2, at: 110 + day, answer: { say: "approve" } },
    begin(2, 120 + day),
    { kind: "err", call: 2, at: 220 + day, message: "no" },
    ask(3, 230 + day),
    { kind: "answer", call: 3, at: 240 + day, answer: { say: "deny" } },
    { kind: "err", call: 3, at: 241 + day, message: "denied" },
    begin(4, 250 + day),
  ]);
  expect(timeline?.rows.map(({ spans }) => spans.map(({ kind, end }) => [kind, end]))).toEqual([
    [["made", "ok"]],
    [
      ["asked", "approved"],
      ["made", "failed"],
    ],
    [["asked", "denied"]],
    [["lost", undefined]],
  ]);
});

test("no call, no timeline", () => {
  expect(timelineOf([{ kind: "end", at: 1, end: { outcome: "done", value: null } }])).toBeUndefined();
});

describe("the time axis", () => {
  const spans = fc.array(
    fc.record({ from: fc.nat(1e6), took: fc.nat(1e4), kind: fc.constantFrom("made" as const, "asked" as const) }),
    { minLength: 1, maxLength: 8 },
  );

  test("keeps the order of all moments, and everything on it", () => {
    fc.assert(
      fc.property(spans, (list) => {
        const rows = list.map(({ from, took, kind }, call) => ({
          call,
          tool: "t",
          spans: [{ kind, from, to: from + took }],
        }));
        const moments = list.flatMap(({ from, took }) => [from, from + took]).sort((a, b) => a - b);
        const timeline: Timeline = { from: moments[0] ?? 0, to: moments.at(-1) ?? 0, rows };
        const axis = axisOf(timeline);
        const places = moments.map((at) => placeOn(axis, at));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        for (const place of places) expect(place).toBeGreaterThanOrEqual(0);
        expect(places.at(-1) ?? 1).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test("cuts a weekend of waiting, and leaves work to one scale", () => {
    const rows = [
      { call: 1, tool: "t", spans: [{ kind: "made" as const, from: 0, to: 100, end: "ok" as const }] },
      { call: 2, tool: "t", spans: [{ kind: "asked" as const, from: 100, to: 2e8 }] },
      { call: 3, tool: "t", spans: [{ kind: "made" as const, from: 2e8, to: 2e8 + 200, end: "ok" as const }] },
    ];
    const axis = axisOf({ from: 0, to: 2e8 + 200, rows });
    expect(axis.map(({ cut }) => cut)).toEqual([false, true, false]);
    const [first, wait, last] = axis.map(({ start, end }) => end - start);
    expect((last ?? 0) / (first ?? 1)).toBeCloseTo(2);
    expect(wait).toBeCloseTo(60 / 360);
  });
});

test.each([
  [12, "12 ms"],
  [1_500, "1.5 s"],
  [120_000, "2 min"],
  [5_400_000, "1.5 h"],
  [172_800_000, "2.0 days"],
])("%d ms are %s", (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});
