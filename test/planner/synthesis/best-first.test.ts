import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestFirst } from "#dist/planner/synthesis/search/best-first.js";

// The search on a toy: from 1, double or add three; the cost of a number is the price of its cheapest path.

interface State {
  readonly value: number;
  readonly cost: number;
}

const toy = (goal: (value: number) => boolean, key = ({ value }: State) => String(value)) => ({
  start: [{ value: 1, cost: 0 }],
  successors: ({ value, cost }: State) => [
    { value: value * 2, cost: cost + 2 },
    { value: value + 3, cost: cost + 1 },
  ],
  isGoal: ({ value }: State) => goal(value),
  cost: ({ cost }: State) => cost,
  key: (state: State) => key(state),
});

const unlimited = { expansions: 500, stop: () => false };

describe("best-first search", () => {
  it("gives goals in the order of their cost", () => {
    const goals = [
      ...bestFirst(
        toy((value) => value % 2 === 0),
        unlimited,
      ),
    ].slice(0, 20);
    const costs = goals.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(goals[0]).toEqual({ value: 4, cost: 1 });
  });

  it("gives each state once, by its key", () => {
    const goals = [
      ...bestFirst(
        toy(() => true),
        unlimited,
      ),
    ].map(({ value }) => value);
    expect(new Set(goals).size).toBe(goals.length);
  });

  it("ends when it is told to", () => {
    expect([
      ...bestFirst(
        toy(() => true),
        { expansions: 7, stop: () => false },
      ),
    ]).toHaveLength(7);
    expect([
      ...bestFirst(
        toy(() => true),
        { expansions: 7, stop: () => true },
      ),
    ]).toEqual([]);
  });

  it("takes out of its heap whatever order things came in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (costs) => {
        const problem = {
          ...toy(
            () => true,
            ({ value }) => String(value),
          ),
          start: costs.map((cost, value) => ({ value, cost })),
          successors: () => [],
        };
        const found = [...bestFirst(problem, unlimited)].map(({ cost }) => cost);
        expect(found).toEqual(costs.toSorted((a, b) => a - b));
      }),
      { seed: 7 },
    );
  });
});
