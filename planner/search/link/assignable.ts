/**
 * Whether every value a producer promises is one the parameter takes. What a plan can test for at run time (bounds and
 * lengths) comes back as checks; what it cannot (formats, patterns, enums) must be promised alike.
 */
import type { Json, SchemaObject } from "../../../toolspecs/index.js";
import type { Check } from "../program/program.js";
import { type Shape, valuesOf } from "../schema/shape.js";

/** The checks a value needs before it is passed on; undefined when it cannot be passed at all. */
export function checksFor(from: Shape, to: Shape): Check[] | undefined {
  if (!sameType(from, to)) return undefined;
  const source = from.schema;
  const target = to.schema;
  const values = valuesOf(target);
  if (values !== undefined) return within(valuesOf(source), values) ? [] : undefined;
  if (target.format !== undefined && target.format !== source.format) return undefined;
  if (target.pattern !== undefined && target.pattern !== source.pattern) return undefined;
  if (hasOtherRules(target)) return undefined;
  return bounds(source, target);
}

function sameType(from: Shape, to: Shape): boolean {
  return from.type === to.type ? isScalar(to) : from.type === "integer" && to.type === "number";
}

function isScalar({ type }: Shape): boolean {
  return type === "string" || type === "integer" || type === "number" || type === "boolean";
}

function within(given: readonly Json[] | undefined, wanted: readonly Json[]): boolean {
  return given?.every((value) => wanted.includes(value)) ?? false;
}

function hasOtherRules(target: SchemaObject): boolean {
  return ["multipleOf", "exclusiveMinimum", "exclusiveMaximum", "not"].some((rule) => target[rule] !== undefined);
}

function bounds(source: SchemaObject, target: SchemaObject): Check[] {
  const checks: Check[] = [];
  for (const rule of ["minLength", "minimum"] as const) {
    const bound = target[rule];
    const promised = source[rule];
    // Zero is the least length there is.
    const idle = rule === "minLength" && bound === 0;
    if (bound !== undefined && !idle && (promised === undefined || promised < bound)) checks.push({ rule, bound });
  }
  for (const rule of ["maxLength", "maximum"] as const) {
    const bound = target[rule];
    const promised = source[rule];
    if (bound !== undefined && (promised === undefined || promised > bound)) checks.push({ rule, bound });
  }
  return checks;
}
