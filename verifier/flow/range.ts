import type { Binding } from "../../toolspecs/index.js";

/** How often something is done in one run. `max` may be Infinity. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Calls per tool. A tool that is not in the map is not called. */
export type Counts = ReadonlyMap<Binding, Range>;

export const none: Counts = new Map();

const zero: Range = { min: 0, max: 0 };

export function once(binding: Binding): Counts {
  return new Map([[binding, { min: 1, max: 1 }]]);
}

function combine(parts: readonly Counts[], how: (ranges: readonly Range[]) => Range): Counts {
  const present = parts.filter((part) => part.size > 0);
  if (present.length === 0) return none;
  const bindings = new Set(present.flatMap((part) => [...part.keys()]));
  return new Map([...bindings].map((binding) => [binding, how(parts.map((part) => part.get(binding) ?? zero))]));
}

/** One after the other. */
export function sequence(...parts: readonly Counts[]): Counts {
  return combine(parts, (ranges) => ranges.reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), zero));
}

/** One of them. */
export function either(...parts: readonly Counts[]): Counts {
  return combine(parts, (ranges) => ({
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  }));
}

/** All of it or none. */
export function maybe(part: Counts): Counts {
  return combine([part], ([range = zero]) => ({ min: 0, max: range.max }));
}

/** Any number of times, at most `most`. */
export function repeated(part: Counts, most: number): Counts {
  return combine([part], ([range = zero]) => ({ min: 0, max: range.max === 0 ? 0 : range.max * most }));
}
