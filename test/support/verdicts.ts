import type { Evidence, Issue, Judgement, Passed, Rejected, VerifiedPlan } from "#dist/verifier/index.js";

// Judgements as `verify` gives them, for tests of code that only passes them on.

const evidence: Evidence = {
  worlds: 100,
  faultWorlds: 25,
  seed: 1,
  branches: { total: 1, covered: 1 },
  calls: {},
  effects: [],
  provenance: [],
  untyped: [],
  assumptions: [],
  outline: [],
  partialEffects: [],
  waves: [],
  criticalPath: [],
};

function common(source: string) {
  return {
    goal: "given",
    planner: "given",
    plan: { source, hash: `sha256:${"0".repeat(64)}` },
    trace: [],
    evidence,
    usage: { llmCalls: 0, inputTokens: 0, outputTokens: 0 },
    ms: { plan: 0, verify: 0 },
  };
}

export function passed(source: string): Passed {
  // Only `verify` can make one; what it holds does not matter here.
  const verified = { goal: "given", source, script: "", hash: "" } as unknown as VerifiedPlan;
  return { ...common(source), outcome: "passed", issues: [], verified };
}

export function rejected(source: string, ...issues: readonly Partial<Issue>[]): Rejected {
  const all = issues.length === 0 ? [{}] : issues;
  return { ...common(source), outcome: "rejected", issues: all.map(issue) };
}

function issue(given: Partial<Issue>): Issue {
  return { code: "type", severity: "error", message: "It is wrong.", line: 1, column: 1, ...given };
}

/** Passes the programs that hold the word, rejects the others with the issue. */
export function passesWith(
  word: string,
  wrong: Partial<Issue> = {},
): { verify(plan: { source: string }): Promise<Judgement> } {
  return {
    verify: async ({ source }) => (source.includes(word) ? passed(source) : rejected(source, wrong)),
  };
}
