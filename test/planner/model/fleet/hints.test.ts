import { describe, expect, it } from "vitest";
import type { Work } from "#dist/planner/model/chat.js";
import { type HintKind, Hints, refusedHint } from "#dist/planner/model/server/hints.js";
import { worthKeepingMs } from "#dist/planner/model/server/pauses.js";

const work = (more: Partial<Work> = {}): Work => ({ job: "j", candidate: 0, step: "verify", isLast: false, ...more });

/** What is sent for each of these, all answered. */
function sent(kind: HintKind, all: readonly Work[]) {
  const hints = new Hints(kind, () => 0);
  return all.map((one) => {
    hints.asked(one);
    const fields = hints.fields(one);
    hints.answered(one, 1);
    return fields;
  });
}

describe("what a server is told", () => {
  it("of Continuum: job, this and last function, whether it is the last; no last function at first", () => {
    expect(sent("continuum", [work(), work(), work({ isLast: true })])).toEqual([
      { job_id: "j-0", this_func_call: "verify", is_last_step: false },
      { job_id: "j-0", this_func_call: "verify", last_func_call: "verify", is_last_step: false },
      { job_id: "j-0", this_func_call: "verify", last_func_call: "verify", is_last_step: true },
    ]);
  });

  it("of its plugin: the same in vllm_xargs, with a number for the last step", () => {
    expect(sent("vllm-xargs", [work({ isLast: true })])).toEqual([
      { vllm_xargs: { job_id: "j-0", this_func_call: "verify", is_last_step: 1 } },
    ]);
  });

  it("of priorities: earlier jobs first, spares after all of them", () => {
    const [first, spare, second, again] = sent("vllm-priority", [
      work(),
      work({ candidate: 1 }),
      work({ job: "k" }),
      work(),
    ]);
    expect([first, second, again]).toEqual([{ priority: 0 }, { priority: 2 }, { priority: 0 }]);
    expect(spare).toEqual({ priority: 1_000_001 });
  });

  it("is nothing where nobody configured it, or nobody knows the job", () => {
    expect(sent("none", [work()])).toEqual([{}]);
    expect(new Hints("continuum", () => 0).fields(undefined)).toEqual({});
  });

  it("a question that failed on its way is the job's first again", () => {
    const hints = new Hints("continuum", () => 0);
    hints.asked(work());
    hints.asked(work());
    expect(hints.fields(work())).not.toHaveProperty("last_func_call");
  });

  it("only a field that was sent can be the one refused", () => {
    expect(refusedHint({ priority: 3 }, "Got priority 3 but Priority scheduling is not enabled.")).toBe("priority");
    expect(refusedHint({ job_id: "j" }, "priority")).toBeUndefined();
  });
});

describe("how long a conversation is worth keeping", () => {
  it("is where the chance to be back in time outweighs the wait", () => {
    expect(worthKeepingMs([...Array(10).fill(100), 30_000], 2_000)).toBe(100);
    expect(worthKeepingMs([5_000, 6_000], 2_000)).toBe(0);
    expect(worthKeepingMs([], 2_000)).toBe(0);
  });

  it("is learned from the pauses a server sees, and told only of servers that could use it", () => {
    const keep = (kind: HintKind) => {
      let now = 0;
      const hints = new Hints(kind, () => now);
      for (let turn = 0; turn < 7; turn++) {
        hints.asked(work());
        now += 900;
        hints.answered(work(), 800);
        now += 300;
      }
      return hints.keepMs();
    };
    expect(keep("continuum")).toBe(300);
    expect(keep("vllm-priority")).toBeUndefined();
  });

  it("is not guessed from a few", () => {
    const hints = new Hints("continuum", () => 0);
    expect(sent("continuum", [work(), work()])).toHaveLength(2);
    expect(hints.keepMs()).toBeUndefined();
  });
});
