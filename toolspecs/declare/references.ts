import { branches, children, isRecursive, reach, refsWithin, resolveRef } from "../refs.js";
import type { Schema, SchemaObject } from "../schema.js";
import { manyArms } from "./text.js";

/** Where the references of one schema lead. */
export interface References {
  /** Whether the schema refers to itself as a whole. */
  readonly recursive: boolean;
  /** Everything `ref` needs: itself and all it refers to, however far. */
  needed(ref: string): ReadonlySet<string>;
  /** The references that stand for the same value as `ref`: not those of members or items. */
  same(ref: string): ReadonlySet<string>;
  /** How many alternatives the value of `ref` has: counted while they are few, else "many". */
  arms(ref: string): number;
}

const fewArms = 8;

export function referencesOf(root: Schema): References {
  // Each definition is walked once, however many others lead to it: a large service has hundreds, and most know each other.
  const from = (step: typeof children) => {
    const direct = remembered((ref: string) => refsWithin(resolveRef(root, ref) ?? true, step));
    return remembered((ref: string) => closureOf(ref, direct));
  };
  return {
    recursive: isRecursive(root, "#"),
    needed: from(children),
    same: from(branches),
    arms: remembered((ref) => armsOf(reach(root, resolveRef(root, ref) ?? true, branches).schemas)),
  };
}

function closureOf(start: string, direct: (ref: string) => ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set([start]);
  // A set is walked with what is added meanwhile.
  for (const ref of found) for (const next of direct(ref)) found.add(next);
  return found;
}

function armsOf(schemas: ReadonlySet<SchemaObject>): number {
  let count = 0;
  for (const { anyOf = [], oneOf = [], enum: values = [], type } of schemas) {
    count += anyOf.length + oneOf.length + values.length + (Array.isArray(type) ? type.length : 0);
  }
  return count <= fewArms ? Math.max(1, count) : manyArms;
}

function remembered<T>(find: (ref: string) => T): (ref: string) => T {
  const found = new Map<string, T>();
  return (ref) => {
    const known = found.get(ref) ?? find(ref);
    found.set(ref, known);
    return known;
  };
}
