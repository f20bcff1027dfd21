import { describe, expect, it } from "vitest";
import type { Progress, Proposal } from "#dist/planner/index.js";
import { type Checked, type LoopLimits, type LoopSteps, proposeCheckRepair } from "#dist/planner/loop.js";

// The loop on a toy: programs are words, a check passes the word "good", and a rejection is a sentence.

const one = { llmCalls: 1, inputTokens: 10, outputTokens: 2 };

function word(source: string): Proposal {
  return { kind: "program", source, usage: one };
}

async function check(source: string): Promise<Checked<string, string>> {
  return source === "good"
    ? { kind: "passed", verdict: "fine" }
    : { kind: "rejected", verdict: `${source} is not good` };
}

/** Proposes the words in order. */
function says(...words: readonly string[]): LoopSteps<string, string> {
  return { propose: async (rejected) => word(words[rejected.length] ?? "nothing left"), check };
}

function limits(given: Partial<LoopLimits> = {}): LoopLimits {
  return { repairs: 3, signal: undefined, onProgress: () => {}, clock: () => 0, ...given };
}

describe("proposeCheckRepair", () => {
  it("ends with the first program that passes", async () => {
    const { end, usage } = await proposeCheckRepair(says("good"), limits());
    expect(end).toEqual({ kind: "passed", verdict: "fine" });
    expect(usage).toEqual(one);
  });

  it("hands every rejection to the proposer, oldest first", async () => {
    const seen: (readonly string[])[] = [];
    const steps = says("a", "b", "good");
    await proposeCheckRepair(
      {
        ...steps,
        propose: (rejected, round) => {
          seen.push(rejected);
          return steps.propose(rejected, round);
        },
      },
      limits(),
    );
    expect(seen).toEqual([[], ["a is not good"], ["a is not good", "b is not good"]]);
  });

  it("gives up after the repairs, with the last rejection and all that was spent", async () => {
    const { end, usage } = await proposeCheckRepair(says("a", "b", "c", "d", "good"), limits());
    expect(end).toEqual({ kind: "rejected", verdict: "d is not good" });
    expect(usage).toEqual({ llmCalls: 4, inputTokens: 40, outputTokens: 8 });
  });

  it("checks a single program when no repairs are allowed", async () => {
    const { end } = await proposeCheckRepair(says("a", "good"), limits({ repairs: 0 }));
    expect(end).toEqual({ kind: "rejected", verdict: "a is not good" });
  });

  it("stops when nothing new comes twice, and checks no program again", async () => {
    const checked: string[] = [];
    const { end, usage } = await proposeCheckRepair(
      {
        ...says("a", "b", " a\n", "good"),
        check: (source) => {
          checked.push(source);
          return check(source);
        },
      },
      limits(),
    );
    expect(end).toEqual({ kind: "rejected", verdict: "b is not good" });
    expect(checked).toEqual(["a", "b"]);
    expect(usage.llmCalls).toBe(4);
  });

  it("ends with an abstention, also after rejections", async () => {
    const missing = [{ kind: "value", message: "Say which one." }] as const;
    const { end, usage } = await proposeCheckRepair<string, string>(
      {
        propose: async (rejected) => (rejected.length === 0 ? word("a") : { kind: "abstain", missing, usage: one }),
        check,
      },
      limits(),
    );
    expect(end).toEqual({ kind: "abstain", missing });
    expect(usage.llmCalls).toBe(2);
  });

  it("tells its steps as they begin", async () => {
    const events: Progress[] = [];
    await proposeCheckRepair(says("a", "good"), limits({ repairs: 2, onProgress: (event) => events.push(event) }));
    expect(events).toEqual([
      { step: "proposing" },
      { step: "checking", source: "a" },
      { step: "repairing", repair: 1, of: 2 },
      { step: "checking", source: "good" },
    ]);
  });

  it("adds up the time of proposing and of checking", async () => {
    let now = 0;
    const takes = (ms: number) => {
      now += ms;
    };
    const steps = says("a", "good");
    const { ms } = await proposeCheckRepair<string, string>(
      {
        propose: (rejected, round) => {
          takes(100);
          return steps.propose(rejected, round);
        },
        check: (source) => {
          takes(7);
          return check(source);
        },
      },
      limits({ clock: () => now }),
    );
    expect(ms).toEqual({ plan: 200, verify: 14 });
  });

  it("does not begin when the signal has fired", async () => {
    const { end, usage } = await proposeCheckRepair(says("good"), limits({ signal: AbortSignal.abort() }));
    expect(end).toEqual({ kind: "stopped" });
    expect(usage.llmCalls).toBe(0);
  });

  it("leaves a proposer that ignores the signal", async () => {
    const controller = new AbortController();
    const { end } = await proposeCheckRepair<string, string>(
      { propose: () => new Promise(() => setImmediate(() => controller.abort())), check },
      limits({ signal: controller.signal }),
    );
    expect(end).toEqual({ kind: "stopped" });
  });

  it("counts what a proposer spent that heeds the signal, and keeps the last rejection", async () => {
    const controller = new AbortController();
    const { end, usage } = await proposeCheckRepair<string, string>(
      {
        propose: async (rejected) => {
          if (rejected.length === 0) return word("a");
          controller.abort();
          return { kind: "abstain", missing: [{ kind: "planner", message: "I was stopped." }], usage: one };
        },
        check,
      },
      limits({ signal: controller.signal }),
    );
    expect(end).toEqual({ kind: "rejected", verdict: "a is not good" });
    expect(usage.llmCalls).toBe(2);
  });

  it("keeps the last rejection when it is stopped later, even if the stopped work fails", async () => {
    const controller = new AbortController();
    const { end } = await proposeCheckRepair<string, string>(
      {
        ...says("a", "b"),
        check: async (source) => {
          if (source === "a") return check(source);
          controller.abort();
          throw new Error("the worker was shut down");
        },
      },
      limits({ signal: controller.signal }),
    );
    expect(end).toEqual({ kind: "rejected", verdict: "a is not good" });
  });

  it("passes on an error that no signal explains", async () => {
    const broken = { ...says("a"), check: () => Promise.reject(new Error("a bug")) };
    await expect(proposeCheckRepair(broken, limits())).rejects.toThrow("a bug");
    const signal = new AbortController().signal;
    await expect(proposeCheckRepair(broken, limits({ signal }))).rejects.toThrow("a bug");
  });
});
