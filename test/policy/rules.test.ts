import { describe, expect, test } from "vitest";
import { checkCall, checkTrace, type MadeCall, type Policy } from "#dist/policy/index.js";
import { call, failed, made, rule } from "./calls.js";

const codes = (policy: Policy, trace: readonly MadeCall[]) =>
  checkTrace(policy, trace).map(({ code, call: at }) => [code, at]);

/** Of every kind of rule: a run it lets pass, and one it does not, with what it says of it. */
const kinds: readonly {
  readonly name: string;
  readonly policy: Policy;
  readonly allows: readonly (readonly MadeCall[])[];
  readonly denies: readonly (readonly [readonly MadeCall[], string, number])[];
}[] = [
  {
    name: "nothing said",
    policy: {},
    allows: [[], [made("a/pay"), failed("b/delete")]],
    denies: [],
  },
  {
    name: "tools.deny",
    policy: { tools: { deny: ["a/pay", "irreversible"] } },
    allows: [[made("a/list"), made("a/put")]],
    denies: [
      [[made("a/list"), made("a/pay")], "policy_denied", 1],
      [[made("b/delete")], "policy_denied", 0],
    ],
  },
  {
    name: "tools.allow, which denies the rest",
    policy: { tools: { allow: ["read", "a/put"] } },
    allows: [[made("a/list"), made("a/put")]],
    denies: [[[made("b/put")], "policy_denied", 0]],
  },
  {
    name: "tools.default",
    policy: { tools: { default: "deny" } },
    allows: [[]],
    denies: [[[made("a/list")], "policy_denied", 0]],
  },
  {
    name: "tools: what is denied stays denied",
    policy: { tools: { allow: ["a/*"], deny: ["a/pay"] } },
    allows: [[made("a/put")]],
    denies: [[[made("a/pay")], "policy_denied", 0]],
  },
  {
    name: "budget.calls",
    policy: { budget: { calls: 2 } },
    allows: [[made("a/x"), made("a/x")]],
    denies: [[[made("a/x"), failed("a/y"), made("a/x")], "budget", 2]],
  },
  {
    name: "budget.tools",
    policy: { budget: { tools: { "a/send_*": 1 } } },
    allows: [[made("a/send_mail"), made("b/send_mail"), made("a/x")]],
    denies: [[[made("a/send_mail"), made("a/send_fax")], "budget", 1]],
  },
  {
    name: "budget.cost",
    policy: { budget: { cost: 5 } },
    allows: [[made("a/x", {}, null, { cost: 2 }), made("a/x", {}, null, { cost: 3 }), made("a/free")]],
    denies: [[[made("a/x", {}, null, { cost: 2 }), made("a/x", {}, null, { cost: 3.5 }), made("a/free")], "cost", 1]],
  },
  {
    name: "budget.cost, as people add",
    policy: { budget: { cost: 0.3 } },
    allows: [[1, 2, 3].map(() => made("a/x", {}, null, { cost: 0.1 }))],
    denies: [[[1, 2, 3, 4].map(() => made("a/x", {}, null, { cost: 0.1 })), "cost", 3]],
  },
  {
    name: "never",
    policy: rule({ never: { tool: "send", where: { "to[]": { not: { matches: "*@acme.com" } } } } }),
    allows: [
      [made("a/send", { to: ["b@acme.com"] }), made("a/send", { to: [] }), made("b/put", { to: ["x@evil.com"] })],
    ],
    denies: [[[made("a/send", { to: ["b@acme.com", "x@evil.com"] })], "forbidden_call", 0]],
  },
  {
    name: "every, has: matches",
    policy: rule({ every: { tool: "send" }, has: { to: { matches: "*@acme.com" } } }),
    allows: [[made("a/send", { to: "b@acme.com" })]],
    denies: [
      [[made("a/send", { to: "x@evil.com, b@acme.com" })], "forbidden_call", 0],
      [[made("a/send", { to: "b@acme.com.evil.com" })], "forbidden_call", 0],
      [[made("a/send", { to: 7 })], "forbidden_call", 0],
      [[made("a/send", {})], "forbidden_call", 0],
    ],
  },
  {
    name: "every, has: of each element",
    policy: rule({ every: { tool: "send" }, has: { "to[]": { matches: "*@acme.com" } } }),
    allows: [[made("a/send", { to: ["b@acme.com", "c@acme.com"] }), made("a/send", { to: [] })]],
    denies: [
      [[made("a/send", { to: ["b@acme.com", "x@evil.com"] })], "forbidden_call", 0],
      [[made("a/send", { to: "b@acme.com" })], "forbidden_call", 0],
    ],
  },
  {
    name: "every, has: optional",
    policy: rule({ every: { tool: "send" }, has: { cc: { is: "b@acme.com", optional: true } } }),
    allows: [[made("a/send", {}), made("a/send", { cc: "b@acme.com" })]],
    denies: [[[made("a/send", { cc: null })], "forbidden_call", 0]],
  },
  {
    name: "every where: only those",
    policy: rule({
      every: { tool: "pay", where: { currency: { is: "EUR" } } },
      has: { sum: { atLeast: 1, atMost: 10 } },
    }),
    allows: [[made("a/pay", { currency: "EUR", sum: 10 }), made("a/pay", { currency: "USD", sum: 99 })]],
    denies: [
      [[made("a/pay", { currency: "EUR", sum: 10.5 })], "forbidden_call", 0],
      [[made("a/pay", { currency: "EUR", sum: 0 })], "forbidden_call", 0],
      [[made("a/pay", { currency: "EUR", sum: "5" })], "forbidden_call", 0],
    ],
  },
  {
    name: "oneOf",
    policy: rule({ every: { tool: "pay" }, has: { to: { oneOf: ["a", { iban: 1, bic: 2 }, null] } } }),
    allows: [[made("a/pay", { to: "a" }), made("a/pay", { to: { bic: 2, iban: 1 } }), made("a/pay", { to: null })]],
    denies: [[[made("a/pay", { to: "b" })], "forbidden_call", 0]],
  },
  {
    name: "from: a value of the output of an earlier call, of the right record",
    policy: rule({
      every: { tool: "refund" },
      has: {
        id: {
          from: {
            tool: "a/list",
            where: { kind: { is: "sale" } },
            output: "items[]",
            with: { status: { is: "late" } },
            field: "id",
          },
        },
      },
    }),
    allows: [
      [
        made(
          "a/list",
          { kind: "sale" },
          {
            items: [
              { id: 1, status: "paid" },
              { id: 2, status: "late" },
            ],
          },
        ),
        made("a/refund", { id: 2 }),
      ],
    ],
    denies: [
      // Of another record.
      [
        [
          made(
            "a/list",
            { kind: "sale" },
            {
              items: [
                { id: 1, status: "paid" },
                { id: 2, status: "late" },
              ],
            },
          ),
          made("a/refund", { id: 1 }),
        ],
        "forbidden_call",
        1,
      ],
      // Of a call with other arguments.
      [
        [made("a/list", { kind: "gift" }, { items: [{ id: 2, status: "late" }] }), made("a/refund", { id: 2 })],
        "forbidden_call",
        1,
      ],
      // Too late.
      [
        [made("a/refund", { id: 2 }), made("a/list", { kind: "sale" }, { items: [{ id: 2, status: "late" }] })],
        "forbidden_call",
        0,
      ],
      // Of a call that failed, whatever it said.
      [
        [
          { ...made("a/list", { kind: "sale" }, { items: [{ id: 2, status: "late" }] }), ok: false },
          made("a/refund", { id: 2 }),
        ],
        "forbidden_call",
        1,
      ],
      [[failed("a/list", { kind: "sale" }), made("a/refund", { id: 2 })], "forbidden_call", 1],
    ],
  },
  {
    name: "before, with the same argument",
    policy: rule({ before: { tool: "pay" }, must: { tool: "check" }, same: ["id"] }),
    allows: [[made("a/check", { id: 1 }), made("a/pay", { id: 1, sum: 3 })], [made("a/check", { id: 1 })]],
    denies: [
      [[made("a/pay", { id: 1 }), made("a/check", { id: 1 })], "precondition", 0],
      [[made("a/check", { id: 2 }), made("a/pay", { id: 1 })], "precondition", 1],
      [[failed("a/check", { id: 1 }), made("a/pay", { id: 1 })], "precondition", 1],
    ],
  },
  {
    name: "before, and not at the same time",
    policy: rule({ before: { tool: "pay" }, must: { tool: "check" } }),
    allows: [[made("a/check"), { ...made("a/pay"), after: 1 }]],
    denies: [[[made("a/check"), { ...made("a/pay"), after: 0 }], "precondition", 1]],
  },
  {
    name: "before, with what was answered",
    policy: rule({
      before: { tool: "pay" },
      must: { tool: "check", returned: { "found.ok": { is: true } } },
      same: ["id"],
    }),
    allows: [[made("a/check", { id: 1 }, { found: { ok: true } }), made("a/pay", { id: 1 })]],
    denies: [
      [[made("a/check", { id: 1 }, { found: { ok: false } }), made("a/pay", { id: 1 })], "precondition", 1],
      [[made("a/check", { id: 1 }, {}), made("a/pay", { id: 1 })], "precondition", 1],
      [[made("a/check", { id: 2 }, { found: { ok: true } }), made("a/pay", { id: 1 })], "precondition", 1],
      [[made("a/pay", { id: 1 }), made("a/check", { id: 1 }, { found: { ok: true } })], "precondition", 0],
      [[failed("a/check", { id: 1 }), made("a/pay", { id: 1 })], "precondition", 1],
    ],
  },
  {
    name: "after, where that was answered",
    policy: rule({ after: { tool: "lock", returned: { held: { is: true } } }, must: { tool: "unlock" } }),
    allows: [[made("a/lock", {}, { held: false })], [made("a/lock", {}, { held: true }), made("a/unlock")]],
    denies: [[[made("a/lock", {}, { held: true })], "postcondition", 0]],
  },
  {
    name: "after, until that is answered",
    policy: rule({ after: { tool: "lock" }, must: { tool: "unlock", returned: { free: { is: true } } } }),
    allows: [[made("a/lock"), made("a/unlock", {}, { free: true })]],
    denies: [
      [[made("a/lock"), made("a/unlock", {}, { free: false })], "postcondition", 0],
      [[made("a/lock"), failed("a/unlock")], "postcondition", 0],
    ],
  },
  {
    name: "after, with the same argument",
    policy: rule({ after: { tool: "lock" }, must: { tool: "unlock" }, same: ["name"] }),
    allows: [
      [made("a/lock", { name: "x" }), made("a/put"), made("a/unlock", { name: "x" })],
      [failed("a/lock", { name: "x" })],
      // It was tried: more is not in the hands of a plan.
      [made("a/lock", { name: "x" }), failed("a/unlock", { name: "x" })],
    ],
    denies: [
      [[made("a/lock", { name: "x" }), made("a/put")], "postcondition", 0],
      [[made("a/lock", { name: "x" }), made("a/unlock", { name: "y" })], "postcondition", 0],
      [[made("a/unlock", { name: "x" }), made("a/lock", { name: "x" })], "postcondition", 1],
    ],
  },
  {
    name: "atMost",
    policy: rule({ atMost: 2, of: { tool: "send", where: { urgent: { is: true } } } }),
    allows: [[made("a/send", { urgent: true }), made("b/send", { urgent: true }), made("a/send", { urgent: false })]],
    denies: [
      [
        [made("a/send", { urgent: true }), failed("a/send", { urgent: true }), made("b/send", { urgent: true })],
        "at_most",
        2,
      ],
    ],
  },
  {
    name: "atMost per value",
    policy: rule({ atMost: 1, of: { tool: "a/*" }, per: ["id"] }),
    allows: [[made("a/pay", { id: 1 }), made("a/pay", { id: 2 }), made("a/put", { id: 1 })]],
    denies: [[[made("a/pay", { id: 1, n: 1 }), made("a/pay", { id: 1, n: 2 })], "at_most", 1]],
  },
  {
    name: "atMost per equal arguments",
    policy: rule({ atMost: 1, of: { tool: "a/*" }, per: ["$"] }),
    allows: [[made("a/pay", { id: 1, n: 1 }), made("a/pay", { id: 1, n: 2 }), made("a/put", { id: 1, n: 1 })]],
    denies: [[[made("a/pay", { id: 1, n: 1 }), made("a/pay", { n: 1, id: 1 })], "at_most", 1]],
  },
  {
    name: "atLeast",
    policy: rule({ atLeast: 2, of: { tool: "report" } }),
    allows: [[made("a/report"), failed("b/report")]],
    denies: [[[made("a/report"), made("a/put")], "postcondition", 1]],
  },
];

