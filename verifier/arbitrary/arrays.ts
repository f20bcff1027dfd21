import fc from "fast-check";
import { canonicalJson, type Json, type Schema, type SchemaObject, says, success } from "../../toolspecs/index.js";
import { conjunction } from "./merge.js";
import { impossible, inside, type Made, maxWeight, type Place, type Source, tooLarge } from "./place.js";
import { sieve } from "./sieve.js";

const maxExtra = 5;
/** About how many parts the items beyond the required ones may have together. */
const extraWeight = 400;

interface Length {
  readonly min: number;
  readonly max: number;
}

export function arrays(schema: SchemaObject, place: Place): Made {
  const length = { min: minimumOf(schema), max: schema.maxItems ?? Number.POSITIVE_INFINITY };
  if (length.min > length.max) return impossible(place, "its shortest length is greater than its longest");
  const made = (schema.prefixItems ?? []).length > 0 ? tuples(schema, length, place) : lists(schema, length, place);
  if (!made.ok) return made;
  const { values, weight } = made.value;
  if (schema.uniqueItems === true) {
    const source = { values: values.map((items) => (Array.isArray(items) ? distinct(items) : items)), weight };
    return sieve(source, (items) => Array.isArray(items) && items.length >= length.min, place);
  }
  return made;
}

function minimumOf(schema: SchemaObject): number {
  const contained = schema.contains === undefined ? 0 : Number(schema.minContains ?? 1);
  return Math.max(schema.minItems ?? 0, contained);
}

function lists(schema: SchemaObject, length: Length, place: Place): Made {
  const item = place.make(schema.items ?? true, inside(place, "[]"));
  if (!item.ok) return length.min === 0 && schema.contains === undefined ? success(none) : item;
  const list = repeated(item.value, length, place);
  return list.ok && schema.contains !== undefined ? holding(list.value, schema, place) : list;
}

const none: Source = { values: fc.constant<Json>([]), weight: 1 };

function repeated(item: Source, { min, max }: Length, place: Place): Made {
  const extra = Math.min(maxExtra, Math.max(1, Math.floor(extraWeight / item.weight)));
  const weight = 1 + (min + extra) * item.weight;
  if (weight > maxWeight) return tooLarge(place, `arrays of ${min} such items and more are too large to make up`);
  const most = Math.min(max, min + extra);
  const list: fc.Arbitrary<Json> = fc.array(item.values, { minLength: min, maxLength: most, size: "max" });
  if (most < 2) return success({ values: list, weight });
  const copies = fc.integer({ min: Math.max(2, min), max: most });
  const alike = fc.tuple(item.values, copies).map(([one, count]): Json => Array.from({ length: count }, () => one));
  const values = fc.oneof({ withCrossShrink: true }, { weight: 7, arbitrary: list }, { weight: 1, arbitrary: alike });
  return success({ values, weight });
}

/** Puts items that the schema wants to find somewhere in the place of others. */
function holding(list: Source, schema: SchemaObject, place: Place): Made {
  const wanted = Number(schema.minContains ?? 1);
  const special = place.make(conjunction(schema.items ?? true, schema.contains ?? true), inside(place, "[]"));
  if (!special.ok) return wanted === 0 ? success(list) : special;
  const found = fc.array(fc.tuple(fc.nat(), special.value.values), { minLength: wanted, maxLength: wanted });
  const values = fc.tuple(list.values, found).map(([items, put]): Json => {
    const all = Array.isArray(items) ? [...items] : [];
    // From different places, one after the other, so that none takes another's.
    const start = put[0]?.[0] ?? 0;
    put.forEach(([, item], index) => {
      all[(start + index) % Math.max(1, all.length)] = item;
    });
    return all;
  });
  return success({ values, weight: list.weight + wanted * special.value.weight });
}

function tuples(schema: SchemaObject, length: Length, place: Place): Made {
  const prefix = schema.prefixItems ?? [];
  const items: Source[] = [];
  for (const [index, item] of prefix.slice(0, length.max).entries()) {
    const made = place.make(item, inside(place, `[${index}]`));
    // Items that cannot be made end the tuple, if it may end there.
    if (!made.ok && index < length.min) return made;
    if (!made.ok) return success(cutTuples(items, length.min));
    items.push(made.value);
  }
  const head = cutTuples(items, length.min);
  const open = says(schema, "items") && schema.items !== false && items.length === prefix.length;
  if (!open && length.min <= items.length) return success(head);
  const rest = { min: Math.max(0, length.min - items.length), max: length.max - items.length };
  const tail = restOf(schema.items ?? true, rest, place);
  if (!tail.ok) return rest.min === 0 ? success(head) : tail;
  const full = fc.tuple(...items.map((item) => item.values));
  const long = fc
    .tuple(full, tail.value.values)
    .map(([first, more]): Json => [...first, ...(Array.isArray(more) ? more : [])]);
  const values = rest.min > 0 ? long : fc.oneof({ weight: 2, arbitrary: head.values }, { weight: 1, arbitrary: long });
  return success({ values, weight: head.weight + tail.value.weight });
}

function restOf(items: Schema, length: Length, place: Place): Made {
  const item = place.make(items, inside(place, "[]"));
  return item.ok ? repeated(item.value, length, place) : item;
}

/** Mostly all items, now and then as few as there may be: JSON Schema lets a tuple end early. */
function cutTuples(items: readonly Source[], min: number): Source {
  const weight = items.reduce((sum, item) => sum + item.weight, 1);
  const all: fc.Arbitrary<Json> = fc.tuple(...items.map((item) => item.values));
  if (min >= items.length) return { values: all, weight };
  const some = fc
    .tuple(fc.integer({ min, max: items.length }), fc.tuple(...items.map((item) => item.values)))
    .map(([count, values]): Json => values.slice(0, count));
  return { values: fc.oneof({ weight: 4, arbitrary: all }, { weight: 1, arbitrary: some }), weight };
}

function distinct(items: readonly Json[]): readonly Json[] {
  return [...new Map(items.map((item) => [canonicalJson(item), item])).values()];
}
