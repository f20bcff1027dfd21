import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usdOf } from "#dist/planner/budget.js";
import type { Progress, Proposal } from "#dist/planner/index.js";
import { type Checked, type LoopLimits, type LoopSteps, proposeCheckRepair } from "#dist/planner/loop.js";
import type { Round } from "#dist/planner/round.js";
import { widthOf } from "#dist/planner/width.js";

// Several candidates at a time, mending or starting anew, and budgets, on the same toy as the loop: programs are words.

const one = { llmCalls: 1, inputTokens: 10, outputTokens: 2 };
const word = (source: string): Proposal => ({ kind: "program", source, usage: one });
const check = async (source: string): Promise<Checked<string, string>> =>
  source === "good" ? { kind: "passed", verdict: "fine" } : { kind: "rejected", verdict: source };

function limits(given: Partial<LoopLimits> = {}): LoopLimits {
  return { repairs: 3, signal: undefined, onProgress: () => {}, clock: () => 0, ...given };
}

/** Proposes by the round, and notes the rounds. */
function says(words: (round: Round, rejected: readonly string[]) => string) {
  const rounds: Round[] = [];
  const steps: LoopSteps<string, string> = {
    propose: async (rejected, round) => {
      rounds.push(round);
      return word(words(round, rejected));
    },
    check,
  };
  return { steps, rounds };
}

describe("candidates", () => {
  it("are asked for together, and the first that passes wins", async () => {
    const { steps, rounds } = says(({ candidate }) => (candidate === 1 ? "good" : `bad ${candidate}`));
    const { end, usage } = await proposeCheckRepair(steps, limits({ width: { kind: "constant", k: 3 } }));
    expect(end).toEqual({ kind: "passed", verdict: "fine" });
    expect(rounds.map(({ candidate, of }) => [candidate, of])).toEqual([0, 1, 2].map((index) => [index, 3]));
    expect(usage.llmCalls).toBe(3);
  });

  it("are left when one has passed, and what they cost by then counts", async () => {
    let left = 0;
    const steps: LoopSteps<string, string> = {
      check,
      propose: (_, { candidate }, signal) =>
        candidate === 0
          ? Promise.resolve(word("good"))
          : new Promise((resolve) => {
              signal?.addEventListener("abort", () => {
                left++;
                resolve({ kind: "abstain", missing: [{ kind: "planner", message: "Stopped." }], usage: one });
              });
            }),
    };
    const { end, usage } = await proposeCheckRepair(steps, limits({ width: { kind: "constant", k: 4 } }));
    expect(end.kind).toBe("passed");
    expect([left, usage.llmCalls]).toEqual([3, 4]);
  });

  it("that all fail leave the one of most merit to be mended", async () => {
    const seen: (readonly string[])[] = [];
    const { steps } = says(({ candidate }, rejected) => {
      seen.push(rejected);
      return rejected.length > 0 ? "good" : "x".repeat(candidate + 1);
    });
    await proposeCheckRepair(
      { ...steps, merit: ({ length }) => length },
      limits({ width: { kind: "constant", k: 2 } }),
    );
    expect(seen.at(-1)).toEqual(["xx"]);
  });

  it("abstain together only", async () => {
    const missing = [{ kind: "value", message: "Which?" }] as const;
    const steps: LoopSteps<string, string> = {
      check,
      propose: async (_, { candidate }) =>
        candidate === 0 ? { kind: "abstain", missing, usage: one } : word(candidate === 1 ? "bad" : "good"),
    };
    const of = (k: number) => proposeCheckRepair(steps, limits({ width: { kind: "constant", k }, repairs: 0 }));
    expect((await of(1)).end).toEqual({ kind: "abstain", missing });
    expect((await of(2)).end).toEqual({ kind: "rejected", verdict: "bad" });
    expect((await of(3)).end.kind).toBe("passed");
  });

  it("come as many as the width says", () => {
    const widths = (width: Parameters<typeof widthOf>[0], regime: "high" | "medium" | "critical") =>
      [0, 1, 2, 3].map((round) => widthOf(width, { round, regime }));
    expect(widths({ kind: "constant", k: 3 }, "high")).toEqual([3, 3, 3, 3]);
    expect(widths({ kind: "descending", from: 5, to: 1, over: 3 }, "high")).toEqual([5, 3, 1, 1]);
    expect(widths({ kind: "auto" }, "high")).toEqual([1, 3, 3, 3]);
    expect(widths({ kind: "auto" }, "medium")).toEqual([1, 2, 2, 2]);
    expect(widths({ kind: "auto" }, "critical")).toEqual([1, 1, 1, 1]);
  });
});

