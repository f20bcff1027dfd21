import type { Json, SchemaObject } from "../../../toolspecs/index.js";
import { precise } from "../goal/numbers.js";

/** Whether a value keeps the simple rules of a schema. The judge checks all of them; this only saves it the work. */
export function obeys(value: Json, schema: SchemaObject): boolean {
  if (typeof value === "number") return obeysNumber(value, schema);
  return typeof value !== "string" || obeysText(value, schema);
}

function obeysNumber(value: number, schema: SchemaObject): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return false;
  if (maximum !== undefined && value > maximum) return false;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return false;
  return multipleOf === undefined || Number.isInteger(precise(value / multipleOf));
}

function obeysText(value: string, schema: SchemaObject): boolean {
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined && value.length < minLength) return false;
  if (maxLength !== undefined && value.length > maxLength) return false;
  return pattern === undefined || value.length > 200 || fitsPattern(value, pattern);
}

/** A repeated group can take exponential time on hostile input: such a pattern is left to the judge. */
function fitsPattern(value: string, pattern: string): boolean {
  if (pattern.length > 200 || /\)[*+?{]/u.test(pattern)) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}
