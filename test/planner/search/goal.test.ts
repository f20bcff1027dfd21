import { describe, expect, test } from "vitest";
import { isoDate } from "#dist/planner/search/goal/dates.js";
import { analyseGoal, wordsOf } from "#dist/planner/search/goal/goal.js";
import { isHard } from "#dist/planner/search/goal/mention.js";

function goal(text: string) {
  return analyseGoal(text, 20_000);
}

/** The values nobody can overlook, as `kind:text`. */
function values(text: string): string[] {
  return goal(text)
    .mentions.filter(isHard)
    .map((mention) => `${mention.kind}:${mention.text}`);
}

function numbers(text: string) {
  return goal(text).mentions.flatMap(({ number }) => (number === undefined ? [] : [number]));
}

describe("stretches that are one value", () => {
  const all = (text: string, today?: string) =>
    analyseGoal(text, 20_000, today).mentions.map(({ kind, text: said, date }) => [kind, said, date].join(" ").trim());

  test.each([
    ["Fetch me at 221B Baker Street, Berkeley, CA, now", "place 221B Baker Street, Berkeley, CA"],
    ["a ride to 123 main street please", "place 123 main street"],
    ["on the 15th of April 2027 at 5 pm", "date the 15th of April 2027 at 5 pm 2027-04-15T17:00:00"],
    ["of the account 12345-67890", "id 12345-67890"],
    ["Switch it off, using the command netsh wlan disconnect", "tail netsh wlan disconnect"],
  ])("%s", (text, expected) => {
    expect(all(text)).toContain(expected);
  });

  test.each([
    ["5 New York restaurants", "place 5 New York restaurants"],
    ["from 10000-20000", "date"],
    ["it commands respect and obedience", "tail respect and obedience"],
    ["the project ID badae", "name ID"],
  ])("not in: %s", (text, unwanted) => {
    expect(all(text).filter((one) => one.startsWith(unwanted))).toEqual([]);
  });

  test("the day that a goal calls today is no value", () => {
    expect(
      all("Rain in Oslo tomorrow, today is 20270309", "2025-01-01").filter((one) => one.startsWith("date")),
    ).toEqual(["date tomorrow 2027-03-10"]);
  });
});

