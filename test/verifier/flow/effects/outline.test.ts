import { describe, expect, it } from "vitest";
import type { OutlineStep } from "#dist/verifier/index.js";
import { effectsOf } from "./bank.js";

/** The outline as indented lines. */
function lines(body: string, outside = ""): readonly string[] {
  const shown = (steps: readonly OutlineStep[], indent: string): readonly string[] =>
    steps.flatMap(({ label, steps: inner }) => [`${indent}${label}`, ...shown(inner ?? [], `${indent}  `)]);
  return shown(effectsOf(body, outside).outline, "");
}

describe("the outline", () => {
  it("says under which conditions, how often and in which order tools are called", () => {
    const body = `
      const xs = await bank.list();
      if (xs.length === 0) return null;
      for (const x of xs) {
        if (x.late) await bank.send({ to: x.id });
      }
      const [one] = await Promise.all([bank.balance(), bank.close({ id: "a" })]);
      try {
        await pay(one.id);
      } catch (problem) {
        await bank.note({ id: "a", text: String(problem) });
      }
      return xs.map((x) => x.id);`;
    expect(lines(body, "async function pay(id: string) { await bank.pay({ id }); }")).toEqual([
      "bank.list",
      "if xs.length === 0: stop",
      "for each x of xs",
      "  if x.late",
      "    bank.send",
      "at the same time",
      "  bank.balance",
      "  bank.close",
      "try",
      "  bank.pay",
      "if that fails",
      "  bank.note",
    ]);
  });

  it("has the place, tool and effect of each call", () => {
    const { outline } = effectsOf('\nreturn bank.get({ id: "a" });');
    const call = { kind: "call", label: "bank.get", line: 4, column: 8, tool: "get", server: "bank", effect: "read" };
    expect(outline).toEqual([call]);
  });

  it("is cut where helpers call helpers without end", () => {
    const chain = Array.from({ length: 40 }, (_, n) => `async function f${n + 1}() { await f${n}(); await f${n}(); }`);
    const outside = ['async function f0() { await bank.send({ to: "a" }); }', ...chain].join("\n");
    const { outline, issues } = effectsOf("await f40();", outside);
    expect(outline.length).toBeLessThan(300);
    expect(issues).toEqual([]);
  });
});

describe("what stays behind when a call fails", () => {
  const pay = 'await bank.pay({ id: "a", amount: 1 });';

  function left(body: string): readonly string[] {
    return effectsOf(body).partialEffects.map(
      ({ after, failing, halfDone }) =>
        `${failing.tool}: ${after.map(({ tool }) => tool).join(", ")}${halfDone ? " and some" : ""}`,
    );
  }

  it.each<[string, string, readonly string[]]>([
    ["nothing before the first change", `const x = await bank.balance(); ${pay} return x;`, []],
    [
      "what was done before",
      `${pay} await bank.send({ to: "a" }); return bank.balance();`,
      ["send: pay", "balance: pay, send"],
    ],
    ["part of a loop", "for (const x of await bank.list()) await bank.pay({ id: x.id });", ["pay:  and some"]],
    [
      "earlier rounds",
      `for (const x of await bank.list()) { const y = await bank.get({ id: x.id }); await bank.pay({ id: y.id }); }`,
      ["get: pay", "pay:  and some"],
    ],
    [
      "nothing where it is handled",
      `${pay} try { await bank.send({ to: "a" }); } catch (problem) { return String(problem); } return null;`,
      [],
    ],
    [
      "nothing of the other arm",
      `const x = await bank.balance(); if (x.late) { ${pay} } else { await bank.send({ to: "a" }); }`,
      [],
    ],
  ])("%s", (_name, body, expected) => {
    expect(left(body)).toEqual(expected);
  });
});
