import type { SchemaObject, SchemaType } from "./schema.js";

/**
 * The types a schema admits, as far as it says. A schema that lists members or items without a `type` is taken to mean
 * an object or an array: that is what their authors mean, though the letter of JSON Schema would let a number pass.
 */
export function typesOf(schema: SchemaObject): readonly SchemaType[] | undefined {
  if (typeof schema.type === "string") return [schema.type];
  if (schema.type !== undefined) return schema.type;
  if (says(schema, "properties", "required", "additionalProperties", "patternProperties")) return ["object"];
  if (says(schema, "items", "prefixItems", "contains")) return ["array"];
  return undefined;
}

export function says(schema: SchemaObject, ...keywords: readonly string[]): boolean {
  return keywords.some((keyword) => schema[keyword] !== undefined);
}

/** A tool that names no parameters takes none, though its schema may let any pass. */
export function takesNothing(input: SchemaObject): boolean {
  const open = says(input, "additionalProperties", "patternProperties", "required", "$ref", "allOf", "anyOf", "oneOf");
  return !open && Object.keys(input.properties ?? {}).length === 0;
}
