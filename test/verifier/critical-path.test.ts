import { afterAll, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

const thing = { type: "object", properties: { id: { type: "string" } }, required: ["id"] } as const;
const tools = ["a", "b", "c"].map((name) =>
  tool(name, { input: { type: "object", properties: { id: { type: "string" } } }, returns: thing }),
);

const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());

it.each<[string, string, readonly string[]]>([
  ["by arguments", "const { id } = await tools.a({}); await tools.b({}); await tools.c({ id });", ["a", "c"]],
  ["by decisions", "const { id } = await tools.a({}); if (id !== '') await tools.b({ id: 'x' });", ["a", "b"]],
  ["none", "await tools.a({}); await tools.b({});", ["a"]],
  ["a loop", "let id = ''; for (let n = 0; n < 3; n += 1) id = (await tools.a({ id })).id; return id;", ["a"]],
])("the longest chain: %s", async (_, body, expected) => {
  const source = `export default async function plan() { ${body} }`;
  const { evidence } = await verifier.verify({ goal: "", source }, tools);
  expect(evidence.criticalPath.map(({ tool }) => tool)).toEqual(expected);
});