describe("mending and starting anew", () => {
  const repairs = (words: readonly string[], kind: (word: string) => string) => {
    const { steps, rounds } = says((_, rejected) => words[rejected.length] ?? "last");
    const result = proposeCheckRepair({ ...steps, kind }, limits({ repairs: 4 }));
    return result.then(() => rounds.map(({ mends }) => mends));
  };

  it("mends while the problems differ", async () => {
    expect(await repairs(["a", "b", "c", "good"], (word) => word)).toEqual([0, 1, 2, 3]);
  });

  it("starts anew when mending meets the same kind of problem twice", async () => {
    expect(await repairs(["a1", "a2", "b", "c", "good"], (word) => word[0] ?? "")).toEqual([0, 1, 0, 1, 2]);
  });

  it("starts anew when what is left is less than the last round took", async () => {
    const { steps, rounds } = says((_, rejected) => `bad ${rejected.length}`);
    await proposeCheckRepair(steps, limits({ budget: { tokens: 30 } }));
    expect(rounds.map(({ mends }) => mends)).toEqual([0, 1, 0]);
  });
});

describe("a budget", () => {
  it.each([
    [{ calls: 2 }, 2],
    [{ tokens: 13 }, 2],
    [{ usd: 0.25 }, 3],
    [{}, 4],
  ] as const)("of %j ends the loop after %s calls, with the last rejection", async (budget, calls) => {
    const { steps } = says((_, rejected) => `bad ${rejected.length}`);
    const { end, usage } = await proposeCheckRepair(steps, limits({ budget, prices: { perCall: 0.1 } }));
    expect(usage.llmCalls).toBe(calls);
    expect(end.kind).toBe("rejected");
  });

  it("of nothing allows nothing, and says so", async () => {
    const { steps, rounds } = says(() => "good");
    const { end } = await proposeCheckRepair(steps, limits({ budget: { calls: 0 } }));
    expect(end).toEqual({ kind: "stopped", spent: "calls" });
    expect(rounds).toEqual([]);
  });

  it("of seconds ends what is under way", async () => {
    const steps: LoopSteps<string, string> = { propose: () => new Promise(() => {}), check };
    const { end } = await proposeCheckRepair(
      steps,
      limits({ budget: { seconds: 0.02 }, clock: () => performance.now() }),
    );
    expect(end).toEqual({ kind: "stopped", spent: "seconds" });
  });

  it("is told to the proposer, which asks before each further call", async () => {
    const mayAsk: (boolean | undefined)[] = [];
    const { steps, rounds } = says((round, rejected) => {
      mayAsk.push(round.mayAsk?.(one));
      return `bad ${rejected.length}`;
    });
    await proposeCheckRepair(steps, limits({ budget: { calls: 2 } }));
    expect(mayAsk).toEqual([true, false]);
    expect(rounds.map(({ left }) => left)).toEqual([
      [{ what: "calls", used: 0, of: 2 }],
      [{ what: "calls", used: 1, of: 2 }],
    ]);
  });

  it("is kept whatever is asked for", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.integer({ min: 1, max: 4 }), fc.nat(6), async (calls, k, repairs) => {
        let count = 0;
        const { steps } = says(() => `bad ${count++}`);
        const width = { kind: "constant", k } as const;
        const { usage } = await proposeCheckRepair(steps, limits({ budget: { calls }, width, repairs }));
        expect(usage.llmCalls).toBeLessThanOrEqual(calls);
      }),
    );
  });

  it("is shared by what is asked for at the same time", async () => {
    let calls = 0;
    const steps: LoopSteps<string, string> = {
      check,
      propose: async (_, round) => {
        let own = 0;
        do {
          own++;
          calls++;
          await Promise.resolve();
        } while (own < 3 && round.mayAsk?.({ ...one, llmCalls: own }) === true);
        return {
          kind: "abstain",
          missing: [{ kind: "planner", message: "Nothing." }],
          usage: { ...one, llmCalls: own },
        };
      },
    };
    const width = { kind: "constant", k: 3 } as const;
    expect((await proposeCheckRepair(steps, limits({ budget: { calls: 5 }, width }))).usage.llmCalls).toBe(5);
    expect(calls).toBe(5);
  });

  it("gives out requests one by one, and those that it gave to no other", async () => {
    const given: boolean[] = [];
    const { steps } = says((round) => {
      given.push(round.mayCall?.(2) ?? false, round.mayCall?.(1) ?? false);
      return "good";
    });
    await proposeCheckRepair(steps, limits({ budget: { calls: 4 } }));
    await proposeCheckRepair(steps, limits({ budget: { calls: 3 }, width: { kind: "constant", k: 2 } }));
    expect(given).toEqual([true, true, false, true, false, false]);
  });

  it("counts the unified cost: tokens and calls by their prices", () => {
    const usage = { llmCalls: 3, inputTokens: 2_000_000, outputTokens: 500_000 };
    expect(usdOf(usage, { inputPerMillion: 0.5, outputPerMillion: 2, perCall: 0.01 })).toBeCloseTo(1 + 1 + 0.03);
    expect(usdOf(usage, {})).toBe(0);
  });
});

it("tells how far each candidate is", async () => {
  const events: Progress[] = [];
  const steps: LoopSteps<string, string> = {
    check,
    propose: async (_, round) => {
      round.onText?.(7);
      return word("good");
    },
  };
  await proposeCheckRepair(steps, limits({ onProgress: (event) => events.push(event) }));
  expect(events).toContainEqual({ step: "writing", candidate: 0, of: 1, characters: 7 });
});