describe("values in a goal", () => {
  test.each([
    ['Say "hello there" to Ada', ["quoted:hello there", "name:Ada"]],
    ["Say 'it's done' now", ["quoted:it's done"]],
    ["Say “ja” and «nein» and ‘doch’ and `x`", ["quoted:ja", "quoted:nein", "quoted:doch", "quoted:x"]],
    ["the dog's bowl and the cats' bowls", []],
    ["mail ada.b+c@mail.example.org, please", ["email:ada.b+c@mail.example.org"]],
    ["open https://example.org/a?b=c.", ["url:https://example.org/a?b=c"]],
    ["read /var/log/app.log and notes.md", ["path:/var/log/app.log", "path:notes.md"]],
    ["issues of acme/site", ["path:acme/site"]],
    ["refund INV-2041 and #12 of cus_204117", ["id:INV-2041", "id:#12", "id:cus_204117"]],
    ["follow 0TnOYISbd1XYRBk9myaseg and 9f8e7d6c", ["id:0TnOYISbd1XYRBk9myaseg", "id:9f8e7d6c"]],
    ["post in #general for @ada", ["tag:#general", "tag:@ada"]],
    ["on 2027-03-09 at 18:30", ["date:2027-03-09 at 18:30", "date:2027-03-09", "time:18:30"]],
    ["on March 9, 2027 or 9th of March 2027", ["date:March 9, 2027", "date:9th of March 2027"]],
    ["from San Francisco to the Bank of America", ["name:San Francisco", "name:Bank of America"]],
    ["sort [3, 1, 2]", ["json:[3, 1, 2]"]],
    ["integrate 3x^2 + 2x - 1", ["expression:3x^2 + 2x - 1"]],
    ["heat it to 300K at 5 m/s", ["number:300", "number:5"]],
  ])("%s", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test("keep their offsets", () => {
    const text = 'Send "the plan" to ada@example.com by 2027-03-09';
    for (const mention of goal(text).mentions) {
      expect(text.slice(mention.start, mention.end)).toContain(mention.text);
    }
  });

  test("a goal that stands in quotes as a whole is read without them", () => {
    expect(values("'List the users of Acme'")).toEqual(["name:Acme"]);
  });
});

describe("numbers", () => {
  test.each([
    ["1,250", 1250],
    ["-3.5", -3.5],
    ["1e-9", 1e-9],
    ["$10,000", 10_000],
    ["5k", 5000],
    ["2.3 million", 2_300_000],
    ["twenty five", 25],
    ["twenty-five", 25],
    ["two hundred", 200],
    ["two dozen", 24],
  ])("%s", (text, value) => {
    expect(numbers(`set it to ${text}`).map((number) => number.value)).toEqual([value]);
  });

  test("know their percent sign, their money sign and their unit", () => {
    expect(numbers("5% of $20 in 6 weeks, the 3rd time")).toMatchObject([
      { value: 5, percent: true },
      { value: 20, money: true },
      { value: 6, unit: "weeks" },
      { value: 3, ordinal: true },
    ]);
  });

  test("a version or an address of the net is no number", () => {
    expect(numbers("install 1.2.3 on 192.168.0.1")).toEqual([]);
  });
});

describe("dates", () => {
  test.each([
    ["2027-03-09", "2027-03-09"],
    ["2027/3/9", "2027-03-09"],
    ["25/12/2027", "2027-12-25"],
    ["12/25/2027", "2027-12-25"],
    ["5.6.2027", "2027-06-05"],
    ["March 9, 2027", "2027-03-09"],
    ["9th of March 2027", "2027-03-09"],
    ["05/06/2027", undefined],
    ["31/31/2027", undefined],
  ])("%s is %s", (text, iso) => {
    expect(isoDate(text)).toBe(iso);
  });
});

describe("lists", () => {
  test.each([
    ["weather in Paris, Rome and Oslo", [["Paris", "Rome", "Oslo"]]],
    ["add 1, 2 and 3", [["1", "2", "3"]]],
    ["6 cm and 10 cm", [["6", "10"]]],
    ["close the ticket T-12, the ticket T-13 and the ticket T-14", [["T-12", "T-13", "T-14"]]],
    ["buy milk, eggs and bread", [["milk", "eggs", "bread"]]],
    ["the years 2015 to 2021", [["2015", "2021"]]],
    ["weather in Paris", []],
  ])("%s", (text, lists) => {
    expect(goal(text).lists.map((list) => list.items.map((item) => item.text))).toEqual(lists);
  });
});

describe("clauses", () => {
  test.each([
    ["find the user and delete the file", ["find the user", "delete the file"]],
    ["find the user, then delete the file", ["find the user", "delete the file"]],
    ["find the user; delete the file", ["find the user", "delete the file"]],
    ["Find the user. Delete the file.", ["Find the user", "Delete the file."]],
    ["search and replace the word", ["search and replace the word"]],
    ["list the cats and dogs", ["list the cats and dogs"]],
    ["ask e.g. the owner", ["ask e.g. the owner"]],
  ])("%s", (text, clauses) => {
    const read = goal(text);
    expect(read.clauses.map((clause) => wordsOf(read, clause))).toEqual(clauses);
  });
});

describe("conditions", () => {
  test.each([
    ["close it if it is late", ["if it is late"], false],
    ["do not close it", ["not close it"], false],
    ["please don't close it", ["don't close it"], false],
    ["invoices over 100 euros", ["over 100 euros"], true],
    ["all the ones older than a week, now", ["older than a week"], true],
    ["all but the ones older than a week, now", ["but the ones older than a week"], false],
    ["pay A-1 or the invoice B-2", ["or the invoice B-2"], false],
    ["tea or coffee", [], true],
    ["what used to be late", ["used to be late"], false],
    ["what is over there", ["over there"], true],
    ["close the ticket", [], true],
  ])("%s", (text, conditions, placeable) => {
    const read = goal(text);
    expect(read.conditions.map((condition) => wordsOf(read, condition))).toEqual(conditions);
    expect(read.conditions.every((condition) => condition.placeable === placeable)).toBe(true);
  });
});

test("a goal that is too long is cut between two words and says so", () => {
  const read = analyseGoal(`get ${"abc ".repeat(100)}INV-2041`, 50);
  expect(read.cut).toBe(true);
  expect(read.text).toHaveLength(48);
  expect(read.tokens.at(-1)?.text).toBe("abc");
  expect(goal("short").cut).toBe(false);
});
