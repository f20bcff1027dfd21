import { how } from "./origin.js";
import { computed, deep, implicit, join, nothing, OutputThing, type Thing, type Value } from "./value.js";

/**
 * What a key adds to the value that stands under it. Which value it is, is decided by the key; and where a table that the program
 * writes holds texts or numbers that differ, whoever picks the key picks one of them, as if it were computed from the key.
 */
export function picked(table: Value, ...keys: readonly Value[]): Value {
  const decided = implicit(...keys);
  if (decided === nothing || ![...table.things].some(holdsDifferent)) return decided;
  // A literal that counts through a table is no part of what stands in it.
  const told = [...computed(...keys).origins].filter(([{ kind }]) => kind !== "literal");
  return told.length === 0 ? decided : join(decided, { origins: new Map(told), things: nothing.things });
}

function holdsDifferent(thing: Thing): boolean {
  if (thing instanceof OutputThing || thing.callable !== undefined) return false;
  const values = new Set<unknown>();
  for (const [origin, bits] of deep({ origins: nothing.origins, things: new Set([thing]) })) {
    if (origin.kind === "literal" && bits !== how.implicit) values.add(origin.value);
    if (values.size > 1) return true;
  }
  return false;
}
