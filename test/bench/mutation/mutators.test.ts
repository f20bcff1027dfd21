import { describe, expect, test } from "vitest";
import { kinds, mutantsOf } from "#dist/bench/mutation/mutate.js";
import { subjectOf } from "#dist/bench/mutation/subject.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { mutants, plan, shop } from "./subject.js";

const refund = `await tools.refund({ id: order.id, buyer: order.buyer });`;

describe("each kind changes one thing", () => {
  test("wrong tool: one that takes the same arguments, if there is one", async () => {
    expect(await mutants("wrong tool", plan(`return tools.find_order({ id: "A1" });`))).toEqual([
      `return tools.find_order({ id: "A1" }); => return tools.find_return({ id: "A1" });`,
    ]);
  });

  test("wrong tool: else any other", async () => {
    const [only, ...others] = await mutants("wrong tool", plan(`return tools.refund({ id: "A1", buyer: "B" });`));
    expect(only).toMatch(/=> return tools\.(find_order|find_return|set_state)\(/);
    expect(others).toEqual([]);
  });

  test("wrong field: another of the same object, and never a method or a tool", async () => {
    const source = plan(`const order = await tools.find_order({ id: "A1" });`, "return order.buyer.trim();");
    const [only, ...others] = await mutants("wrong field", source);
    expect(only).toMatch(/^return order\.buyer\.trim\(\); => return order\.(id|paid|cents)\.trim\(\);$/);
    expect(others).toEqual([]);
  });

  test("wrong field: a destructured one keeps its name, a lonely one gets a name like it", async () => {
    const source = plan(`const { done } = await tools.refund({ id: "A1", buyer: "B" });`, "return done;");
    expect(await mutants("wrong field", source)).toEqual([
      `const { done } = await tools.refund({ id: "A1", buyer: "B" }); => const { dones: done } = await tools.refund({ id: "A1", buyer: "B" });`,
    ]);
  });

  test("dropped await", async () => {
    const source = plan(`const order = await tools.find_order({ id: "A1" });`, "return order;");
    expect(await mutants("dropped await", source)).toEqual([
      `const order = await tools.find_order({ id: "A1" }); => const order = tools.find_order({ id: "A1" });`,
    ]);
  });

  test("swapped arguments: shorthand ones too", async () => {
    const source = plan(`const id = "A1";`, `return tools.refund({ id, buyer: "B" });`);
    expect(await mutants("swapped arguments", source)).toEqual([
      `return tools.refund({ id, buyer: "B" }); => return tools.refund({ id: "B", buyer: id });`,
    ]);
  });

  test("changed literal: a date becomes another day, a value that is only reported stays", async () => {
    const source = plan(
      `const order = await tools.find_order({ id: "2026-01-09" });`,
      `return { order, note: "done" };`,
    );
    expect(await mutants("changed literal", source)).toEqual([
      `const order = await tools.find_order({ id: "2026-01-09" }); => const order = await tools.find_order({ id: "2026-01-08" });`,
    ]);
  });

  test("changed literal: an enum's member becomes another", async () => {
    const source = plan(`return tools.set_state({ id: "A1", state: "open" });`);
    const states = (await mutants("changed literal", source))
      .filter((text) => text.includes('id: "A1", state: "'))
      .map(lastState);
    expect(states).toEqual(expect.arrayContaining(["closed", "held"]));
  });

  test("changed literal: a number becomes another", async () => {
    const source = plan(
      `const order = await tools.find_order({ id: "x" });`,
      "const large = order.cents > 500;",
      "return { large };",
    );
    expect(await mutants("changed literal", source)).toEqual([
      "const large = order.cents > 500; => const large = order.cents > 5000;",
      "const large = order.cents > 500; => const large = order.cents > 501;",
    ]);
  });

  test("dropped argument: the first, and the last with its comma", async () => {
    const source = plan(`return tools.refund({ id: "A1", buyer: "B" });`);
    expect(await mutants("dropped argument", source)).toEqual([
      `return tools.refund({ id: "A1", buyer: "B" }); => return tools.refund({ buyer: "B" });`,
      `return tools.refund({ id: "A1", buyer: "B" }); => return tools.refund({ id: "A1" });`,
    ]);
  });

  test("reversed condition: of statements, operators and predicates", async () => {
    const source = plan(
      `const order = await tools.find_order({ id: "A1" });`,
      "if (order.cents < 5) return [];",
      "return [order].filter((one) => one.paid);",
    );
    expect(await mutants("reversed condition", source)).toEqual([
      "if (order.cents < 5) return []; => if (order.cents >= 5) return [];",
      "return [order].filter((one) => one.paid); => return [order].filter((one) => !(one.paid));",
    ]);
  });

  test("dropped guard: an exit goes, a body stays", async () => {
    const source = plan(
      `const order = await tools.find_order({ id: "A1" });`,
      "if (!order.paid) return false;",
      `if (order.cents > 0) ${refund}`,
      "return true;",
    );
    expect(await mutants("dropped guard", source)).toEqual([
      "if (!order.paid) return false; => ",
      `if (order.cents > 0) ${refund} => ${refund}`,
    ]);
  });

  test("duplicated call: of irreversible tools alone, in a block of its own where a statement stands alone", async () => {
    const source = plan(
      `const order = await tools.find_order({ id: "A1" });`,
      `await tools.set_state({ id: "A1", state: "held" });`,
      `if (order.paid) ${refund}`,
      "return order;",
    );
    expect(await mutants("duplicated irreversible call", source)).toEqual([
      `if (order.paid) ${refund} => if (order.paid) { ${refund} ${refund} }`,
    ]);
  });

  test("reordered write: before its guard, but not before what it needs", async () => {
    const guard = "if (!order.paid) return false;";
    const source = plan(`const order = await tools.find_order({ id: "A1" });`, guard, refund, "return true;");
    expect(await mutants("reordered write", source)).toEqual([`${guard} ${refund} => ${refund} ${guard}`]);
  });

  test("reordered write: reads stay where they are", async () => {
    const source = plan(
      `const one = await tools.find_order({ id: "A1" });`,
      `const two = await tools.find_return({ id: "A1" });`,
      "return [one, two];",
    );
    expect(await mutants("reordered write", source)).toEqual([]);
  });
});

function lastState(text: string): string | undefined {
  return text.split('state: "').at(-1)?.split('"')[0];
}

test("the same program has the same mutants, at most as many as asked for, and none is the program itself", async () => {
  const source = plan(
    `const order = await tools.find_order({ id: "A1" });`,
    `if (order.paid) ${refund}`,
    "return order.cents;",
  );
  const program = { id: "", origin: "", goal: "Refund A1", source, tools: await shop(), claimsEffects: true };
  const subject = subjectOf(program, createCompiler());
  for (const kind of kinds) {
    const found = mutantsOf(kind, subject, 1);
    expect(found.length).toBeLessThanOrEqual(1);
    expect(mutantsOf(kind, subject, 1)).toEqual(found);
    expect(found.map((mutant) => mutant.source)).not.toContain(source);
  }
});
