import { describe, expect, test } from "vitest";
import { freeName, nextName, resultName } from "#dist/planner/search/program/names.js";
import { printProgram } from "#dist/planner/search/program/print.js";
import { type CallStep, type Program, recordOf, type Step } from "#dist/planner/search/program/program.js";
import type { Json } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

const binding = { namespace: "shop", member: "buy", spec: tool("buy", { server: "shop" }) };

function call(name: string, args: CallStep["args"] = recordOf([]), inside?: string): CallStep {
  return { kind: "call", name, inside, binding, args };
}

function body(steps: readonly Step[], results: readonly string[]): string[] {
  const program: Program = { steps, results };
  return printProgram(program).split("\n").slice(1, -2);
}

const list = { kind: "reference", name: "a", path: [{ key: "items", optional: false }] } as const;

describe("a program as text", () => {
  test("records are put together from paths, names quoted where they must be", () => {
    const args = recordOf([
      { path: ["to", "city"], value: { kind: "literal", value: "Rome" } },
      { path: ["to", "zip-code"], value: { kind: "literal", value: 123 } },
      { path: ["from"], value: { kind: "reference", name: "b", path: [{ key: "x y", optional: true }] } },
    ]);
    expect(body([call("a", args)], ["a"])).toEqual([
      '  const a = await shop.buy({ to: { city: "Rome", "zip-code": 123 }, from: b?.["x y"] });',
      "  return a;",
    ]);
  });

  test.each<[Json, string]>([
    [-0, "-0"],
    [1e21, "1e+21"],
    ['say "no"\n', '"say \\"no\\"\\n"'],
    [[1, null, true], "[1, null, true]"],
    [{ a: { "b c": [] } }, '{ a: { "b c": [] } }'],
    [JSON.parse('{"__proto__": 1}'), '{ ["__proto__"]: 1 }'],
  ])("%j", (value, text) => {
    const args = recordOf([{ path: ["v"], value: { kind: "literal", value } }]);
    expect(body([call("a", args)], ["a"])[0]).toBe(`  const a = await shop.buy({ v: ${text} });`);
  });

  test("a call nobody reads has no variable; several answers come back by name", () => {
    const used = recordOf([{ path: ["id"], value: { kind: "reference", name: "a", path: [] } }]);
    expect(body([call("x"), call("a"), call("b", used), call("c")], ["b", "c"])).toEqual([
      "  await shop.buy({});",
      "  const a = await shop.buy({});",
      "  const b = await shop.buy({ id: a });",
      "  const c = await shop.buy({});",
      "  return { b, c };",
    ]);
  });

  test("so many of an order, and one in it", () => {
    const ranking = { key: "n", numeric: true, most: true, loose: false };
    const given = recordOf([{ path: ["id"], value: { kind: "reference", name: "one", path: [] } }]);
    const each: Step = { kind: "each", name: "one", inside: undefined, list, first: { ranking, count: 2 } };
    expect(body([call("a"), each, call("b", given, "one")], ["b"])).toContain(
      "  for (const one of a.items.toSorted((a, b) => b.n - a.n).slice(0, 2)) {",
    );
    const best: Step = {
      kind: "best",
      name: "one",
      inside: undefined,
      list,
      where: [],
      ranking,
      rank: 3,
      otherwise: "none",
    };
    expect(body([call("a"), best, call("b", given)], ["b"])).toContain(
      "  const one = a.items.toSorted((a, b) => b.n - a.n)[2];",
    );
  });

  test("what is not there ends the plan, and in a loop the round", () => {
    const value = { kind: "reference", name: "a", path: [{ key: "b", optional: false }] } as const;
    const steps: Step[] = [
      call("a"),
      { kind: "pick", name: "p", inside: undefined, list, nullable: true, only: true, otherwise: "none" },
      {
        kind: "guard",
        name: "g",
        inside: undefined,
        value,
        absent: ["undefined", "null"],
        checks: [],
        otherwise: "no b",
      },
      { kind: "each", name: "item", inside: undefined, list },
      {
        kind: "guard",
        name: "h",
        inside: "item",
        value,
        absent: [],
        checks: [
          { rule: "minLength", bound: 1 },
          { rule: "maximum", bound: 9 },
        ],
        otherwise: "no b",
      },
      {
        kind: "pick",
        name: "q",
        inside: "item",
        list,
        nullable: false,
        only: false,
        otherwise: "",
        where: { keys: ["name"], equals: "x" },
      },
      call("done", recordOf([]), "item"),
    ];
    expect(body(steps, ["done"])).toEqual([
      "  const a = await shop.buy({});",
      "  const p = a.items[0];",
      '  if (p === undefined || p === null || a.items.length > 1) return { done: false, reason: "none" };',
      "  const g = a.b;",
      '  if (g === undefined || g === null) return { done: false, reason: "no b" };',
      "  const doneList: unknown[] = [];",
      "  for (const item of a.items) {",
      "    const h = a.b;",
      "    if (h.length < 1 || h > 9) continue;",
      '    const q = a.items.find((item) => item.name === "x");',
      "    if (q === undefined) continue;",
      "    doneList.push(await shop.buy({}));",
      "  }",
      "  return doneList;",
    ]);
  });
});

describe("names of variables", () => {
  const bindingOf = (name: string) => ({ namespace: "n", member: name, spec: tool(name) });
  test.each([
    ["list_invoices", [], "invoices"],
    ["list_invoices", ["invoices"], "listInvoices"],
    ["weather", ["weather"], "weatherResult"],
    ["getHTTPStatus", [], "httpStatus"],
    ["delete", [], "result"],
    ["天気", [], "result"],
    ["search", [], "search"],
  ])("%s beside %j is %s", (name, taken, variable) => {
    expect(resultName(bindingOf(name), new Set(taken))).toBe(variable);
  });

  test("are never keywords and never taken", () => {
    expect(freeName(["new"], new Set())).toBe("result");
    expect(nextName("a", new Set(["a", "a2"]))).toBe("a3");
    expect(nextName("a2", new Set(["a2"]))).toBe("a3");
  });
});
