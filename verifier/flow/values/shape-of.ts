import type { SchemaObject } from "../../../toolspecs/index.js";

const plainTypes: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean", "null"]);

/** Whether a schema is of texts, numbers and the like: they have no parts that are told apart. */
export function isPlain(schemas: readonly SchemaObject[]): boolean {
  return schemas.length > 0 && schemas.every(({ type }) => typesOf(type).every((one) => plainTypes.has(one)));
}

/** Whether values of a schema can have a property: what a closed object does not declare is never there. */
export function mayHave(schemas: readonly SchemaObject[], key: string): boolean {
  return schemas.length === 0 || schemas.some((schema) => allows(schema, key));
}

function allows({ type, properties, additionalProperties, patternProperties }: SchemaObject, key: string): boolean {
  if (type !== undefined && !typesOf(type).includes("object")) return typesOf(type).includes("array") && isIndex(key);
  if (type !== "object" || isIndex(key)) return true;
  const declared = properties !== undefined && Object.hasOwn(properties, key);
  return declared || additionalProperties !== false || patternProperties !== undefined;
}

export function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

/** A schema without a type may be of anything. */
function typesOf(type: SchemaObject["type"]): readonly unknown[] {
  if (type === undefined) return ["object"];
  return typeof type === "string" ? [type] : type;
}
