import { describe, expect, test } from "vitest";
import { splitName } from "#dist/planner/search/words/split.js";
import { isPlural, singular, stem } from "#dist/planner/search/words/stem.js";
import { canLook, isVerb, onlyActs, sameDeed } from "#dist/planner/search/words/verbs.js";

test.each([
  ["getWeather", ["get", "weather"]],
  ["get_weather-now", ["get", "weather", "now"]],
  ["HTTPServer2", ["http", "server", "2"]],
  ["math.factorial", ["math", "factorial"]],
  ["größeÄndern", ["größe", "ändern"]],
  ["", []],
])("the words of %s", (name, words) => {
  expect(splitName(name)).toEqual(words);
});

test.each([
  ["create", "creating", "created", "creates", "creator", "creation"],
  ["delete", "deletes", "deleting", "deleted", "deletion"],
  ["estimate", "estimated", "estimation"],
  ["stop", "stopped", "stopping"],
  ["company", "companies"],
  ["box", "boxes"],
  ["person", "people"],
])("one stem for %s and its kin", (...words) => {
  expect(new Set(words.map(stem)).size).toBe(1);
});

test.each([
  ["order", "ordinal"],
  ["user", "use"],
  ["status", "state"],
  ["bus", "bu"],
])("%s and %s stay apart", (left, right) => {
  expect(stem(left)).not.toBe(stem(right));
});

test("plurals", () => {
  expect(["tickets", "boxes", "cities", "people", "glass", "bus"].map(singular)).toEqual([
    "ticket",
    "box",
    "city",
    "person",
    "glass",
    "bus",
  ]);
  expect(isPlural("tickets")).toBe(true);
  expect(isPlural("ticket")).toBe(false);
});

describe("verbs", () => {
  test("deeds and their synonyms", () => {
    expect(sameDeed("erase", "delete")).toBe(true);
    expect(sameDeed("emailed", "send")).toBe(true);
    expect(sameDeed("create", "delete")).toBe(false);
    expect(sameDeed("frobnicating", "frobnicate")).toBe(true);
    expect(sameDeed("invoice", "cancel")).toBe(false);
  });

  test("looking and acting", () => {
    expect(canLook("calculates")).toBe(true);
    expect(onlyActs("delete")).toBe(true);
    expect(onlyActs("find")).toBe(false);
    expect(isVerb("banana")).toBe(false);
    expect(isVerb("news")).toBe(false);
    expect(onlyActs("banana")).toBe(false);
  });
});
