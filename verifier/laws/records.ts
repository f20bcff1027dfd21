/**
 * Lists as services give them: no record stands twice in one. Which member tells records apart is read off their names: `id`, or
 * the id that is named after the list or the tool (`tickets[].ticket_id`, but not `tickets[].customer_id`).
 */
import { isObject, type Json, resolveRef, type Schema, type SchemaObject } from "../../toolspecs/index.js";
import { isIdName, wordsIn } from "../field-names.js";

/** Deeper than any list of records stands in practice; a hostile schema may go on. */
const deepest = 6;

type Change = (value: Json) => Json;

/** What makes the values of a tool's output such lists; undefined where there is nothing to do. */
export function distinctRecords(output: Schema, tool: string): Change | undefined {
  return changeOf(output, { root: output, names: wordsOf(tool), depth: 0 });
}

interface Place {
  readonly root: Schema;
  /** Words of what the records may be named after. */
  readonly names: ReadonlySet<string>;
  readonly depth: number;
}

function changeOf(schema: Schema | undefined, place: Place): Change | undefined {
  if (schema === undefined || typeof schema === "boolean" || place.depth > deepest) return undefined;
  const deeper = { ...place, depth: place.depth + 1 };
  if (schema.$ref !== undefined) return changeOf(resolveRef(place.root, schema.$ref), deeper);
  const changes = [ofMembers(schema, deeper), ofItems(schema, deeper)].filter((change) => change !== undefined);
  return changes.length === 0 ? undefined : (value) => changes.reduce((made, change) => change(made), value);
}

function ofMembers({ properties = {} }: SchemaObject, place: Place): Change | undefined {
  const changes = new Map<string, Change>();
  for (const [name, member] of Object.entries(properties)) {
    const change = changeOf(member, { ...place, names: new Set([...place.names, ...wordsOf(name)]) });
    if (change !== undefined) changes.set(name, change);
  }
  if (changes.size === 0) return undefined;
  return (value) => {
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changes.get(name)?.(one) ?? one]));
  };
}

function ofItems({ items, minItems = 0, contains }: SchemaObject, place: Place): Change | undefined {
  if (items === undefined || contains !== undefined) return undefined;
  const key = keyOf(items, place);
  const within = changeOf(items, place);
  if (key === undefined && within === undefined) return undefined;
  return (value) => {
    if (!Array.isArray(value)) return value;
    const kept = key === undefined ? value : distinct(value, key);
    const list = kept.length < minItems ? value : kept;
    return within === undefined ? list : list.map(within);
  };
}

function distinct(records: readonly Json[], key: string): readonly Json[] {
  const seen = new Set<Json>();
  return records.filter((record) => {
    const id = isObject(record) ? record[key] : undefined;
    if (id === undefined || typeof id === "object") return true;
    const first = !seen.has(id);
    seen.add(id);
    return first;
  });
}

function keyOf(items: Schema, { root, names }: Place): string | undefined {
  const record = typeof items === "object" && items.$ref !== undefined ? resolveRef(root, items.$ref) : items;
  if (record === undefined || typeof record === "boolean") return undefined;
  return ownIdAmong(Object.keys(record.properties ?? {}), names);
}

/** The field that tells records of these names apart: `id`, or the id that is named after them. */
export function ownIdAmong(fields: readonly string[], names: ReadonlySet<string>): string | undefined {
  return fields.find((name) => {
    const owner = wordsIn(name).slice(0, -1);
    return isIdName(name) && owner.every((word) => names.has(singular(word)));
  });
}

/** The words of a name, each as one of them. */
export function wordsOf(name: string): ReadonlySet<string> {
  return new Set(wordsIn(name).map(singular));
}

/** `tickets`, `entries`, `boxes` and `people` as one of them. */
function singular(word: string): string {
  if (word === "people") return "person";
  if (/(?:ies)$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
