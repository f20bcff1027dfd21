import type { Json, SchemaObject } from "../../toolspecs/index.js";
import { hasFormat, patternOf } from "../../validation/index.js";
import { keeps } from "./numbers.js";
import { keepsLength } from "./strings.js";

const decided = new Set([
  ...["type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"],
  ...["pattern", "format"],
  ...["title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment"],
]);

/**
 * Whether a plain value keeps to a plain schema: enough for most defaults and enums, and a hundred times quicker than
 * compiling a validator. Nothing when it takes one.
 */
export function plainlyAccepts(schema: SchemaObject, value: Json): boolean | undefined {
  if (typeof value === "object" && value !== null) return undefined;
  if (Object.keys(schema).some((key) => !decided.has(key))) return undefined;
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  if (types !== undefined && !types.some((type) => isOfType(value, type))) return false;
  // Some formats speak of numbers.
  if (typeof value === "number") return schema.format === undefined ? keeps(value, schema) : undefined;
  if (typeof value !== "string") return true;
  if (schema.format !== undefined && !hasFormat(value, schema.format)) return false;
  if (schema.pattern !== undefined && patternOf(schema.pattern)?.test(value) !== true) return false;
  return keepsLength(value, { min: schema.minLength ?? 0, max: schema.maxLength ?? Number.POSITIVE_INFINITY });
}

function isOfType(value: Json, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
