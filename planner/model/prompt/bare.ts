import type { Binding, Catalogue, Schema, SchemaObject } from "../../../toolspecs/index.js";

/**
 * The same tools without a word of prose: descriptions, titles, examples and defaults are gone, names and types are left. Whoever
 * wrote a tool's text can then tell the model nothing; what is left to them are names and choices.
 */
export function withoutProse(catalogue: Catalogue): Catalogue {
  const bare = new Map(catalogue.bindings.map((binding) => [binding, bareBinding(binding)]));
  return only(catalogue, (binding) => bare.get(binding));
}

/** Some bindings of a catalogue, or others in their place. Names stay those of the whole. */
export function only(catalogue: Catalogue, keep: (binding: Binding) => Binding | undefined): Catalogue {
  const bindings = catalogue.bindings.flatMap((binding) => keep(binding) ?? []);
  return {
    bindings,
    find: (namespace, member) => bindings.find((one) => one.namespace === namespace && one.member === member),
  };
}

function bareBinding(binding: Binding): Binding {
  const { spec } = binding;
  const { examples: _, ...rest } = spec;
  const input = bareObject(spec.input);
  const output = { ...spec.output, schema: bareSchema(spec.output.schema) };
  return { ...binding, spec: { ...rest, description: "", input, output } };
}

const prose = new Set(["description", "title", "examples", "default"]);
const schemas = new Set(["not", "if", "then", "else", "additionalProperties", "propertyNames", "items", "contains"]);
const lists = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);
const maps = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);

function bareSchema(schema: Schema): Schema {
  return typeof schema === "boolean" ? schema : bareObject(schema);
}

function bareObject(schema: SchemaObject): SchemaObject {
  const entries = Object.entries(schema).filter(([keyword, value]) => !prose.has(keyword) && !isProse(keyword, value));
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, barePart(keyword, value)]));
}

/** A format is a word and a pattern has no sentences in it; what reads otherwise was written to be read. */
function isProse(keyword: string, value: unknown): boolean {
  if (keyword === "format") return !/^[\w-]{1,30}$/.test(String(value));
  return keyword === "pattern" && /[a-z]{2,}[ ,]+[a-z]{2,}/i.test(String(value));
}

function barePart(keyword: string, value: unknown): unknown {
  if (schemas.has(keyword)) return bareSchema(value as Schema);
  if (lists.has(keyword)) return (value as readonly Schema[]).map(bareSchema);
  if (!maps.has(keyword)) return value;
  const parts = Object.entries(value as Readonly<Record<string, Schema>>);
  return Object.fromEntries(parts.map(([name, part]) => [name, bareSchema(part)]));
}
