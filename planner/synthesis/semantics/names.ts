/** Places that are the same by what they are called: `customer_id`, `customer` and the `id` of a `Customer`. */
import type { Binding } from "../../../toolspecs/index.js";
import type { Position } from "./position.js";
import { lastName, localName, type Raw } from "./raw.js";
import type { Unions } from "./union.js";
import { isKeyName, type WordsOf } from "./words.js";

/** Names of schemas that have an `id`: by all words of the name, and by its last ones, the shortest name first. */
export interface Objects {
  readonly whole: ReadonlyMap<string, string>;
  readonly endings: ReadonlyMap<string, string>;
  readonly wordsOf: WordsOf;
}

export function keyedObjects(raw: readonly Raw[], wordsOf: WordsOf): Objects {
  const keys = raw.flatMap(({ params, outputs }) =>
    [...outputs, ...params].flatMap((one) =>
      one.kind === "string" ? one.names.filter((name) => name.endsWith(".id")) : [],
    ),
  );
  const named = [...new Set(keys)]
    .map((name) => name.slice(0, -3))
    .filter((name) => !name.includes("."))
    .map((name) => ({ name, words: wordsOf(name) }))
    .sort((a, b) => b.words.length - a.words.length || (a.name > b.name ? -1 : 1));
  const endings = named.flatMap(({ name, words }) =>
    words.map((_, start) => [words.slice(start).join(" "), name] as const),
  );
  const whole = new Map(named.map(({ name, words }) => [words.join(" "), name]));
  return { whole, endings: new Map(endings), wordsOf };
}

export interface Merging {
  readonly unions: Unions;
  readonly objects: Objects;
  readonly names: ReadonlySet<string>;
}

/** The schema that a word or two speak of: the one with the fewest other words. */
function objectCalled(words: readonly string[], { endings }: Objects): string | undefined {
  return words.length === 0 ? undefined : endings.get(words.join(" "));
}

export function mergeByName({ binding, params, outputs }: Raw, merging: Merging): void {
  const { unions } = merging;
  for (const one of [...params, ...outputs]) {
    if (one.kind !== "string" && one.kind !== "number") continue;
    const plain = one.names.filter((name) => !name.includes("."));
    // A named schema of texts is one type wherever it stands alone.
    if (plain.length === 1) for (const name of fieldNames(one)) unions.join(plain[0] ?? name, name);
    for (const name of plain) joinKey(name, objectCalled(keyWords(name, merging.objects), merging.objects), unions);
    for (const name of plain.length > 0 ? [] : fieldNames(one)) {
      joinKey(name, keyCalled(lastName(one.path), merging.objects), unions);
    }
  }
  for (const one of outputs) {
    const key =
      one.names.length === 0 && one.kind === "string" ? keyCalled(lastName(one.path), merging.objects) : undefined;
    if (key !== undefined) unions.join(localName(binding, "out", one.path), `${key}.id`);
  }
  const thing = thingOf(binding, merging.objects);
  for (const one of params) {
    const same = one.kind === "object" || one.kind === "array" ? undefined : meantBy(one, { binding, thing }, merging);
    if (same !== undefined) unions.join(localName(binding, "in", one.path), same);
  }
}

/** The fields a place is, not the keys it may be. */
function fieldNames({ path, names }: Position): readonly string[] {
  const last = lastName(path);
  return names.filter(
    (name) => name.includes(".") && name.endsWith(`.${last}`) && (last !== "id" || !name.startsWith(last)),
  );
}

function joinKey(name: string, object: string | undefined, unions: Unions): void {
  if (object !== undefined) unions.join(name, `${object}.id`);
}

function keyWords(name: string, { wordsOf }: Objects): readonly string[] {
  const words = wordsOf(name);
  const about = isKeyName(words) ? words.slice(0, -1) : words;
  return about.length > 1 ? about.slice(-1) : about;
}

/** The schema whose key a text is, as its name says: `customer_id`, `customerId`; or all of it, `customer`. */
function keyCalled(name: string, objects: Objects): string | undefined {
  const words = objects.wordsOf(name);
  if (!isKeyName(words)) return objects.whole.get(words.join(" "));
  const about = words.slice(0, -1);
  for (let skipped = 0; skipped < about.length; skipped += 1) {
    const found = objectCalled(about.slice(skipped), objects);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The place in a named schema that a parameter speaks of. */
function meantBy(
  { path }: Position,
  { binding, thing }: { readonly binding: Binding; readonly thing: string | undefined },
  { objects, names }: Merging,
): string | undefined {
  const name = lastName(path);
  const words = objects.wordsOf(name);
  if (words.length === 1 && words[0] === "id") {
    const owner = ownerInPath(binding, name) ?? thing;
    return owner === undefined ? undefined : keyName(objectOf(owner, objects) ?? owner);
  }
  const key = keyCalled(name, objects) ?? objectCalled(words, objects);
  if (key !== undefined) return keyName(key);
  const field = thing === undefined ? undefined : `${thing}.${name}`;
  return field !== undefined && names.has(field) ? field : fieldCalled(words, objects, names);
}

/** `object_type` is the `type` of a `CatalogObject`, as `customer_email` is the `email` of a `Customer`. */
function fieldCalled(words: readonly string[], objects: Objects, names: ReadonlySet<string>): string | undefined {
  const owner = objectCalled(words.slice(0, -1), objects);
  const field = owner === undefined ? undefined : `${owner}.${words.at(-1)}`;
  return field !== undefined && names.has(field) ? field : undefined;
}

function keyName(object: string): string {
  return `${object}.id`;
}

function objectOf(text: string, objects: Objects): string | undefined {
  return objectCalled(objects.wordsOf(text), objects);
}

/** In `/customers/{customer}/sources/{id}` the `id` is that of a source. */
function ownerInPath({ spec }: Binding, parameter: string): string | undefined {
  const segments = (spec.http?.path ?? "").split("/");
  return segments[segments.indexOf(`{${parameter}}`) - 1];
}

/** The schema a tool is about, as its path or its name says. */
function thingOf({ spec }: Binding, objects: Objects): string | undefined {
  const named = (spec.http?.path ?? spec.name).split(/[/.]/u).filter((part) => !part.startsWith("{"));
  for (const part of named.toReversed()) {
    const words = objects.wordsOf(part);
    for (let skipped = 0; skipped < words.length; skipped += 1) {
      const found = objectCalled(words.slice(skipped), objects);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
