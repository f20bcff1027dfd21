/**
 * Tools as methods over semantic types: what each parameter and each part of an output *is*, beyond being a string. After
 * APIphany (Guo et al., PLDI 2022, section 3), which merges the places of a schema whose values were seen to be equal; here
 * they are merged by what schemas say (references, keys that expand to what they are keys of), by names, and by witnesses.
 */
import type { Binding } from "../../../toolspecs/index.js";
import { keyedObjects, mergeByName } from "./names.js";
import { element, type Kind, type Path, type Position, positionsIn } from "./position.js";
import { lastName, localName, type Raw } from "./raw.js";
import { mergeWitness, seenSources, sightingOf } from "./sightings.js";
import { Unions } from "./union.js";
import type { Witness } from "./witness.js";
import { type WordsOf, wordsReader } from "./words.js";

export interface Slot {
  readonly path: Path;
  readonly kind: Kind;
  /** Semantic types; several where a union of named schemas stands. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly mixed: boolean;
  readonly partial: boolean;
  /** Steps on the way to it at which there may be nothing. */
  readonly gaps: number;
  /** Things with a key of their own that it is a part of. */
  readonly parts: number;
  /** Words of its name, in the singular. */
  readonly words: readonly string[];
  /** Words of what it is a part of, in the singular. */
  readonly around: readonly string[];
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
  /** Whether values of a parameter were seen to come from a place; undefined where nobody saw where they come from. */
  wasSeen(param: Slot, output: Slot): boolean | undefined;
}

export function methodsOf(bindings: readonly Binding[], witnesses: readonly Witness[] = []): Methods {
  const raw = bindings.map((binding) => ({
    binding,
    params: positionsIn(binding.spec.input),
    outputs: positionsIn(binding.spec.output.schema),
  }));
  const names = new Set(raw.flatMap(({ params, outputs }) => [...params, ...outputs].flatMap((one) => one.names)));
  const unions = new Unions();
  const wordsOf = wordsReader();
  const objects = keyedObjects(raw, wordsOf);
  const reading = { unions, wordsOf, keyed: new Set(objects.whole.values()) };
  for (const method of raw) mergeByName(method, { unions, objects, names });
  const sightings = witnesses.map((witness) => sightingOf(witness, raw));
  for (const sighting of sightings) mergeWitness(sighting, unions);
  const slots = new Map<Position, Slot>();
  const slotsOf = ({ binding }: Raw, side: "in" | "out", positions: readonly Position[]) =>
    positions.map((one) => {
      const slot = slotOf(one, localName(binding, side, one.path), reading);
      slots.set(one, slot);
      return slot;
    });
  const all = raw.map((method) => ({
    binding: method.binding,
    params: slotsOf(method, "in", method.params),
    outputs: slotsOf(method, "out", method.outputs),
  }));
  const seen = seenSources(sightings, slots);
  const fields = fieldsByName(raw, reading);
  return {
    all,
    producers: producersOf(all),
    typeOf: (name) => (names.has(name) ? unions.of(name) : undefined),
    fieldsOf: (name) => fields.get(name) ?? [],
    names,
    wasSeen: (param, output) => seen.get(param)?.has(output),
  };
}

/** What a place is a part of, by the path to it, or else by the schema that names it. */
function ownerOf(path: Path, names: readonly string[]): string {
  const last = path.findLastIndex((step) => step !== element);
  return path.slice(0, Math.max(0, last)).findLast((step) => step !== element) ?? names[0]?.split(".").at(-2) ?? "";
}

interface Reading {
  readonly unions: Unions;
  readonly wordsOf: WordsOf;
  /** Names of schemas that have an `id`. */
  readonly keyed: ReadonlySet<string>;
}

function slotOf(place: Position, local: string, { unions, wordsOf, keyed }: Reading): Slot {
  const { path, kind, names, required, mixed, partial, gaps } = place;
  const parts = place.within.filter((name) => keyed.has(name)).length;
  const words = wordsOf(lastName(path));
  const around = wordsOf(ownerOf(path, names));
  // An array is what its elements are, and they have a place of their own.
  const types =
    kind === "array" ? [] : typesOf(names.length === 0 || kind !== "object" ? [...names, local] : names, unions);
  return { path, kind, types, required, mixed, partial, gaps, parts, words, around };
}

function typesOf(names: readonly string[], unions: Unions): readonly string[] {
  const types: string[] = [];
  for (const name of names) {
    const type = unions.of(name);
    if (!types.includes(type)) types.push(type);
  }
  return types;
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

function fieldsByName(raw: readonly Raw[], reading: Reading): ReadonlyMap<string, readonly Slot[]> {
  const fields = new Map<string, Slot[]>();
  const known = new Set<string>();
  const read = (one: Position): void => {
    for (const name of one.names) {
      const dot = name.indexOf(".");
      const field = name.slice(dot + 1);
      if (dot < 0 || known.has(name) || field.includes(".") || lastName(one.path) !== field) continue;
      known.add(name);
      const owner = name.slice(0, dot);
      fields.set(owner, [...(fields.get(owner) ?? []), slotOf({ ...one, path: [field] }, name, reading)]);
    }
  };
  for (const { params, outputs } of raw) {
    for (const one of outputs) read(one);
    for (const one of params) read(one);
  }
  return fields;
}
