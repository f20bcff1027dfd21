/**
 * Slips of the pen that documents in use are full of and that can be read in one way only. Mending them is kinder than
 * refusing a document of a thousand operations for them; what can be read in two ways stays an issue.
 *
 * - A bound written as text: `minimum: "0"`.
 * - An enum whose values are all in another notation than its type's: `type: boolean, enum: ["True", "False"]`, or numbers
 *   under `type: string`. Values that cannot be read as the type are dropped; if none is left, the schema contradicts itself.
 * - An enum of single values beside `type: array`: it is about the items.
 * - A type's name, or "true" and "false" as text, where a schema should stand: `oneOf: ["string", "null"]`.
 */
import type { Json } from "../json.js";
import { shorten } from "../place.js";
import type { Schema, SchemaObject, SchemaType } from "../schema.js";
import { hasType, translateType } from "./types.js";

export function readNumber(value: Json): Json {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}

/** The schema that a text in its place means. */
export function readText(text: string): Schema | undefined {
  if (text === "true" || text === "false") return text === "true";
  const typing = translateType(text);
  return typing?.type === undefined ? undefined : { type: typing.type };
}

export function mendEnum(schema: SchemaObject): SchemaObject {
  const { type, enum: values, ...rest } = schema;
  if (values === undefined || typeof type !== "string" || values.some((value) => hasType(value, type))) return schema;
  if (type === "array")
    return values.some(isCompound) ? schema : { type, ...rest, items: mendEnum(itemsWith(schema, values)) };
  const read = values.map((value) => notation[type]?.(value)).filter((value) => value !== undefined);
  return read.length === 0 ? schema : { ...schema, enum: [...new Set(read)] };
}

/** What to say of a schema that was mended, and of a default that does not fit its type, which is only shown and judges nothing. */
export function mendings(read: SchemaObject, mended: SchemaObject): readonly (readonly [string, string])[] {
  const { type } = read;
  const notes: (readonly [string, string])[] = [];
  if (type === undefined) return notes;
  const named = [type].flat().join(" or ");
  if (mended !== read) {
    const as = type === "array" ? "it is read as that of the items" : `it is read as ${listed(mended.enum ?? [])}`;
    notes.push(["enum", `no value of the enum is of type ${named}, so ${as}. Correct the type or the values`]);
  }
  if (read.default !== undefined && read.default !== null && !hasType(read.default, type)) {
    notes.push(["default", `the default is not of type ${named}. Correct the type or the default`]);
  }
  return notes;
}

function listed(values: readonly Json[]): string {
  return shorten(values.map((value) => JSON.stringify(value)).join(", "), 60);
}

function itemsWith({ items }: SchemaObject, values: readonly Json[]): SchemaObject {
  return typeof items === "object" ? { enum: values, ...items } : { enum: values };
}

function isCompound(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

const notation: { readonly [type in SchemaType]?: (value: Json) => Json | undefined } = {
  boolean: (value) => {
    const word = String(value).toLowerCase();
    return word === "true" || word === "false" ? word === "true" : undefined;
  },
  integer: (value) => (hasType(readNumber(value), "integer") ? readNumber(value) : undefined),
  number: (value) => (hasType(readNumber(value), "number") ? readNumber(value) : undefined),
  string: (value) => (typeof value === "number" || typeof value === "boolean" ? String(value) : undefined),
};
