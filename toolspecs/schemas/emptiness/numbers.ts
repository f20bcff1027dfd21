import type { SchemaObject } from "../../schema.js";
import { type Empty, empty } from "./inquiry.js";

export function integers(schemas: readonly SchemaObject[]): Empty | undefined {
  const { first, last } = integerRange(schemas);
  if (first > last) return narrow(schemas, "whole number");
  const unreached = wholeSteps(schemas).find((step) => {
    const reached = Math.ceil(first / step) * step;
    return Number.isSafeInteger(reached) && reached > last;
  });
  return unreached === undefined
    ? undefined
    : empty(`no multiple of ${unreached} lies between its bounds`, "Widen the bounds or correct multipleOf");
}

export function fractions(schemas: readonly SchemaObject[]): Empty | undefined {
  const { low, high, open } = range(schemas);
  const single = low === high && !open && !Number.isInteger(low);
  return wholeSteps(schemas).length === 0 && (low < high || single) ? undefined : narrow(schemas, "number");
}

/** At most so many different whole numbers keep to the schemas. */
export function countIntegers(schemas: readonly SchemaObject[]): number {
  const { first, last } = integerRange(schemas);
  return Math.max(0, last - first + 1);
}

/** At most so many different numbers that are not whole keep to the schemas. */
export function countFractions(schemas: readonly SchemaObject[]): number {
  const { low, high } = range(schemas);
  return low < high ? Number.POSITIVE_INFINITY : 1;
}

function range(schemas: readonly SchemaObject[]): { low: number; high: number; open: boolean } {
  const low = mostOf(schemas, "minimum", "exclusiveMinimum");
  const high = leastOf(schemas, "maximum", "exclusiveMaximum");
  const open = schemas.some((schema) => schema.exclusiveMinimum === low || schema.exclusiveMaximum === high);
  return { low, high, open };
}

function integerRange(schemas: readonly SchemaObject[]): { first: number; last: number } {
  const first = Math.ceil(mostOf(schemas, "minimum"));
  const last = Math.floor(leastOf(schemas, "maximum"));
  const above = Math.floor(mostOf(schemas, "exclusiveMinimum")) + 1;
  const below = Math.ceil(leastOf(schemas, "exclusiveMaximum")) - 1;
  return { first: Math.max(first, above), last: Math.min(last, below) };
}

function wholeSteps(schemas: readonly SchemaObject[]): readonly number[] {
  return schemas.flatMap(({ multipleOf }) => (Number.isSafeInteger(multipleOf) ? [Number(multipleOf)] : []));
}

function narrow(schemas: readonly SchemaObject[], what: string): Empty {
  const { low, high } = range(schemas);
  return empty(`no ${what} lies between its bounds ${low} and ${high}`, "Widen or correct them");
}

type Bound = "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | Length;
type Length = "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties";

export function mostOf(schemas: readonly SchemaObject[], ...bounds: readonly Bound[]): number {
  return Math.max(...schemas.flatMap((schema) => bounds.map((bound) => schema[bound] ?? Number.NEGATIVE_INFINITY)));
}

export function leastOf(schemas: readonly SchemaObject[], ...bounds: readonly Bound[]): number {
  return Math.min(...schemas.flatMap((schema) => bounds.map((bound) => schema[bound] ?? Number.POSITIVE_INFINITY)));
}
