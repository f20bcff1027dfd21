import { expect, test } from "vitest";
import { verdictJson } from "#dist/report/index.js";
import { effortWords } from "#dist/report/words.js";
import { passed } from "./verdicts.js";

const share = { llmCalls: 1, inputTokens: 700, outputTokens: 100 };
const endpoints = [
  { url: "http://a/v1", ...share, failures: 2 },
  { url: "http://b/v1", ...share, keepMs: 300 },
];
const verdict = { ...passed, usage: { ...passed.usage, endpoints } };

test("of several servers, those that failed are named to people", () => {
  expect(effortWords(verdict)).toContain("2 model calls, http://a/v1 failed 2 times (1500 tokens in");
  expect(effortWords(passed)).toContain("2 model calls (1500 tokens in");
});

test("programs get the share of each", () => {
  expect(verdictJson(verdict).usage).toMatchObject({ endpoints });
  expect(verdictJson(passed).usage).not.toHaveProperty("endpoints");
});
