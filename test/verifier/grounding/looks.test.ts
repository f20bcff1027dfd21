import { describe, expect, test } from "vitest";
import type { Grounding } from "#dist/verifier/grounding/grounding.js";
import { judgeGrounding } from "#dist/verifier/grounding/judge-grounding.js";
import { type Literal, type Look, lookOf } from "#dist/verifier/grounding/looks.js";

describe("the look of a literal", () => {
  test.each<[Look, readonly Literal[]]>([
    [
      "address",
      [
        "ada@example.com",
        "https://example.com/a?b=1",
        "example.org",
        "192.168.0.1",
        "+44 20 7946 0018",
        "/etc/hosts",
        "C:\\temp\\a.txt",
      ],
    ],
    [
      "identifier",
      ["INV-2041", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "rOBhSVKGVKe", "9f86d081884c7d65", "110105198001015678"],
    ],
    ["date", ["2026-03-03", "3 March 2026", "2026-03-03T10:00:00Z", "03/04/2026", "2026-03-03 to 2026-03-05"]],
    ["time", ["17:00", "5pm"]],
    ["number", [3, -0.5, "1,250", "15%"]],
    ["name", ["Paris", "New York City", "Bank of England", "NASDAQ"]],
    ["text", ["mystery", "Hello Ann, see you soon!", "utf-8", "", true, null]],
    ["placeholder", ["<order id>", "{{name}}", "YYYY-MM-DD", "your_api_key"]],
  ])("%s", (look, values) => {
    expect(values.map((value) => [value, lookOf(value)])).toEqual(values.map((value) => [value, look]));
  });

  test("a parameter named for an id makes an identifier of what it gets", () => {
    expect(lookOf(7, "customer.id")).toBe("identifier");
    expect(lookOf("7", "customerId")).toBe("identifier");
    expect(lookOf("room7", "roomIDs[0]")).toBe("identifier");
    expect(lookOf(7, "width")).toBe("number");
    expect(lookOf("a bid", "bid")).toBe("text");
  });
});

describe("the judgement", () => {
  const invented = (looks: Look, partly = false): Grounding => ({ by: "nothing", looks, partly });
  const told = (looks: Look): Grounding => ({ by: "schema", what: "description", looks });
  test.each<[string, readonly Grounding[]]>([
    ["error", [invented("address"), invented("identifier"), invented("date"), invented("placeholder")]],
    ["error", [invented("placeholder", true)]],
    ["warning", [invented("number"), invented("name"), invented("text"), invented("time"), invented("date", true)]],
    ["warning", [{ by: "schema", what: "example", looks: "address" }]],
    ["warning", [told("address"), told("identifier")]],
    ["none", [told("text"), told("number")]],
    ["warning", [{ by: "goal", how: "day without a clock", start: 0, end: 1 }]],
    ["none", [{ by: "schema", what: "enum", looks: "identifier" }, { by: "convention" }]],
    ["none", [{ by: "goal", how: "exact", start: 0, end: 1 }]],
  ])("%s", (severity, groundings) => {
    for (const grounding of groundings) {
      const judged = judgeGrounding(grounding);
      expect(judged.severity).toBe(severity);
      expect(judged.reason === "").toBe(severity === "none");
    }
  });
});
