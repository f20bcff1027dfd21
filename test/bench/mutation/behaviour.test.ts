import { afterAll, expect, test } from "vitest";
import { likenessTo } from "#dist/bench/mutation/behaviour.js";
import { subjectOf } from "#dist/bench/mutation/subject.js";
import { createSandbox } from "#dist/sandbox/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { plan, shop } from "./subject.js";

const compiler = createCompiler();
const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

async function alike(good: string, other: string): Promise<boolean> {
  const program = { id: "", origin: "", goal: "", source: good, tools: await shop(), claimsEffects: true };
  return likenessTo(subjectOf(program, compiler), { compiler, sandbox }).holds(other);
}

const find = `const order = await tools.find_order({ id: "A1" });`;

test("a program is like itself, and like one that says the same in other words", async () => {
  const good = plan(find, "return order.paid ? order.cents : 0;");
  expect(await alike(good, good)).toBe(true);
  expect(await alike(good, plan(find, "if (!order.paid) return 0;", "return order.cents;"))).toBe(true);
});

test.each([
  ["another tool", plan(`const order = await tools.find_return({ id: "A1" });`, "return order.cents;")],
  ["another argument", plan(`const order = await tools.find_order({ id: "A2" });`, "return order.cents;")],
  ["another result", plan(find, "return order.cents + 1;")],
  ["one call more", plan(find, `await tools.refund({ id: "A1", buyer: "B" });`, "return order.cents;")],
  ["an exception", plan(find, `throw new Error("no");`)],
])("%s tells programs apart", async (_, other) => {
  expect(await alike(plan(find, "return order.cents;"), other)).toBe(false);
});

test("worlds hold what the program compares with, and what other tools answer", async () => {
  const literal = (op: string) => plan(find, `return order.buyer ${op} "Ada Lind";`);
  expect(await alike(literal("==="), plan(find, "return false;"))).toBe(false);
  const join = (result: string) =>
    plan(find, `const back = await tools.find_return({ id: "A1" });`, `return ${result};`);
  expect(await alike(join("order.buyer === back.buyer && order.buyer.length > 3"), join("false"))).toBe(false);
});

test("a tool that fails tells programs apart that catch", async () => {
  const caught = (result: string) => plan("try {", find, "return order.cents;", "} catch {", `return ${result};`, "}");
  expect(await alike(caught("1"), caught("2"))).toBe(false);
});
