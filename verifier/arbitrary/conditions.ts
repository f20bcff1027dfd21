/**
 * Keywords that say "if this, then that" as the choices they leave: values are then made for each choice and not by luck.
 * Each choice on its own keeps to the keyword, and together they take in all that does.
 */
import { isObject, type Schema, type SchemaObject } from "../../toolspecs/index.js";
import { denied } from "./denials.js";
import { conjunction } from "./merge.js";

const maxDependent = 8;

/** The same schema, its conditions written as `anyOf`s. */
export function choices(schema: SchemaObject): SchemaObject {
  const { if: condition, then: follows, else: otherwise, dependentRequired, dependentSchemas, not, ...rest } = schema;
  const others = isSchema(not) ? denied(not, schema) : undefined;
  const found: Schema[] = [
    ...(others === undefined ? [] : [others]),
    ...(isSchema(condition) ? [conditional(condition, follows, otherwise)] : []),
    ...dependents(dependentRequired).map(([name, needed]) => depending(name, { required: names(needed) })),
    ...dependents(dependentSchemas).map(([name, needed]) => depending(name, isSchema(needed) ? needed : true)),
  ];
  if (found.length === 0) return schema;
  const counted = dependents(dependentRequired).length + dependents(dependentSchemas).length;
  // Too many to tell apart: what is made is checked against them instead.
  if (counted > maxDependent) return schema;
  const kept = not === undefined || others !== undefined ? {} : { not };
  return { ...rest, ...kept, allOf: [...(schema.allOf ?? []), ...found] };
}

function conditional(condition: Schema, follows: unknown, otherwise: unknown): Schema {
  const met = conjunction(condition, isSchema(follows) ? follows : true);
  const unmet = conjunction({ not: condition }, isSchema(otherwise) ? otherwise : true);
  return { anyOf: [met, unmet] };
}

/** A member that is not there asks for nothing. */
function depending(name: string, needed: Schema): Schema {
  return { anyOf: [{ properties: { [name]: false } }, conjunction({ required: [name] }, needed)] };
}

function dependents(keyword: unknown): readonly (readonly [string, unknown])[] {
  return isObject(keyword) ? Object.entries(keyword) : [];
}

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || isObject(value);
}
