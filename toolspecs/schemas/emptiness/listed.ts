/** Schemas that list their values, and whether a given value is refused. */
import { canonicalJson, isObject, type Json, type JsonObject } from "../../json.js";
import { resolveRef } from "../../refs.js";
import type { Schema, SchemaObject } from "../../schema.js";
import { hasType } from "../types.js";
import { type Inquiry, maxDepth } from "./inquiry.js";
import { saidOfItem, saidOfMember } from "./parts.js";
import { matchesPattern } from "./patterns.js";

type Setting = Pick<Inquiry, "root" | "effort" | "depth">;

/** The shortest list among the schemas; nothing if none of them lists values. */
export function listedIn(schemas: readonly SchemaObject[]): readonly Json[] | undefined {
  const lists = schemas.flatMap((schema) => ownLists(schema));
  return lists.toSorted((a, b) => a.length - b.length)[0];
}

function ownLists(schema: SchemaObject): readonly (readonly Json[])[] {
  return [...(schema.const === undefined ? [] : [[schema.const]]), ...(schema.enum === undefined ? [] : [schema.enum])];
}

export function fitting(values: readonly Json[], schemas: readonly SchemaObject[], setting: Setting): readonly Json[] {
  return values.filter((value) => fits(value, schemas, setting));
}

export function mayFit(values: readonly Json[], schemas: readonly SchemaObject[], setting: Setting): boolean {
  return values.some((value) => fits(value, schemas, setting));
}

function fits(value: Json, schemas: readonly SchemaObject[], setting: Setting): boolean {
  return schemas.every((schema) => !refuses(schema, value, setting));
}

const annotations = new Set([
  ...["title", "description", "$comment", "default", "examples", "deprecated", "readOnly", "writeOnly"],
]);

/** A schema under `not` that leaves nothing. */
export function isNever(not: Schema): boolean {
  return typeof not === "boolean" ? not : Object.keys(not).every((keyword) => annotations.has(keyword));
}

/** Whether a value surely breaks a schema. Out of effort or too deep, nothing is sure. */
export function refuses(schema: Schema, value: Json, around: Setting): boolean {
  if (typeof schema === "boolean") return !schema;
  if (around.depth > maxDepth) return false;
  const setting = { ...around, depth: around.depth + 1 };
  const lists = ownLists(schema);
  if (!setting.effort.spend(lists.reduce((sum, list) => sum + list.length, 1))) return false;
  const inside = (part: Schema): boolean => refuses(part, value, setting);
  const chosen = [schema.anyOf, schema.oneOf].filter((choice) => choice !== undefined);
  return (
    (schema.type !== undefined && !hasType(value, schema.type)) ||
    lists.some((list) => !isAmong(list, value)) ||
    (schema.not !== undefined && isNever(schema.not)) ||
    ofOwnKind(schema, value, setting) ||
    (schema.$ref !== undefined && inside(resolveRef(setting.root, schema.$ref) ?? true)) ||
    (schema.allOf ?? []).some(inside) ||
    chosen.some((choice) => choice.every(inside))
  );
}

function isAmong(list: readonly Json[], value: Json): boolean {
  const text = canonicalJson(value);
  return list.some((one) => canonicalJson(one) === text);
}

function ofOwnKind(schema: SchemaObject, value: Json, setting: Setting): boolean {
  if (typeof value === "number") return numberRefused(schema, value);
  if (typeof value === "string") return textRefused(schema, value);
  if (Array.isArray(value)) return arrayRefused(schema, value, setting);
  return isRecord(value) && objectRefused(schema, value, setting);
}

function isRecord(value: Json): value is JsonObject {
  return isObject(value);
}

function numberRefused(schema: SchemaObject, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  return (
    (minimum !== undefined && value < minimum) ||
    (maximum !== undefined && value > maximum) ||
    (exclusiveMinimum !== undefined && value <= exclusiveMinimum) ||
    (exclusiveMaximum !== undefined && value >= exclusiveMaximum) ||
    (Number.isSafeInteger(multipleOf) && Number.isSafeInteger(value) && value % Number(multipleOf) !== 0)
  );
}

function textRefused({ minLength, maxLength, pattern }: SchemaObject, value: string): boolean {
  return (
    outside([...value].length, minLength, maxLength) ||
    (pattern !== undefined && matchesPattern(pattern, value) === false)
  );
}

function arrayRefused(schema: SchemaObject, value: readonly Json[], setting: Setting): boolean {
  return (
    outside(value.length, schema.minItems, schema.maxItems) ||
    (schema.uniqueItems === true && new Set(value.map(canonicalJson)).size < value.length) ||
    value.some((item, index) => refuses(saidOfItem(schema, index), item, setting))
  );
}

function objectRefused(schema: SchemaObject, value: JsonObject, setting: Setting): boolean {
  const members = Object.entries(value);
  return (
    outside(members.length, schema.minProperties, schema.maxProperties) ||
    (schema.required ?? []).some((name) => !Object.hasOwn(value, name)) ||
    members.some(([name, member]) => saidOfMember(schema, name).some((said) => refuses(said, member, setting)))
  );
}

function outside(length: number, least = 0, most = Number.POSITIVE_INFINITY): boolean {
  return length < least || length > most;
}
