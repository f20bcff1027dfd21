import { expect, test } from "vitest";
import { verdictJson } from "#dist/report/index.js";
import { abstained, passed, rejected } from "./verdicts.js";

test("keys stand in the order of the contract", () => {
  const common = ["outcome", "goal", "planner", "plan", "trace", "issues", "evidence"];
  expect(Object.keys(verdictJson(passed))).toEqual([...common, "usage", "ms"]);
  expect(Object.keys(verdictJson(rejected))).toEqual([...common, "usage", "ms"]);
  expect(Object.keys(verdictJson(abstained))).toEqual([...common, "missing", "usage", "ms"]);
});

test("a rejected verdict as JSON", () => {
  const json = verdictJson(rejected);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json.outcome).toBe("rejected");
  expect(json.plan).toEqual(rejected.plan);
  expect(json.trace).toEqual(rejected.trace);
  expect(JSON.stringify(json.issues)).toContain('"line":7,"column":19,"severity":"error","counterexample"');
  expect(json.issues).toEqual(rejected.issues);
  expect(json.evidence).toEqual(rejected.evidence);
});

test("an abstained verdict has no plan and says what is missing", () => {
  const json = verdictJson(abstained);
  expect(json.plan).toBeNull();
  expect(json.missing).toEqual(abstained.missing);
});

test("a passed verdict does not carry the runnable script", () => {
  expect(JSON.stringify(verdictJson({ ...passed }))).not.toContain("script");
});

test("a tool may have any name", () => {
  const calls = Object.fromEntries([["__proto__", { min: 1, max: 1 }]]);
  const json = verdictJson({ ...passed, evidence: { ...passed.evidence, calls } });
  expect(JSON.stringify(json.evidence)).toContain('"__proto__":{"min":1,"max":1}');
});
