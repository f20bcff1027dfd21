import { expect, test } from "vitest";
import { budgetOf, defaultBudget } from "#dist/policy/index.js";

test.each([
  ["nobody says anything", {}, undefined, defaultBudget],
  ["a policy may go beyond the default", { calls: 500 }, undefined, { ...defaultBudget, calls: 500 }],
  [
    "of policy and caller the narrower holds",
    { calls: 5, callsInFlight: 9 },
    { calls: 7, callsInFlight: 2 },
    { calls: 5, callsInFlight: 2 },
  ],
  ["a caller alone", {}, { calls: 999, callsInFlight: 2 }, { calls: 999, callsInFlight: 2 }],
])("%s", (_, budget, given, expected) => {
  expect(budgetOf({ budget }, given)).toEqual(expected);
});
