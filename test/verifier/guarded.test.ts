import { afterAll, describe, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { shopTools } from "./shop.js";

const verifier = createVerifier({ worlds: 40 });
const shop = await shopTools();
afterAll(() => verifier.close());

async function neverRun(body: string): Promise<number> {
  const source = `export default async function plan() {\nconst list = ["a", "b", "c"];\n${body}\nreturn null;\n}\n`;
  const { issues } = await verifier.verify({ goal: "", source }, shop);
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  return issues.filter(({ code }) => code === "branch_never_run").length;
}

const body = "if (one === undefined) continue; console.log(one);";

describe("a branch that only the compiler asks for", () => {
  it.each([
    [`for (let i = 0; i < list.length; i += 1) { const one = list[i]; ${body} }`],
    ["for (let i = 0; i < list.length; i += 1) { const one = list[i]; if (one !== undefined) console.log(one); }"],
    ["for (let i = 0; i < list.length; i += 1) { const one = list[i]; if (one) console.log(one); }"],
    [`while (list.length > 0) { const one = list.shift(); ${body} }`],
    ["while (list.length > 0) { const one = list.pop(); if (!one) break; console.log(one); }"],
  ])("is not told of: %s", async (text) => expect(await neverRun(text)).toBe(0));

  it.each([
    [`for (let i = 0; i < 3; i += 1) { const one = list[i]; ${body} }`],
    [`for (let i = 0; i < list.length; i += 1) { const one = list[0]; ${body} }`],
  ])("is, where the loop does not show it: %s", async (text) => expect(await neverRun(text)).toBe(1));
});
