import { isObject, type Json, type JsonObject, type Schema, type SchemaObject } from "../../toolspecs/index.js";
import { validatorOf } from "../../verifier/index.js";
import type { Random } from "./random.js";

/** Values that may stand where a schema of that kind stands. */
export type Salt = (schema: SchemaObject) => readonly Json[];

interface Answered {
  readonly schema: Schema;
  readonly values: readonly Json[];
}

/** The constants that a schema allows, found once per kind of schema. */
export function fitting(constants: readonly Json[]): Salt {
  const known = new Map<string, readonly Json[]>();
  return (schema) => {
    const kind = kindOf(schema);
    const found = known.get(kind) ?? allowed(constants, schema);
    known.set(kind, found);
    return found;
  };
}

function allowed(constants: readonly Json[], schema: SchemaObject): readonly Json[] {
  const validator = validatorOf(schema);
  return validator.ok ? constants.filter((constant) => validator.value(constant).length === 0) : [];
}

/** What one world can be salted with: the constants that fit, and what stands in the world under a schema of the same kind. */
export function saltFor(constants: Salt, answered: readonly Answered[]): Salt {
  const pools = new Map<string, Json[]>();
  const poolOf = (schema: SchemaObject): Json[] => {
    const kind = kindOf(schema);
    const pool = pools.get(kind) ?? [...constants(schema)];
    pools.set(kind, pool);
    return pool;
  };
  for (const { schema, values } of answered) {
    for (const value of values) eachLeaf(value, schema, (leaf, at) => poolOf(at).push(leaf));
  }
  return poolOf;
}

/** About half of the leaves become another value that their schema lets stand there. */
export function salted(value: Json, schema: Schema, by: { readonly salt: Salt; readonly random: Random }): Json {
  if (typeof schema === "boolean") return value;
  if (isList(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item) => salted(item, items, by));
  }
  if (isRecord(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, item]) => [name, salted(item, schema.properties?.[name] ?? true, by)]),
    );
  }
  if (schema.$ref !== undefined || schema.enum !== undefined || by.random.below(2) === 0) return value;
  return by.random.one(by.salt(schema)) ?? value;
}

function eachLeaf(value: Json, schema: Schema, visit: (leaf: Json, schema: SchemaObject) => void): void {
  if (typeof schema === "boolean") return;
  if (isList(value)) for (const item of value) eachLeaf(item, schema.items ?? true, visit);
  else if (isRecord(value)) {
    for (const [name, item] of Object.entries(value)) eachLeaf(item, schema.properties?.[name] ?? true, visit);
  } else visit(value, schema);
}

/** Two schemas that say the same but for words are of one kind: an order's customer is a customer. */
function kindOf({ description: _, title: __, examples: ___, default: ____, ...rest }: SchemaObject): string {
  return JSON.stringify(rest);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is JsonObject {
  return isObject(value);
}
