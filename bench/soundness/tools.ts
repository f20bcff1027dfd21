import type { Schema, ToolSpec } from "../../toolspecs/index.js";

// A small invented office: four tools that tell things, four that do things.

const text: Schema = { type: "string", maxLength: 12 };
const item: Schema = {
  type: "object",
  properties: {
    id: { type: "integer", minimum: 0, maximum: 99 },
    name: text,
    tags: { type: "array", items: text, maxItems: 5 },
    owner: { type: "object", properties: { name: text }, required: ["name"], additionalProperties: false },
  },
  required: ["id", "name", "tags"],
  additionalProperties: false,
};
const items: Schema = { type: "array", items: item };

interface Sketch {
  readonly input: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly output: Schema;
}

const sources: { readonly [name: string]: Sketch } = {
  list: {
    input: { q: { type: "string" } },
    output: {
      type: "object",
      properties: { items, next: text },
      required: ["items"],
      additionalProperties: false,
    },
  },
  page: { input: { n: { type: "number" } }, output: { type: "array", items: item, maxItems: 4 } },
  record: { input: { key: { type: "string" } }, output: item },
  text: { input: { q: { type: "string" } }, output: text },
  count: { input: {}, output: { type: "integer", minimum: 0, maximum: 6 } },
  flag: { input: {}, output: { type: "boolean" } },
};

const done: Schema = {
  type: "object",
  properties: { ok: { type: "boolean" }, note: text },
  required: ["ok", "note"],
  additionalProperties: false,
};

const sinks: { readonly [name: string]: Sketch } = {
  send: { input: { text: { type: "string" }, to: { type: "string" } }, required: ["text"], output: done },
  put: {
    input: { id: { type: "number" }, value: { type: "string" } },
    output: { type: "integer", minimum: 0, maximum: 9 },
  },
  post: { input: { lines: { type: "array", items: { type: "string" } } }, output: done },
  save: { input: { data: true }, output: done },
};

/** The tools that programs are drawn over. What `src` returns is data; what `sink` is given leaves the program. */
export const tools: readonly ToolSpec[] = [...specs("src", sources, "read"), ...specs("sink", sinks, "write")];

/** `namespace.member` of every tool. */
export const sourceNames: readonly string[] = Object.keys(sources).map((name) => `src.${name}`);
export const sinkNames: readonly string[] = Object.keys(sinks).map((name) => `sink.${name}`);

function specs(server: string, sketches: { readonly [name: string]: Sketch }, effect: ToolSpec["effect"]): ToolSpec[] {
  return Object.entries(sketches).map(([name, { input, output, required }]) => ({
    server,
    name,
    description: "",
    input: {
      type: "object",
      properties: input,
      required: required ?? Object.keys(input),
      additionalProperties: false,
    },
    output: { schema: output, origin: "declared" },
    effect,
    trusted: server !== "src",
  }));
}
