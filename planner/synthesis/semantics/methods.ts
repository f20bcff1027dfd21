/**
 * Tools as methods over semantic types: what each parameter and each part of an output *is*, beyond being a string. After
 * APIphany (Guo et al., PLDI 2022, section 3), which merges the places of a schema whose values were seen to be equal; here
 * they are merged by what schemas say (references, keys that expand to what they are keys of), by names, and by witnesses.
 */
import type { Binding } from "../../../toolspecs/index.js";
import { element, type Kind, type Path, type Position, positionsIn } from "./position.js";
import { Unions } from "./union.js";
import type { Witness } from "./witness.js";
import { isKeyName, wordsOf } from "./words.js";

export interface Slot {
  readonly path: Path;
  readonly kind: Kind;
  /** Semantic types; several where a union of named schemas stands. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly mixed: boolean;
  readonly partial: boolean;
  /** Words of its name, in the singular. */
  readonly words: readonly string[];
}

export interface Method {
  readonly binding: Binding;
  readonly params: readonly Slot[];
  readonly outputs: readonly Slot[];
}

export interface Methods {
  readonly all: readonly Method[];
  /** Methods with the parts of their output that have a type. */
  readonly producers: ReadonlyMap<string, readonly { readonly method: Method; readonly output: Slot }[]>;
  /** The type that a name stands for, if any schema has it. */
  typeOf(name: string): string | undefined;
  /** The semantic types of the fields of a named schema. */
  fieldsOf(name: string): readonly Slot[];
  readonly names: ReadonlySet<string>;
}

interface Raw {
  readonly binding: Binding;
  readonly params: readonly Position[];
  readonly outputs: readonly Position[];
}

export function methodsOf(bindings: readonly Binding[], witnesses: readonly Witness[] = []): Methods {
  const raw = bindings.map((binding) => ({
    binding,
    params: positionsIn(binding.spec.input),
    outputs: positionsIn(binding.spec.output.schema),
  }));
  const names = new Set(raw.flatMap(({ params, outputs }) => [...params, ...outputs].flatMap((one) => one.names)));
  const unions = new Unions();
  const objects = keyedObjects(raw);
  for (const method of raw) mergeByName(method, { unions, objects, names });
  for (const witness of witnesses) mergeWitness(witness, raw, unions);
  const all = raw.map((method) => ({
    binding: method.binding,
    params: method.params.map((one) => slotOf(one, localName(method.binding, "in", one.path), unions)),
    outputs: method.outputs.map((one) => slotOf(one, localName(method.binding, "out", one.path), unions)),
  }));
  const fields = fieldsByName(raw, unions);
  return {
    all,
    producers: producersOf(all),
    typeOf: (name) => (names.has(name) ? unions.of(name) : undefined),
    fieldsOf: (name) => fields.get(name) ?? [],
    names,
  };
}

function slotOf({ path, kind, names, required, mixed, partial }: Position, local: string, unions: Unions): Slot {
  // An array is what its elements are, and they have a place of their own.
  if (kind === "array") return { path, kind, types: [], required, mixed, partial, words: wordsOf(lastName(path)) };
  const types = [
    ...new Set((names.length === 0 || kind !== "object" ? [...names, local] : names).map((name) => unions.of(name))),
  ];
  return { path, kind, types, required, mixed, partial, words: wordsOf(lastName(path)) };
}

/** A name for a place of one tool that no schema names. */
function localName({ namespace, member }: Binding, side: "in" | "out", path: Path): string {
  return `${namespace}.${member}:${side}.${path.join(".")}`;
}

function lastName(path: Path): string {
  return path.findLast((step) => step !== element) ?? "";
}

function producersOf(all: readonly Method[]): Methods["producers"] {
  const producers = new Map<string, { method: Method; output: Slot }[]>();
  for (const method of all) {
    for (const output of method.outputs) {
      for (const type of output.types) {
        const list = producers.get(type) ?? [];
        producers.set(type, list);
        list.push({ method, output });
      }
    }
  }
  return producers;
}

/** Names of schemas that have an `id`: by all words of the name, and by its last ones, the shortest name first. */
interface Objects {
  readonly whole: ReadonlyMap<string, string>;
  readonly endings: ReadonlyMap<string, string>;
}

