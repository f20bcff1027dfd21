import { expect, test } from "vitest";
import { phaseOf, phases } from "#dist/bench/mutation/phases.js";
import { type IssueCode, issueTable } from "#dist/verifier/index.js";

test("every kind of issue has a column", () => {
  const codes = Object.keys(issueTable) as IssueCode[];
  expect(codes.length).toBeGreaterThan(10);
  for (const code of codes) expect(phases).toContain(phaseOf({ code }));
});

test("the plan form counts as types, and whatever shows a world as laws", () => {
  expect(phaseOf({ code: "subset" })).toBe("types");
  expect(phaseOf({ code: "budget" })).toBe("flow");
  const counterexample = { law: "budget", story: [], trace: [], replay: "1:0" };
  expect(phaseOf({ code: "budget", counterexample })).toBe("laws");
});