describe.each(kinds)("$name", ({ policy, allows, denies }) => {
  test.each(allows.map((trace) => [trace]))("allows", (trace) => {
    expect(codes(policy, trace)).toEqual([]);
  });
  test.each(denies)("denies", (trace, code, at) => {
    expect(codes(policy, trace)).toEqual([[code, at]]);
  });
});

describe("what a tool itself requires", () => {
  const needs = { requires: ["geo/set_location"] };
  test("holds without a policy", () => {
    expect(codes({}, [made("geo/set_location"), made("geo/search", {}, null, needs)])).toEqual([]);
    expect(codes({}, [failed("geo/set_location"), made("geo/search", {}, null, needs)])).toEqual([["precondition", 1]]);
  });
});

describe("messages", () => {
  const said = (policy: Policy, history: readonly MadeCall[], ...[id, args]: Parameters<typeof call>) =>
    checkCall(policy, history, call(id, args)).map(({ message }) => message);

  test("say what, why, and what to do instead", () => {
    const why = "Only late ones";
    const from = { tool: "a/list", output: "items[]", with: { status: { is: "late" } }, field: "id" };
    expect(said(rule({ every: { tool: "refund" }, has: { id: { from } }, why }), [], "a/refund", { id: 1 })).toEqual([
      'By the policy, `id` of a/refund is only allowed where it is a value of `id` in `items[]` (where `status` is "late") of an earlier call of a/list; it is 1 here. Only late ones. Check the value before the call.',
    ]);
    expect(said({ tools: { deny: ["irreversible"] } }, [], "a/pay")).toEqual([
      "The policy does not allow a/pay: it denies a tool whose effect cannot be undone. Reach the goal without it.",
    ]);
    expect(
      said(rule({ before: { tool: "pay" }, must: { tool: "check" }, same: ["id"] }), [], "a/pay", { id: 1 }),
    ).toEqual([
      "Before a/pay is called, check with the same `id` must have been called and have succeeded. Call it first, and wait for it.",
    ]);
    expect(said(rule({ atMost: 1, of: { tool: "pay" }, per: ["$"] }), [made("a/pay")], "a/pay")).toEqual([
      "The policy allows pay once with the same arguments; this would be once more. Call it less often.",
    ]);
  });
});
