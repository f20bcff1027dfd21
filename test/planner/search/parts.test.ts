import { describe, expect, test } from "vitest";
import { analyseGoal, wordsOf } from "#dist/planner/search/goal/goal.js";
import { divisions } from "#dist/planner/search/goal/parts.js";

/** The ways to divide a goal, each as the words of its rounds. */
function ways(text: string): string[][] {
  const goal = analyseGoal(text, 20_000);
  return divisions(goal, { first: 0, next: goal.tokens.length }).map(({ rounds }) =>
    rounds.map((spans) => spans.map((span) => wordsOf(goal, span)).join(" + ")),
  );
}

describe("a goal that asks for one deed several times", () => {
  test.each([
    ["items of a list", "Get the weather in Paris, Rome and Oslo", ["Paris", "Rome", "Oslo"]],
    ["two lists of one length, in order", "Play Anna and Bert for 10 and 20 minutes", ["Anna + 10", "Bert + 20"]],
    [
      "two lists, each with each",
      "Rates of Acme and Bolt in 2018 and 2020",
      ["Acme + 2018", "Acme + 2020", "Bolt + 2018", "Bolt + 2020"],
    ],
    ["bracketed lists of one length", "The greatest divisors of (45, 60) and (81, 27)", ["45, 60", "81, 27"]],
    [
      "values that stand before the same word",
      "Predict the Elephant herd with the Darwin model, and then with the Lamarck model",
      ["with the Darwin model, and then", "with the Lamarck model"],
    ],
  ])("%s", (_, text, rounds) => {
    expect(ways(text)).toContainEqual(rounds);
  });

  test("what is said in a sentence of its own after the last is about all", () => {
    const rounds = ways("Weigh Anna with 12 kg on it, then Bert with 15 kg on it. Use metric units.");
    expect(rounds.flat().filter((words) => words.includes("metric"))).toEqual([]);
    expect(rounds.flat().length).toBeGreaterThan(0);
  });

  test("a place with its region is no list", () => {
    expect(ways("The sales tax in Chicago, Illinois")).toEqual([]);
  });
});

describe("lists", () => {
  const lists = (text: string) => analyseGoal(text, 20_000).lists.map(({ items }) => items.map((item) => item.text));

  test.each([
    ["genes in Homo sapiens and Pan troglodytes", [["Homo sapiens", "Pan troglodytes"]]],
    ["stock prices of Acme and Bolt for the last week", [["Acme", "Bolt"]]],
    ["the values 12, 24, 36 of it", [["12", "24", "36"]]],
    [
      "check the price of apples and pears",
      [
        ["price of apples", "pears"],
        ["apples", "pears"],
      ],
    ],
    [
      "find red and blue shoes",
      [
        ["red", "blue shoes"],
        ["red", "blue"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(lists(text)).toEqual(expected);
  });
});
