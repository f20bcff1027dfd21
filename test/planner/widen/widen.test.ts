import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { widen } from "#dist/planner/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

const thing = { type: "object", properties: { id: { type: "string" } }, required: ["id"] } as const;
const input = { type: "object", properties: { id: { type: "string" } }, additionalProperties: false } as const;
const tools = [
  ...["a", "b", "c"].map((name) => tool(name, { server: "shop", input, returns: thing })),
  tool("pay", { server: "shop", effect: "irreversible", input, returns: thing }),
];

const plan = (...lines: readonly string[]) => `export default async function plan() {\n  ${lines.join("\n  ")}\n}\n`;

function widened(...lines: readonly string[]): readonly string[] | undefined {
  const result = widen(plan(...lines), tools);
  return result?.source
    .split("\n")
    .slice(1, -2)
    .map((line) => line.trim());
}

describe("reads in a row", () => {
  test("are made together, each under its name", () => {
    expect(
      widened("const x = await shop.a({});", 'const { id } = await shop.b({ id: "q" });', "return x.id + id;"),
    ).toEqual(['const [x, { id }] = await Promise.all([shop.a({}), shop.b({ id: "q" })]);', "return x.id + id;"]);
  });

  test("whose answers nobody takes need no name", () => {
    expect(widened("const x = await shop.a({});", "await shop.b({});", "await shop.c({});", "return x;")?.[0]).toBe(
      "const [x] = await Promise.all([shop.a({}), shop.b({}), shop.c({})]);",
    );
    expect(widened("await shop.b({});", "const x = await shop.a({});", "return x;")?.[0]).toBe(
      "const [, x] = await Promise.all([shop.b({}), shop.a({})]);",
    );
  });

  test("begin a new group where one needs another, in inner blocks too", () => {
    const all = widen(
      plan(
        "const x = await shop.a({});",
        "const y = await shop.b({});",
        "const z = await shop.c({ id: x.id });",
        "if (z.id) { const p = await shop.a({ id: z.id }); const q = await shop.b({ id: z.id }); return p.id + q.id; }",
        "return y;",
      ),
      tools,
    );
    expect(all?.groups).toEqual([
      { line: 2, calls: 2 },
      { line: 5, calls: 2 },
    ]);
  });

  test.each<[string, readonly string[]]>([
    ["what one needs of the other", ["const { id } = await shop.a({});", "await shop.b({ id });"]],
    ["a change between them", ["await shop.a({});", "await shop.pay({});", "await shop.b({});"]],
    ["a change and a read", ["await shop.pay({});", "await shop.a({});"]],
    ["a call in an argument", ["await shop.a({});", "await shop.b({ id: String(1) });"]],
    [
      "a variable that is counted up",
      ["let n = 0;", "await shop.a({ id: '' + n++ });", "await shop.b({ id: '' + n });"],
    ],
    ["a variable that may change", ["let x = await shop.a({});", "let y = await shop.b({});", "x = y;"]],
    ["a type that is said", ["const x: { id: string } = await shop.a({});", "const y = await shop.b({});"]],
    ["a default that calls", ["const { id = String(1) } = await shop.a({});", "const y = await shop.b({});"]],
    ["a comment between them", ["await shop.a({});", "// then", "await shop.b({});"]],
    ["something else than a tool", ["const x = await Promise.resolve(1);", "const y = await Promise.resolve(2);"]],
  ])("stay as they are: %s", (_, lines) => {
    expect(widened(...lines)).toBeUndefined();
  });
});

const verifier = createVerifier({ worlds: 10 });
afterAll(() => verifier.close());

test("law: what is widened passes where the plan passed, in fewer waves, and is not widened again", async () => {
  const names = ["a", "b", "c", "pay"] as const;
  const line = fc.record({ name: fc.constantFrom(...names), from: fc.option(fc.nat(5)) });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 2, maxLength: 6 }), async (lines) => {
      const source = plan(
        ...lines.map(({ name, from }, index) => {
          const id = from === null || from >= index ? "{}" : `{ id: x${from}.id }`;
          return `const x${index} = await shop.${name}(${id});`;
        }),
        `return [${lines.map((_, index) => `x${index}.id`).join(", ")}];`,
      );
      const wider = widen(source, tools);
      if (wider === undefined) return;
      const [before, after] = [
        await verifier.verify({ goal: "", source }, tools),
        await verifier.verify({ goal: "", source: wider.source }, tools),
      ];
      expect(after.outcome).toBe(before.outcome);
      if (after.outcome === "passed") {
        expect(after.evidence.waves.length).toBeLessThan(before.evidence.waves.length);
        expect(after.evidence.calls).toEqual(before.evidence.calls);
      }
      expect(widen(wider.source, tools)).toBeUndefined();
    }),
    { numRuns: 12 },
  );
});
