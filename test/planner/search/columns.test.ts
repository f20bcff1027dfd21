import { describe, expect, test } from "vitest";
import type { Wish } from "#dist/planner/search/fill/assign.js";
import type { Scored } from "#dist/planner/search/fill/candidate.js";
import { slotsOf } from "#dist/planner/search/fill/slots.js";
import { columnsFor } from "#dist/planner/search/solve/columns.js";
import type { Json } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

const text = { type: "string" } as const;
const input = { type: "object", properties: { city: text, month: text }, required: ["city"] } as const;
const slots = slotsOf(tool("look", { input }));

function value(of: Json, first: number, worth: number): Scored {
  return { value: of, spans: [{ first, next: first + 1 }], soft: false, features: [], score: worth, worth };
}

/** What the city and the month could be. */
function wishes(...offers: readonly (readonly Scored[])[]): Wish[] {
  return slots.map((slot, at) => ({ slot, candidates: offers[at] ?? [], all: offers[at] ?? [] }));
}

/** The values of the best columns, slot by slot. `tellings`: in what ways a value is said. */
function best(
  rounds: readonly (readonly Wish[])[],
  own: readonly (readonly [number, number])[],
  tellings: (value: Scored) => readonly string[] = () => [],
) {
  const parts = own.map(([first, next]) => [{ first, next }]);
  return columnsFor(rounds, { rounds: parts, tellings })[0]?.chosen.map((column) => column.map((one) => one?.value));
}

describe("what each of several alike calls is given", () => {
  // Words 0 to 4 are about the first call alone, 5 to 9 about the second.
  const own = [
    [0, 5],
    [5, 10],
  ] as const;

  test("its own, and what is said for all", () => {
    const may = value("May", 12, 2);
    const rounds = [wishes([value("Rome", 1, 3)], [may]), wishes([value("Oslo", 6, 3)], [may])];
    expect(best(rounds, own)).toEqual([
      ["Rome", "Oslo"],
      ["May", "May"],
    ]);
  });

  test("what it needs and only the first is told is meant again, rather than a word by chance", () => {
    const rounds = [
      wishes([value("Rome", 1, 6)], [value("May", 3, 4)]),
      wishes([value("June", 7, 1)], [value("June", 7, 4)]),
    ];
    expect(best(rounds, own)).toEqual([
      ["Rome", "Rome"],
      ["May", "June"],
    ]);
  });

  test("what it may do without is told of the one it is said of", () => {
    const rounds = [wishes([value("Rome", 1, 6)], [value("May", 3, 1)]), wishes([value("Oslo", 6, 6)], [])];
    expect(best(rounds, own)).toEqual([
      ["Rome", "Oslo"],
      ["May", undefined],
    ]);
  });

  test("values that are said in the same way go before likelier ones that are not", () => {
    const rounds = [
      wishes([value("Rome", 1, 3.2), value("Rome, Italy", 2, 3)]),
      wishes([value("Oslo, Norway", 6, 3), value("Oslo", 7, 2.7)]),
    ];
    expect(best(rounds, own)?.[0]).toEqual(["Rome", "Oslo, Norway"]);
    const withComma = ({ value }: Scored) => [String(String(value).includes(","))];
    expect(best(rounds, own, withComma)?.[0]).toEqual(["Rome, Italy", "Oslo, Norway"]);
  });

  test("a stretch of words serves one parameter of a call", () => {
    const rounds = [
      wishes([value("Rome", 1, 3)], [value("Rome", 1, 2)]),
      wishes([value("Oslo", 6, 3)], [value("Oslo", 6, 2)]),
    ];
    expect(best(rounds, own)).toEqual([
      ["Rome", "Oslo"],
      [undefined, undefined],
    ]);
  });
});
