/**
 * What was seen of the values at one place of an output, without the values. A join semilattice, as in the inference of
 * JSON types by fusion (Baazizi et al., "Parametric schema inference for massive JSON datasets", VLDB Journal 28, 2019):
 * `join` is commutative, associative and idempotent, so neither the order nor the grouping of outputs matters, and seeing
 * more never takes back what was seen.
 *
 * Kept are kinds of values, names of fields, and formats that all texts have; of an object that looks like a map not even
 * the names.
 */
import { isObject, type Json } from "../json.js";
import { formatsOf, type TextFormat } from "./formats.js";
import { differTooMuch, isData } from "./keys.js";

/** `anything`: too deep to be looked into. Else the kinds that occurred; none for a place where no value ever was. */
export type Seen = "anything" | Kinds;

export interface Kinds {
  readonly null?: true;
  readonly boolean?: true;
  readonly number?: "integer" | "number";
  /** The formats that every text has. */
  readonly string?: readonly TextFormat[];
  /** Items of all arrays together. */
  readonly array?: Seen;
  readonly object?: Fields | Values;
}

interface Fields {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, Field>;
}

interface Field {
  readonly seen: Seen;
  /** Whether no object was without it. */
  readonly always: boolean;
}

interface Values {
  readonly kind: "map";
  readonly values: Seen;
}

export const nothing: Seen = {};

/** Values nested deeper are not looked into. */
export const maxDepth = 16;

/** What is known after one more output. */
export function observe(previous: Seen | undefined, value: Json): Seen {
  return join(previous ?? nothing, seenIn(value, 0));
}

function seenIn(value: Json, depth: number): Seen {
  if (depth > maxDepth) return "anything";
  if (value === null) return { null: true };
  if (typeof value === "boolean") return { boolean: true };
  if (typeof value === "number") return { number: Number.isInteger(value) ? "integer" : "number" };
  if (typeof value === "string") return { string: formatsOf(value) };
  const items: readonly Json[] | undefined = Array.isArray(value) ? value : undefined;
  if (items !== undefined) return { array: joinAll(items.map((item) => seenIn(item, depth + 1))) };
  return { object: seenInObject(value, depth) };
}

function seenInObject(value: Json, depth: number): Fields | Values {
  const members: readonly (readonly [string, Json])[] = isObject(value) ? Object.entries(value) : [];
  const fields = new Map<string, Field>();
  for (const [name, member] of members) {
    // No plan can read it, and the sandbox drops it.
    if (name !== "__proto__") fields.set(name, { seen: seenIn(member, depth + 1), always: true });
  }
  const record = { kind: "record", fields } as const;
  return differTooMuch(fields.size, 0) || members.some(([name]) => isData(name)) ? mapOf(record) : record;
}

export function join(one: Seen, other: Seen): Seen {
  if (one === "anything" || other === "anything") return "anything";
  if (one === other || other === nothing) return one;
  return {
    ...one,
    ...other,
    ...both(one.number, other.number, (a, b) => ({ number: a === b ? a : "number" })),
    ...both(one.string, other.string, (a, b) => ({ string: a.filter((format) => b.includes(format)) })),
    ...both(one.array, other.array, (a, b) => ({ array: join(a, b) })),
    ...both(one.object, other.object, (a, b) => ({ object: joinObjects(a, b) })),
  };
}

function both<T>(one: T | undefined, other: T | undefined, joined: (one: T, other: T) => Kinds): Kinds {
  return one === undefined || other === undefined ? {} : joined(one, other);
}

function joinAll(all: readonly Seen[]): Seen {
  return all.reduce(join, nothing);
}

function joinObjects(one: Fields | Values, other: Fields | Values): Fields | Values {
  if (one.kind === "map" || other.kind === "map") return joinMaps(mapOf(one), mapOf(other));
  const fields = new Map<string, Field>();
  let optional = 0;
  for (const name of new Set([...one.fields.keys(), ...other.fields.keys()])) {
    const [a, b] = [one.fields.get(name), other.fields.get(name)];
    const always = a?.always === true && b?.always === true;
    if (!always) optional += 1;
    fields.set(name, { seen: join(a?.seen ?? nothing, b?.seen ?? nothing), always });
  }
  const record = { kind: "record", fields } as const;
  return differTooMuch(fields.size, optional) ? mapOf(record) : record;
}

function joinMaps(one: Values, other: Values): Values {
  return { kind: "map", values: join(one.values, other.values) };
}

function mapOf(object: Fields | Values): Values {
  if (object.kind === "map") return object;
  return { kind: "map", values: joinAll([...object.fields.values()].map(({ seen }) => seen)) };
}