function keyedObjects(raw: readonly Raw[]): Objects {
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
  return { whole: new Map(named.map(({ name, words }) => [words.join(" "), name])), endings: new Map(endings) };
}

interface Merging {
  readonly unions: Unions;
  readonly objects: Objects;
  readonly names: ReadonlySet<string>;
}

/** The schema that a word or two speak of: the one with the fewest other words. */
function objectCalled(words: readonly string[], { endings }: Objects): string | undefined {
  return words.length === 0 ? undefined : endings.get(words.join(" "));
}

function mergeByName({ binding, params, outputs }: Raw, merging: Merging): void {
  const { unions } = merging;
  for (const one of [...params, ...outputs]) {
    if (one.kind !== "string" && one.kind !== "number") continue;
    const plain = one.names.filter((name) => !name.includes("."));
    // A named schema of texts is one type wherever it stands alone.
    if (plain.length === 1) for (const name of fieldNames(one)) unions.join(plain[0] ?? name, name);
    for (const name of plain) joinKey(name, objectCalled(keyWords(name), merging.objects), unions);
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

function keyWords(name: string): readonly string[] {
  const words = wordsOf(name);
  const about = isKeyName(words) ? words.slice(0, -1) : words;
  return about.length > 1 ? about.slice(-1) : about;
}

/** The schema whose key a text is, as its name says: `customer_id`, `customerId`; or all of it, `customer`. */
function keyCalled(name: string, objects: Objects): string | undefined {
  const words = wordsOf(name);
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
  const words = wordsOf(name);
  if (words.length === 1 && words[0] === "id") {
    const owner = ownerInPath(binding, name) ?? thing;
    return owner === undefined ? undefined : keyName(objectOf(owner, objects) ?? owner);
  }
  const key = keyCalled(name, objects) ?? objectCalled(words, objects);
  if (key !== undefined) return keyName(key);
  const field = thing === undefined ? undefined : `${thing}.${name}`;
  return field !== undefined && names.has(field) ? field : undefined;
}

function keyName(object: string): string {
  return `${object}.id`;
}

function objectOf(text: string, objects: Objects): string | undefined {
  const words = wordsOf(text);
  return objectCalled(words, objects);
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
    const words = wordsOf(part);
    for (let skipped = 0; skipped < words.length; skipped += 1) {
      const found = objectCalled(words.slice(skipped), objects);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The names of producers whose values a consumer was seen to take. */
function mergeWitness({ consumer, endpoint, producers }: Witness, raw: readonly Raw[], unions: Unions): void {
  const sources = producers.flatMap(({ endpoint: path, method, path: inside }) => {
    const found = raw.find(
      ({ binding: { spec } }) => spec.http?.path === path && spec.http.method.toLowerCase() === method,
    );
    const place = found?.outputs.find((one) => one.path.join("/") === inside.join("/"));
    if (found === undefined || place === undefined) return [];
    return place.names.length > 0 ? place.names.slice(0, 1) : [localName(found.binding, "out", place.path)];
  });
  const consumers = raw.flatMap(({ binding, params }) =>
    endpoint !== undefined && binding.spec.http?.path !== endpoint
      ? []
      : params
          .filter(({ path, kind }) => lastName(path) === consumer && kind !== "object" && kind !== "array")
          .map(({ path }) => localName(binding, "in", path)),
  );
  const [first] = sources;
  if (first === undefined) return;
  for (const name of [...sources, ...consumers]) unions.join(first, name);
}

function fieldsByName(raw: readonly Raw[], unions: Unions): ReadonlyMap<string, readonly Slot[]> {
  const fields = new Map<string, Map<string, Slot>>();
  for (const { params, outputs } of raw) {
    for (const one of [...outputs, ...params]) {
      for (const name of one.names) {
        const [owner, field, ...deeper] = name.split(".");
        if (owner === undefined || field === undefined || deeper.length > 0 || lastName(one.path) !== field) continue;
        const known = fields.get(owner) ?? new Map<string, Slot>();
        fields.set(owner, known);
        if (!known.has(field)) known.set(field, slotOf({ ...one, path: [field] }, name, unions));
      }
    }
  }
  return new Map([...fields].map(([name, slots]) => [name, [...slots.values()]]));
}
