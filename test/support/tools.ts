import type { Schema, ToolSpec } from "#dist/toolspecs/index.js";

/** A tool of which only some things matter. */
export function tool(name: string, some: Partial<ToolSpec> & { readonly returns?: Schema } = {}): ToolSpec {
  const { returns, ...rest } = some;
  return {
    server: "tools",
    name,
    description: "",
    input: { type: "object" },
    output: { schema: returns ?? true, origin: returns === undefined ? "unknown" : "declared" },
    effect: "read",
    trusted: true,
    ...rest,
  };
}

/** A tool with a title to look for and a list of numbered notes as its result. */
export const findNotes: ToolSpec = {
  server: "notes",
  name: "find",
  description: "Finds notes by a word.",
  input: { type: "object", properties: { word: { type: "string" } }, required: ["word"], additionalProperties: false },
  output: {
    schema: {
      type: "array",
      items: { type: "object", properties: { id: { type: "integer" } }, required: ["id"], additionalProperties: false },
    },
    origin: "declared",
  },
  effect: "read",
  trusted: true,
};
