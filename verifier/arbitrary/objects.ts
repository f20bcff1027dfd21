import fc from "fast-check";
import { type Json, type JsonObject, type Schema, type SchemaObject, says, success } from "../../toolspecs/index.js";
import { patternOf } from "../../validation/index.js";
import { extrasOf, protoKey } from "./extras.js";
import { conjunction } from "./merge.js";
import { inside, type Made, maxWeight, type Place, type Source, tooLarge } from "./place.js";
import { sieve } from "./sieve.js";

interface Member extends Source {
  readonly name: string;
  readonly required: boolean;
}

export function objects(schema: SchemaObject, place: Place): Made {
  const members: Member[] = [];
  for (const { name, schema: member, required } of membersOf(schema)) {
    const made = place.make(member, inside(place, name));
    if (made.ok) members.push({ ...made.value, name, required });
    else if (required) return made;
  }
  const extras = extrasOf(schema, place);
  const weight = members.reduce((sum, member) => sum + member.weight, 1 + (extras?.weight ?? 0));
  if (weight > maxWeight) return tooLarge(place, "objects with so many members are too large to make up");
  const { minProperties: min = 0, maxProperties: max = Number.POSITIVE_INFINITY } = schema;
  const counted = says(schema, "minProperties", "maxProperties");
  const named = counted ? chosen(members, min, max) : optional(members);
  if (extras === undefined) return countedTo({ values: named, weight }, { min, max }, place);
  const filled = fc.tuple(named, extras.values).map(([own, more]) => filledUp(own, more, max));
  return countedTo({ values: filled, weight }, { min, max }, place);
}

/** The members a schema names or requires, each with everything that is said of it. */
function membersOf(schema: SchemaObject): readonly { name: string; schema: Schema; required: boolean }[] {
  const required = new Set(schema.required);
  const names = new Set([...Object.keys(schema.properties ?? {}), ...required]);
  if (!required.has(protoKey)) names.delete(protoKey);
  return [...names].map((name) => ({ name, schema: memberSchema(schema, name), required: required.has(name) }));
}

function memberSchema(schema: SchemaObject, name: string): Schema {
  const properties = schema.properties ?? {};
  const own = name !== protoKey && Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  const matching = Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, member]) =>
    pattern !== protoKey && patternOf(pattern)?.test(name) === true ? [member] : [],
  );
  const said = [...own, ...matching];
  return said.length === 0 ? (schema.additionalProperties ?? true) : said.reduce(conjunction, true);
}

function optional(members: readonly Member[]): fc.Arbitrary<JsonObject> {
  // By number and not by name: `__proto__` is a name like any other here.
  const model = Object.fromEntries(members.map((member, index) => [index, member.values]));
  const requiredKeys = members.flatMap((member, index) => (member.required ? [String(index)] : []));
  return fc
    .record(model, { requiredKeys, noNullPrototype: true })
    .map((values) => Object.fromEntries(members.flatMap(({ name }, index) => entry(name, values[index]))));
}

function entry(name: string, value: Json | undefined): readonly [string, Json][] {
  return value === undefined ? [] : [[name, value]];
}

/** Required members and as many others as bring the count between its bounds. */
function chosen(members: readonly Member[], min: number, max: number): fc.Arbitrary<JsonObject> {
  const own = members.filter((member) => member.required);
  const others = members.filter((member) => !member.required);
  const fewest = Math.min(others.length, Math.max(0, min - own.length));
  const most = Math.max(fewest, Math.min(others.length, max - own.length));
  return fc
    .subarray([...others], { minLength: fewest, maxLength: most })
    .chain((some) =>
      fc.tuple(...[...own, ...some].map(({ name, values }) => values.map((value) => [name, value] as const))),
    )
    .map((entries) => Object.fromEntries(entries));
}

function countedTo(source: Source, { min, max }: { min: number; max: number }, place: Place): Made {
  if (min === 0 && max === Number.POSITIVE_INFINITY) return success(source);
  const count = (value: Json): number => Object.keys(value ?? {}).length;
  return sieve(source, (value) => count(value) >= min && count(value) <= max, place);
}

function filledUp(own: JsonObject, more: JsonObject, max: number): JsonObject {
  const free = Math.max(0, max - Object.keys(own).length);
  const entries = Object.entries(more).filter(([name]) => !Object.hasOwn(own, name));
  return Object.fromEntries([...Object.entries(own), ...entries.slice(0, free)]);
}
