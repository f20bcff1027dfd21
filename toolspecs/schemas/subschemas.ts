/**
 * The schemas directly inside a translated schema. One list for every walk, so that a keyword added to the dialect is
 * added to all of them at once.
 */
import type { Schema, SchemaObject } from "../schema.js";

/** Keywords whose schemas judge the very value that the schema around them judges. */
export const inPlace = {
  one: ["not", "if", "then", "else"],
  list: ["anyOf", "oneOf", "allOf"],
  map: ["dependentSchemas"],
};

/** Keywords whose schemas judge a part of the value. */
export const downward = {
  one: ["additionalProperties", "propertyNames", "unevaluatedProperties", "items", "contains", "unevaluatedItems"],
  list: ["prefixItems"],
  map: ["properties", "patternProperties"],
};

type Keywords = typeof inPlace;

export function* subschemas(
  schema: Schema,
  keywords: readonly Keywords[] = [inPlace, downward],
): Generator<SchemaObject> {
  if (typeof schema === "boolean") return;
  for (const { one, list, map } of keywords) {
    for (const keyword of one) yield* schemasAmong([schema[keyword]]);
    for (const keyword of list) yield* schemasAmong(schema[keyword]);
    for (const keyword of map) yield* schemasAmong(Object.values(schema[keyword] ?? {}));
  }
}

function* schemasAmong(values: unknown): Generator<SchemaObject> {
  if (!Array.isArray(values)) return;
  for (const value of values) if (typeof value === "object" && value !== null) yield value;
}

/** Names of the definitions that a schema refers to, itself or somewhere inside; `#` is the schema as a whole. */
export function definitionsUsed(schema: Schema, keywords?: readonly Keywords[]): Set<string> {
  const used = new Set<string>();
  const visit = (node: Schema): void => {
    if (typeof node === "boolean") return;
    if (node.$ref !== undefined) used.add(node.$ref.replace("#/$defs/", ""));
    for (const part of subschemas(node, keywords)) visit(part);
  };
  visit(schema);
  return used;
}
