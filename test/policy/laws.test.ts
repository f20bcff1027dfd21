import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { checkCall, checkTrace, type MadeCall, type Policy, parsePolicy, type Rule } from "#dist/policy/index.js";
import { failed, made } from "./calls.js";

const id = fc.integer({ min: 0, max: 2 });
const tool = fc.constantFrom("a/get", "a/pay", "b/put");
const selector = fc.oneof(tool, fc.constantFrom("a/*", "read", "irreversible", "*"));
const pattern = fc.oneof(
  fc.record({ tool: selector }),
  fc.record({ tool: selector, where: fc.record({ id: fc.record({ is: id }) }) }),
);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ never: pattern }),
  fc.record({
    every: pattern,
    has: fc.record({ id: fc.record({ from: fc.record({ tool: selector, output: fc.constant("[]") }) }) }),
  }),
  fc.record({ before: pattern, must: pattern, same: fc.constant(["id"]) }),
  fc.record({ after: pattern, must: pattern }),
  fc.record({ atMost: id, of: pattern, per: fc.constantFrom(["id"], ["$"]) }),
  fc.record({ atLeast: fc.integer({ min: 1, max: 2 }), of: pattern }),
);
const call: fc.Arbitrary<MadeCall> = fc.oneof(
  fc.tuple(tool, id, fc.array(id)).map(([name, value, output]) => made(name, { id: value }, output)),
  fc.tuple(tool, id).map(([name, value]) => failed(name, { id: value })),
);
const trace = fc.array(call, { maxLength: 8 });
const rules = fc.array(rule, { maxLength: 4 });

describe("whatever the rules and the run", () => {
  beforeAll(() => parsePolicy({}));

  test("rules made here are rules to the parser too", async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (some) => {
        expect(await parsePolicy({ rules: some })).toMatchObject({ ok: true });
      }),
      { numRuns: 5 },
    );
  });

  test("each call is judged as it would be before it is made, and the end adds to it", () => {
    fc.assert(
      fc.property(rules, trace, (some, calls) => {
        const policy: Policy = { rules: some };
        const asked = calls.flatMap((one, index) =>
          checkCall(policy, calls.slice(0, index), { tool: one.tool, args: one.args }).map((breach) => ({
            ...breach,
            call: index,
          })),
        );
        expect(checkTrace(policy, calls).slice(0, asked.length)).toEqual(asked);
      }),
    );
  });

  test("one rule more never allows more", () => {
    fc.assert(
      fc.property(rules, rule, trace, (some, more, calls) => {
        const before = checkTrace({ rules: some }, calls);
        expect(checkTrace({ rules: [...some, more] }, calls)).toEqual(expect.arrayContaining([...before]));
      }),
    );
  });

  test("what forbids a call never depends on what comes after it", () => {
    fc.assert(
      fc.property(rules, trace, trace, (some, calls, later) => {
        const preventive = some.filter((one) => !("after" in one) && !("atLeast" in one));
        const alone = checkTrace({ rules: preventive }, calls);
        const followed = checkTrace({ rules: preventive }, [...calls, ...later]);
        expect(followed.filter((breach) => breach.call < calls.length)).toEqual(alone);
      }),
    );
  });
});
