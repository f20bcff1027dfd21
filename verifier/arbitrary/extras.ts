/**
 * Members that a schema does not name. Where it speaks of them they are the point of the object; where it merely does
 * not forbid them they are rare, as they are in life.
 */
import fc from "fast-check";
import type { Json, JsonObject, Schema, SchemaObject } from "../../toolspecs/index.js";
import { type Pattern, patternOf } from "../../validation/index.js";
import { inside, type Place } from "./place.js";

/** Ajv knows no member of this name, nor does a sandbox: what a schema says of it is not heard. */
export const protoKey = "__proto__";

const maxExtra = 4;
/** About how many parts the extra members may have together. */
const extraWeight = 200;

/** Keys that no schema is likely to name. */
const keys = fc.oneof(
  fc.constantFrom("extra", "note", "x-id", "ключ", "0"),
  fc.nat(999).map((number) => `key${number}`),
);

export interface Extras {
  readonly values: fc.Arbitrary<JsonObject>;
  readonly weight: number;
}

export function extrasOf(schema: SchemaObject, place: Place): Extras | undefined {
  const patterns = Object.entries(schema.patternProperties ?? {}).flatMap(([text, member]) => {
    const pattern = patternOf(text);
    return pattern === undefined || text === protoKey ? [] : [{ text, pattern, member }];
  });
  const free = (name: string, own?: Pattern): boolean =>
    !Object.hasOwn(schema.properties ?? {}, name) &&
    patterns.every(({ pattern }) => pattern === own || !pattern.test(name)) &&
    !(schema.required ?? []).includes(name);
  const entries = [
    ...patterns.flatMap(({ text, pattern, member }) =>
      entriesOf(place.textsLike(text), member, (name) => pattern.test(name) && free(name, pattern), place),
    ),
    ...entriesOf(keysOf(schema, place), schema.additionalProperties ?? true, (name) => free(name), place),
  ];
  return entries.length === 0 ? undefined : together(entries, schema);
}

interface Entries {
  readonly pairs: fc.Arbitrary<readonly [string, Json][]>;
  readonly weight: number;
}

/** One member or none: a key that is not free is left out. */
function entriesOf(
  names: fc.Arbitrary<string> | undefined,
  member: Schema,
  free: (name: string) => boolean,
  place: Place,
): readonly Entries[] {
  const made = place.make(member, inside(place, "*"));
  if (names === undefined || !made.ok) return [];
  const pairs = fc.tuple(names, made.value.values).map((pair) => (free(pair[0]) ? [pair] : []));
  return [{ pairs, weight: made.value.weight }];
}

function keysOf(schema: SchemaObject, place: Place): fc.Arbitrary<string> {
  if (!isSchema(schema.propertyNames)) return keys;
  const made = place.make({ type: "string", allOf: [schema.propertyNames] }, place);
  return made.ok ? made.value.values.map(String) : keys;
}

function together(entries: readonly Entries[], schema: SchemaObject): Extras {
  const weight = Math.max(...entries.map((one) => one.weight));
  const fewest = schema.minProperties ?? 0;
  const most = fewest + Math.min(maxExtra, Math.max(1, Math.floor(extraWeight / weight)));
  const pairs = fc.oneof(...entries.map((one) => one.pairs));
  const values = fc
    .array(pairs, { minLength: fewest, maxLength: most, size: "max" })
    .map((all): JsonObject => Object.fromEntries(all.flat()));
  const spoken = schema.patternProperties !== undefined || typeof schema.additionalProperties === "object";
  const dictionary = Object.keys(schema.properties ?? {}).length === 0 && (schema.required ?? []).length === 0;
  const rare = fc.oneof({ weight: 15, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: values });
  return { values: spoken || dictionary || fewest > 0 ? values : rare, weight: most * weight };
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value));
}
