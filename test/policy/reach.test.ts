import { describe, expect, test } from "vitest";
import { checkReach, type Policy, type ReachFact, type ToolFacts } from "#dist/policy/index.js";
import { facts, rule } from "./calls.js";

/** `a/pay 1..3`, `a/pay 0..*`, or `a/pay` for once. */
function reach(text: string, some: Partial<ToolFacts> = {}): ReachFact {
  const [id = "", bounds = "1..1"] = text.split(" ");
  const [min, max] = bounds.split("..");
  return { tool: facts(id, some), min: Number(min), max: max === "*" ? null : Number(max), line: 3, column: 5 };
}

const codes = (policy: Policy, facts: readonly ReachFact[]) => checkReach(policy, facts).map(({ code }) => code);

const dear = { cost: 2 };

const kinds: readonly {
  readonly name: string;
  readonly policy: Policy;
  readonly allows: readonly (readonly ReachFact[])[];
  readonly denies: readonly (readonly [readonly ReachFact[], string])[];
}[] = [
  {
    name: "tools",
    policy: { tools: { allow: ["read"] } },
    allows: [[reach("a/get 0..*")]],
    denies: [[[reach("a/get"), reach("a/pay 0..1")], "policy_denied"]],
  },
  {
    name: "budget.tools",
    policy: { budget: { tools: { "a/*": 3 } } },
    allows: [[reach("a/get 0..1"), reach("a/pay 2..2"), reach("b/pay 0..*")]],
    denies: [
      [[reach("a/get 0..2"), reach("a/pay 0..2")], "budget"],
      [[reach("a/get 0..*")], "budget"],
    ],
  },
  {
    name: "atMost",
    policy: rule({ atMost: 0, of: { tool: "pay" } }),
    allows: [[reach("a/put 0..*")]],
    denies: [[[reach("a/pay 0..1")], "at_most"]],
  },
  {
    name: "atMost with conditions is for the runs",
    policy: {
      rules: [
        { atMost: 1, of: { tool: "pay", where: { x: { is: 1 } } } },
        { atMost: 1, of: { tool: "pay" }, per: ["id"] },
      ],
    },
    allows: [[reach("a/pay 0..*")]],
    denies: [],
  },
  {
    name: "budget.cost",
    policy: { budget: { cost: 6 } },
    allows: [[reach("a/pay 3..3", dear), reach("a/get 0..*")]],
    denies: [
      [[reach("a/pay 0..4", dear)], "cost"],
      [[reach("a/pay 0..*", dear)], "cost"],
    ],
  },
  {
    name: "never",
    policy: { rules: [{ never: { tool: "pay" } }, { never: { tool: "put", where: { x: { is: 1 } } } }] },
    allows: [[reach("a/get"), reach("a/put")]],
    denies: [[[reach("a/pay 0..1")], "forbidden_call"]],
  },
  {
    name: "before",
    policy: rule({ before: { tool: "pay" }, must: { tool: "check" } }),
    allows: [[reach("a/pay"), reach("a/check 0..1")], [reach("a/check")]],
    denies: [[[reach("a/pay 0..1"), reach("a/get")], "precondition"]],
  },
  {
    name: "after",
    policy: rule({ after: { tool: "lock" }, must: { tool: "unlock" } }),
    allows: [[reach("a/lock"), reach("a/unlock 0..*")]],
    denies: [[[reach("a/lock")], "postcondition"]],
  },
  {
    name: "atLeast",
    policy: rule({ atLeast: 2, of: { tool: "report" } }),
    allows: [[reach("a/report 0..*")], [reach("a/report"), reach("b/report")]],
    denies: [
      [[], "postcondition"],
      [[reach("a/report 0..1")], "postcondition"],
    ],
  },
  {
    name: "what a tool requires",
    policy: {},
    allows: [[reach("a/search", { requires: ["a/set_location"] }), reach("a/set_location")]],
    denies: [[[reach("a/search", { requires: ["a/set_location"] }), reach("b/set_location")], "precondition"]],
  },
];

describe.each(kinds)("$name", ({ policy, allows, denies }) => {
  test.each(allows.map((facts) => [facts]))("allows", (facts) => {
    expect(codes(policy, facts)).toEqual([]);
  });
  test.each(denies)("denies", (facts, code) => {
    expect(codes(policy, facts)).toEqual([code]);
  });
});

test("says where, how often it could be, and what to do", () => {
  expect(checkReach({ budget: { tools: { irreversible: 1 } } }, [reach("a/pay 0..*")])).toEqual([
    {
      code: "budget",
      severity: "error",
      line: 3,
      column: 5,
      message:
        "The policy allows a tool whose effect cannot be undone once at most in a run; this plan can call it any number of times, as far as can be told. Write the calls out, or loop over an array of known length.",
    },
  ]);
});
