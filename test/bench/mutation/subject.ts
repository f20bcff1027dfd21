import type { Kind } from "#dist/bench/mutation/mutate.js";
import { mutantsOf } from "#dist/bench/mutation/mutate.js";
import { subjectOf } from "#dist/bench/mutation/subject.js";
import { type Json, type JsonObject, readTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";

const text = { type: "string" };
const object = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** A small shop: two tools that look alike, and two that change something. */
const document: Json = [
  {
    name: "find_order",
    inputSchema: object({ id: text }),
    outputSchema: object({ id: text, buyer: text, paid: { type: "boolean" }, cents: { type: "integer" } }),
    annotations: { readOnlyHint: true },
  },
  {
    name: "find_return",
    inputSchema: object({ id: text }),
    outputSchema: object({ id: text, buyer: text, paid: { type: "boolean" }, cents: { type: "integer" } }),
    annotations: { readOnlyHint: true },
  },
  {
    name: "refund",
    inputSchema: object({ id: text, buyer: text, note: text }, ["id", "buyer"]),
    outputSchema: object({ done: { type: "boolean" } }),
    annotations: { destructiveHint: true },
  },
  {
    name: "set_state",
    inputSchema: object({ id: text, state: { enum: ["open", "closed", "held"] } }),
    outputSchema: object({ done: { type: "boolean" } }),
    annotations: { destructiveHint: false },
  },
];

export async function shop(): Promise<readonly ToolSpec[]> {
  const tools = await readTools([document]);
  if (!tools.ok) throw new Error(JSON.stringify(tools.issues));
  return tools.value;
}

export function plan(...lines: readonly string[]): string {
  return `export default async function plan() {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

/** Every mutant of a kind, each as the lines that differ: `- before` and `+ after`. */
export async function mutants(kind: Kind, source: string, goal = ""): Promise<readonly string[]> {
  const program = { id: "", origin: "", goal, source, tools: await shop(), claimsEffects: true };
  const found = mutantsOf(kind, subjectOf(program, createCompiler()), Number.POSITIVE_INFINITY);
  return found.map((mutant) => difference(source, mutant.source)).sort();
}

/** The stretch of text in which two programs differ, widened to whole lines. */
function difference(before: string, after: string): string {
  const from = before.split("\n").map((line) => line.trim());
  const to = after.split("\n").map((line) => line.trim());
  let start = 0;
  while (start < from.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const lines = (all: readonly string[]) =>
    all
      .slice(start, all.length - end)
      .filter(Boolean)
      .join(" ");
  return `${lines(from)} => ${lines(to)}`;
}
