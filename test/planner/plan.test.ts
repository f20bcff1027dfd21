import { describe, expect, it } from "vitest";
import { type PlanRequest, type Proposal, type Proposer, plan } from "#dist/planner/index.js";
import { HoldshortError } from "#dist/toolspecs/index.js";
import { findNotes } from "../support/tools.js";
import { passesWith } from "../support/verdicts.js";

const usage = { llmCalls: 1, inputTokens: 5, outputTokens: 3 };

function proposer(...proposals: readonly Proposal[]): Proposer {
  return {
    name: "toy",
    propose: async (_task, rejected) => proposals[rejected.length] ?? { kind: "abstain", missing: [], usage },
  };
}

function program(source: string): Proposal {
  return { kind: "program", source, usage };
}

function request(given: Partial<PlanRequest> = {}): PlanRequest {
  return {
    goal: "find my notes",
    tools: [findNotes],
    proposer: proposer(program("bad"), program("good")),
    verifier: passesWith("good"),
    ...given,
  };
}

describe("plan", () => {
  it("says who planned, for what, and what it cost", async () => {
    const verdict = await plan(request());
    expect(verdict).toMatchObject({
      outcome: "passed",
      goal: "find my notes",
      planner: "toy",
      plan: { source: "good" },
      usage: { llmCalls: 2, inputTokens: 10, outputTokens: 6 },
    });
    expect(verdict.ms.plan).toBeGreaterThanOrEqual(0);
  });

  it("gives the last rejected program with its issues", async () => {
    const verdict = await plan(request({ proposer: proposer(program("bad"), program("worse")), repairs: 1 }));
    expect(verdict).toMatchObject({ outcome: "rejected", planner: "toy", plan: { source: "worse" } });
    expect(verdict.issues).toHaveLength(1);
  });

  it("abstains with what the proposer misses", async () => {
    const missing = [{ kind: "tool", message: "Nothing here can pay." }] as const;
    const verdict = await plan(request({ proposer: proposer({ kind: "abstain", missing, usage }) }));
    expect(verdict).toMatchObject({ outcome: "abstained", plan: null, missing, usage, issues: [], trace: [] });
  });

  it("abstains when it was stopped before a program was judged", async () => {
    const verdict = await plan(request({ signal: AbortSignal.abort() }));
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ kind: "planner" }] });
  });

  it("shows the proposer the tools under the names a program uses", async () => {
    const names: string[] = [];
    const spy: Proposer = {
      name: "spy",
      propose: async ({ catalogue }) => {
        names.push(...catalogue.bindings.map(({ namespace, member }) => `${namespace}.${member}`));
        return program("good");
      },
    };
    await plan(request({ proposer: spy }));
    expect(names).toEqual(["notes.find"]);
  });

  it.each([
    ["goal", { goal: " \n" }],
    ["tools", { tools: [] }],
    ["repairs", { repairs: -1 }],
    ["repairs", { repairs: 0.5 }],
  ])("refuses a request without a proper %s", async (place, given) => {
    const error = await plan(request(given)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HoldshortError);
    expect(error).toMatchObject({ issues: [{ code: "bad_argument", place }] });
  });
});
