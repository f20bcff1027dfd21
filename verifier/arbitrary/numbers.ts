import fc from "fast-check";
import { type SchemaObject, says, success } from "../../toolspecs/index.js";
import { impossible, type Made, type Place } from "./place.js";
import { sieve } from "./sieve.js";

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What people mostly deal with; the rest of what a schema allows appears now and then. */
const usual: Range = { min: -10, max: 100 };
/** Beyond this, sums soon leave the range of numbers, and a plan would be blamed for arithmetic. */
const large: Range = { min: -1e15, max: 1e15 };
const safe: Range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
const int32: Range = { min: -(2 ** 31), max: 2 ** 31 - 1 };

export function integers(schema: SchemaObject, place: Place): Made {
  const values = wholes(schema, schema.format === "int32" ? int32 : safe);
  if (values === undefined) return impossible(place, "no integer lies within the bounds of the schema");
  return exact({ schema, values, place }, (value) => Number.isInteger(value));
}

export function numbers(schema: SchemaObject, place: Place): Made {
  const range = overlap(hull(schema), large) ?? hull(schema);
  if (range.min > range.max) return impossible(place, "no number lies within the bounds of the schema");
  const step = schema.multipleOf;
  const cents = step === undefined ? integersIn({ min: range.min * 100, max: range.max * 100 }) : undefined;
  const sources = [
    { weight: 4, arbitrary: wholes(schema, safe) },
    { weight: 2, arbitrary: cents?.map((count) => count / 100) },
    { weight: 1, arbitrary: step === undefined ? doublesIn(range) : undefined },
  ].flatMap(({ weight, arbitrary }) => (arbitrary === undefined ? [] : [{ weight, arbitrary }]));
  if (sources.length === 0) return impossible(place, "no number lies within the bounds of the schema");
  return exact({ schema, values: fc.oneof(...sources), place }, () => true);
}

/** Multiples of the schema's step, which is 1 if it names none. */
function wholes(schema: SchemaObject, limit: Range): fc.Arbitrary<number> | undefined {
  const step = Math.abs(schema.multipleOf ?? 1) || 1;
  const range = overlap(hull(schema), limit);
  const counts = range && integersIn({ min: range.min / step, max: range.max / step });
  // A tenth, times three, is not what people write: three over ten is.
  const parts = Math.round(1 / step);
  return counts?.map((count) => (Math.abs(parts * step - 1) < 1e-9 ? count / parts : count * step) + 0);
}

/** The values that meet the schema to the letter. Most ranges hold nothing else. */
function exact(
  { schema, values, place }: { schema: SchemaObject; values: fc.Arbitrary<number>; place: Place },
  also: (value: number) => boolean,
): Made {
  if (!says(schema, "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) return success({ values, weight: 1 });
  return sieve(
    { values, weight: 1 },
    (value) => typeof value === "number" && also(value) && keeps(value, schema),
    place,
  );
}

/** The bounds of a number and its step, as validators count them. */
export function keeps(value: number, schema: SchemaObject): boolean {
  const { min, max } = hull(schema);
  const { exclusiveMinimum: above = -Infinity, exclusiveMaximum: below = Infinity, multipleOf: step } = schema;
  const whole = step === undefined || Number.isInteger(value / step);
  return (
    value >= min &&
    value <= max &&
    (above === -Infinity || value > above) &&
    (below === Infinity || value < below) &&
    whole
  );
}

function hull({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaObject): Range {
  return {
    min: Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity),
    max: Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity),
  };
}

function integersIn(range: Range): fc.Arbitrary<number> | undefined {
  const all = overlap({ min: Math.ceil(range.min), max: Math.floor(range.max) }, safe);
  if (all === undefined) return undefined;
  const near = overlap(all, usual) ?? nearest(all);
  return fc.oneof({ weight: 4, arbitrary: fc.integer(near) }, { weight: 1, arbitrary: fc.integer(all) });
}

/** The hundred integers of a range that are closest to zero. */
function nearest({ min, max }: Range): Range {
  return min > 0 ? { min, max: Math.min(max, min + 100) } : { min: Math.max(min, max - 100), max };
}

function doublesIn({ min, max }: Range): fc.Arbitrary<number> {
  const finite = { min: Math.max(min, -Number.MAX_VALUE), max: Math.min(max, Number.MAX_VALUE) };
  return fc.double({ ...finite, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
}

function overlap(a: Range, b: Range): Range | undefined {
  const range = { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
  return range.min <= range.max ? range : undefined;
}
