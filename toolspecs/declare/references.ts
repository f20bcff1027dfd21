import { branches, children, isRecursive, reach, resolveRef } from "../refs.js";
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
  const from = (step: typeof children) => (ref: string) =>
    new Set([ref, ...reach(root, resolveRef(root, ref) ?? true, step).refs]);
  return {
    recursive: isRecursive(root, "#"),
    needed: remembered(from(children)),
    same: remembered(from(branches)),
    arms: remembered((ref) => armsOf(reach(root, resolveRef(root, ref) ?? true, branches).schemas)),
  };
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
