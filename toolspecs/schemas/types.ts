/**
 * The names that dialects have for types. Beside JSON Schema's own there are those of the languages whose docstrings
 * schemas are generated from; capitals do not matter. A name that nobody knows is a claim that says nothing, so it
 * allows any value: refusing the whole source for one odd word would help less than planning with `unknown` does.
 */
import type { Json } from "../json.js";
import type { SchemaObject, SchemaType } from "../schema.js";

const anything = ["any", "unknown", "mixed", "object?", ""];

const names: ReadonlyMap<string, SchemaType> = new Map([
  ...aliases("null", "null none nonetype nil void undefined"),
  ...aliases("boolean", "boolean bool"),
  ...aliases("integer", "integer int long short byte bigint biginteger int8 int16 int32 int64 uint uint32 uint64"),
  ...aliases("number", "number float double decimal bigdecimal float32 float64 numeric"),
  ...aliases("string", "string str char character charsequence text uuid date datetime time file"),
  ...aliases("array", "array arraylist list linkedlist tuple set hashset queue stack vector sequence iterable"),
  ...aliases("object", "object dict dictionary map hashmap hashtable treemap record struct jsonobject"),
]);

function aliases(type: SchemaType, words: string): [string, SchemaType][] {
  return words.split(" ").map((word) => [word, type]);
}

/** JSON Schema's own. */
export const typeNames = "string, number, integer, boolean, array, object and null";

interface Typing {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly $comment?: string;
}

/** The part of a schema that a `type` keyword stands for; `undefined` when the keyword is malformed. */
export function translateType(type: Json): Typing | undefined {
  if (typeof type === "string") return single(type);
  if (!Array.isArray(type)) return undefined;
  const parts = type.map((name: Json) => (typeof name === "string" ? single(name) : undefined));
  const types = new Set<SchemaType>();
  for (const part of parts) {
    if (part === undefined) return undefined;
    if (typeof part.type !== "string") return part;
    types.add(part.type);
  }
  if (types.has("number")) types.delete("integer");
  const [only, ...others] = types;
  return only !== undefined && others.length === 0 ? { type: only } : { type: [...types] };
}

function single(name: string): Typing {
  const word = name.trim().toLowerCase();
  const type = names.get(word);
  if (type !== undefined) return { type };
  if (anything.includes(word)) return {};
  return {
    $comment: `The source names a type that is not known (${JSON.stringify(name.slice(0, 60))}): any value fits.`,
  };
}

/** Whether a value is of a type that a schema names. */
export function hasType(value: Json, type: NonNullable<SchemaObject["type"]>): boolean {
  const types: readonly SchemaType[] = typeof type === "string" ? [type] : type;
  const own = typeOf(value);
  return types.includes(own) || (own === "integer" && types.includes("number"));
}

function typeOf(value: Json): SchemaType {
  if (value === null) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  return Array.isArray(value) ? "array" : "object";
}
