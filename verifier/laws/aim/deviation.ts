import fc from "fast-check";
import type { Json } from "../../../toolspecs/index.js";
import { anything } from "../../arbitrary/anything.js";

/**
 * Values that differ from others in one place: what a program narrows step by step fails each of its checks alone, with all
 * the checks before it passed.
 */
export function deviating(values: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const other = fc.oneof({ weight: 2, arbitrary: anything }, { weight: 1, arbitrary: fc.constant(undefined) });
  return fc.tuple(values, fc.nat(), other).map(([value, at, by]) => replaced(value, at % partsIn(value), by) ?? null);
}

function partsIn(value: Json): number {
  let parts = 1;
  for (const child of childrenOf(value)) parts += partsIn(child);
  return parts;
}

function childrenOf(value: Json): readonly Json[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

/** The value with its n-th part, counted from the outside in, replaced or, by undefined, left out. */
function replaced(value: Json, at: number, by: Json | undefined): Json | undefined {
  if (at === 0) return by;
  if (typeof value !== "object" || value === null) return value;
  let before = 1;
  const entries = Object.entries(value).flatMap(([key, child]) => {
    const inside = at - before;
    const parts = partsIn(child);
    before += parts;
    const changed = inside >= 0 && inside < parts ? replaced(child, inside, by) : child;
    return changed === undefined ? [] : [[key, changed] as const];
  });
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}
