import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionsOf } from "#dist/verifier/flow/effects/conditions.js";
import type { Relation } from "#dist/verifier/flow/effects/order.js";
import type { Call } from "#dist/verifier/flow/effects/steps.js";
import { sceneFor } from "./bank.js";
import { type Program, program, run } from "./programs.js";

/** How the calls to "a" and "b" stand to each other. */
function relation(body: string, outside = ""): Relation {
  const { order } = sceneFor(body, outside);
  const to = (who: string) => order.calls.find(({ node }) => node.arguments[0]?.getText().includes(`"${who}"`));
  const [a, b] = [to("a"), to("b")];
  if (a === undefined || b === undefined) throw new Error("not there");
  return order.relation(a, b);
}

/** Each relation, seen from the other side. */
const mirror = new Map<Relation | undefined, Relation>([
  ["before", "after"],
  ["after", "before"],
  ["exclusive", "exclusive"],
  ["concurrent", "concurrent"],
  ["unknown", "unknown"],
]);

/** How x and z may stand when x is before y and y is before z. */
const follows = new Set<Relation | undefined>(["before", "exclusive", "unknown"]);

/** To whom a call of a generated program is: what its argument, or that of the helper around it, says. */
function whom({ node, frame }: Call): string {
  const [given] = [...frame.args.values()];
  return /"(\w+)"/.exec(node.getText())?.[1] ?? /\w+/.exec(given?.value.getText() ?? "")?.[0] ?? "";
}

const a = 'bank.send({ to: "a" })';
const b = 'bank.send({ to: "b" })';
const ask = "const x = await bank.balance();";

describe("the order of two calls", () => {
  it.each<[string, string, Relation]>([
    ["a sequence", `await ${a}; await ${b};`, "before"],
    ["the other way round", `await ${b}; await ${a};`, "after"],
    ["arms", `${ask} if (x.late) { await ${a}; } else { await ${b}; }`, "exclusive"],
    ["a conditional", `${ask} await (x.late ? ${a} : ${b});`, "exclusive"],
    ["after an arm", `${ask} if (x.late) { await ${a}; } await ${b};`, "before"],
    ["after an arm that leaves", `${ask} if (x.late) { await ${a}; return; } await ${b};`, "exclusive"],
    [
      "a throw that is caught",
      `${ask} try { if (x.late) { await ${a}; throw new Error("x"); } } catch { await ${b}; }`,
      "before",
    ],
    [
      "arms in a loop",
      `for (const x of await bank.list()) { if (x.late) { await ${a}; } else { await ${b}; } }`,
      "unknown",
    ],
    ["in one round", `for (const x of await bank.list()) { await ${a}; await ${b}; console.log(x); }`, "before"],
    ["a list of promises", `await Promise.all([${a}, ${b}]);`, "concurrent"],
    ["a list of results", `const all = [await ${a}, await ${b}]; return all;`, "before"],
    ["not waited for", `const p = ${a}; await ${b}; await p;`, "concurrent"],
    ["waited for", `const p = ${a}; await p; await ${b};`, "before"],
    [
      "waited for in one arm",
      `const p = ${a}; ${ask} if (x.late) { await p; await ${b}; } else { await p; }`,
      "before",
    ],
    ["two under way", `const p = ${a}; const q = ${b}; await Promise.all([p, q]);`, "concurrent"],
    ["chained", `await ${a}.then(() => ${b});`, "before"],
    ["when that fails", `await ${a}.catch(() => ${b});`, "before"],
    ["finally", `try { await ${a}; } finally { await ${b}; }`, "before"],
    ["clauses", `${ask} switch (x.id) { case "x": await ${a}; break; default: await ${b}; }`, "exclusive"],
    ["a function kept in an object", `const o = { f: () => ${a} }; await o.f(); await ${b};`, "unknown"],
    ["a function where it is called", `const f = async () => { await ${a}; }; await ${b}; await f();`, "after"],
    [
      "a function that returns early",
      `const f = async (late: boolean) => { if (late) { await ${a}; return; } }; await f(true); await ${b};`,
      "before",
    ],
  ])("%s", (_name, body, expected) => {
    expect(relation(body)).toBe(expected);
  });

  it("is the same seen from both sides, and never turns round from call to call", () => {
    fc.assert(
      fc.property(program(), ({ body, outside }: Program) => {
        const { order } = sceneFor(body, outside);
        const seen = order.calls.map((x) => order.calls.map((y) => order.relation(x, y)));
        const at = (x: number, y: number) => seen[x]?.[y];
        for (const x of seen.keys()) {
          for (const y of seen.keys()) {
            const relation = at(x, y);
            if (at(y, x) !== mirror.get(relation)) throw new Error(`${x} and ${y} of ${body}`);
            if (relation !== "before") continue;
            for (const z of seen.keys()) {
              // A failure between the two may leave the first under way, in runs that never get to the second.
              if (at(y, z) === "before" && !follows.has(at(x, z))) throw new Error(`${x}, ${y}, ${z} of ${body}`);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is what runs do", async () => {
    const seen = { before: 0, exclusive: 0 };
    await fc.assert(
      fc.asyncProperty(program(), fc.array(fc.nat(99), { minLength: 40, maxLength: 40 }), async (made, luck) => {
        const { order } = sceneFor(made.body, made.outside);
        const events = await run(made, luck);
        for (const x of order.calls) {
          for (const y of order.calls) {
            const [one, other] = [events.get(whom(x)), events.get(whom(y))];
            const relation = order.relation(x, y);
            const inLoop = order.loops(x).some((loop) => order.loops(y).includes(loop));
            if (relation === "exclusive") {
              seen.exclusive += 1;
              expect(one !== undefined && other !== undefined, `${made.body}: ${whom(x)} and ${whom(y)}`).toBe(false);
            }
            if (relation === "before" && !inLoop && one !== undefined && other !== undefined) {
              seen.before += 1;
              expect(one.ended, `${made.body}: ${whom(x)} before ${whom(y)}`).toBeLessThan(other.started);
            }
          }
        }
      }),
      { numRuns: 120 },
    );
    expect(seen.before).toBeGreaterThan(0);
    expect(seen.exclusive).toBeGreaterThan(0);
  });
});

describe("the conditions of a call", () => {
  function conditions(body: string): readonly string[] {
    const { order } = sceneFor(body);
    const call = order.calls.find(({ node }) => node.getText() === a);
    return call === undefined ? [] : conditionsOf(order.path(call)).map(({ text }) => text);
  }

  it.each<[string, string, readonly string[]]>([
    ["none", `await ${a};`, []],
    ["an if", `${ask} if (x.late) await ${a};`, ["x.late"]],
    ["an else", `${ask} if (x.id === "y") { console.log(1); } else { await ${a}; }`, ['x.id !== "y"']],
    ["an early exit", `${ask} if (x.amount < 3) return; await ${a};`, ["!(x.amount < 3)"]],
    ["both", `${ask} if (!x.late) return; if (x.id === "y") { await ${a}; }`, ["x.late", 'x.id === "y"']],
    ["a short circuit", `${ask} x.late && (await ${a});`, ["x.late"]],
    ["a clause", `${ask} switch (x.id) { case "y": case "z": await ${a}; }`, ['x.id === "y" || x.id === "z"']],
    ["the default", `${ask} switch (x.id) { case "y": break; default: await ${a}; }`, ['!(x.id === "y")']],
    ["a skipped round", `for (const x of await bank.list()) { if (x.late) continue; await ${a}; }`, ["!x.late"]],
  ])("%s", (_name, body, expected) => {
    expect(conditions(body)).toEqual(expected);
  });
});
