import { catalogue, type Json, type ToolSpec } from "../../toolspecs/index.js";
import type { UndoStep } from "./deeds.js";

/** A plan like any other: to be judged, approved and run. */
export interface UndoPlan {
  readonly goal: string;
  readonly source: string;
}

/** The program that makes the calls of `steps`, in their order. It stops at the first that fails, for a person to look. */
export function undoPlan(steps: readonly UndoStep[], tools: readonly ToolSpec[]): UndoPlan {
  const { bindings } = catalogue(tools);
  const nameOf = (tool: ToolSpec) => {
    const binding = bindings.find(({ spec }) => spec === tool);
    return binding === undefined ? tool.name : `${binding.namespace}.${binding.member}`;
  };
  const calls = steps.map(({ call, tool, by, args }) => {
    const made = `${nameOf(by)}(${Object.keys(args).length === 0 ? "" : written(args)})`;
    return { call, made, comment: `Takes back call ${call}, ${nameOf(tool)}.` };
  });
  const body = calls.map(({ made, comment }) => `  // ${comment}\n  await ${made};`);
  return {
    // The values stand in the goal, so that the judge sees that nobody made them up.
    goal: `Take back what a run did, the last call first: ${calls.map(({ made }) => made).join("; ")}`,
    source: `export default async function plan() {\n${body.join("\n")}\n  return { takenBack: ${calls.length} };\n}\n`,
  };
}

/** JSON, with the keys bare that may be. */
function written(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${keyOf(key)}: ${written(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** `__proto__` bare or quoted would set the prototype; computed it is a key like any other. */
function keyOf(key: string): string {
  if (key === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
