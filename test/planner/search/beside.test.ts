import { describe, expect, test } from "vitest";
import { analyseGoal } from "#dist/planner/search/goal/goal.js";
import { besideOthers } from "#dist/planner/search/solve/beside.js";
import { contendersOf } from "#dist/planner/search/solve/contenders.js";
import { type Draft, emptyDraft, withCall } from "#dist/planner/search/solve/draft.js";
import { indexTools } from "#dist/planner/search/tools/toolIndex.js";
import { catalogue } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

const goal = analyseGoal("The weather in Rome", 20_000);

function draft(own: Partial<Draft>): Draft {
  return { ...emptyDraft(new Set()), results: ["one"], chances: [0.9], fits: [4], ...own };
}

describe("what a draft lacks beside others", () => {
  test("is told by a feature for each step, and the best lacks nothing", () => {
    const [best, unlikely, unfit] = besideOthers(goal, [draft({}), draft({ chances: [0.1] }), draft({ fits: [1] })]);
    expect(unlikely?.length).toBeGreaterThan(best?.length ?? 0);
    expect(unfit?.length).toBeGreaterThan(best?.length ?? 0);
    expect(best).toEqual(besideOthers(goal, [draft({})])[0]);
  });
});

describe("drafts that are weighed against each other", () => {
  const input = { type: "object", properties: { city: { type: "string" } }, required: ["city"] } as const;
  const [entry] = indexTools(catalogue([tool("get_weather", { input })])).entries;

  /** One call for each city. */
  function calls(score: number, ...cities: readonly string[]): Draft {
    return cities.reduce<Draft>(
      (before, city) => {
        if (entry === undefined) throw new Error("There is a tool.");
        const args = { kind: "record", entries: [{ key: "city", value: { kind: "literal", value: city } }] } as const;
        return withCall(before, { entry, args, inside: undefined, anchored: true, answers: true }).draft;
      },
      { ...emptyDraft(new Set()), score },
    );
  }

  test("know their place in the division they come from, and how many divisions lead to them", () => {
    const found = contendersOf([[calls(9, "Rome"), calls(5, "Rome", "Oslo")], [calls(1, "Rome", "Oslo")], []]);
    expect(found.map(({ results, rank, agreed }) => [results.length, rank, agreed])).toEqual([
      [1, 0, 1],
      [2, 0, 2],
    ]);
  });
});
