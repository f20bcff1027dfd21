import type { Binding } from "../../toolspecs/index.js";
import { type Amount, constant, larger, plus, times, zero } from "./amount.js";

/** How often something was or is done in one run. `max` may be Infinity. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

interface Span {
  readonly min: number;
  readonly max: Amount;
}

/** Calls per tool. A tool that is not in the map is not called. */
export type Counts = ReadonlyMap<Binding, Span>;

export const none: Counts = new Map();

const never: Span = { min: 0, max: zero };

export function once(binding: Binding): Counts {
  return new Map([[binding, { min: 1, max: constant(1) }]]);
}

function combine(parts: readonly Counts[], how: (spans: readonly Span[]) => Span): Counts {
  const present = parts.filter((part) => part.size > 0);
  if (present.length === 0) return none;
  const bindings = new Set(present.flatMap((part) => [...part.keys()]));
  return new Map([...bindings].map((binding) => [binding, how(parts.map((part) => part.get(binding) ?? never))]));
}

/** One after the other. */
export function sequence(...parts: readonly Counts[]): Counts {
  const [first = none, ...others] = parts.filter((part) => part.size > 0);
  if (others.length === 0) return first;
  return combine([first, ...others], (spans) =>
    spans.reduce((a, b) => ({ min: a.min + b.min, max: plus(a.max, b.max) })),
  );
}

/** One of them. */
export function either(...parts: readonly Counts[]): Counts {
  return combine(parts, (spans) => ({
    min: Math.min(...spans.map(({ min }) => min)),
    max: spans.map(({ max }) => max).reduce(larger),
  }));
}

/** All of it or none. */
export function maybe(part: Counts): Counts {
  return combine([part], ([span = never]) => ({ min: 0, max: span.max }));
}

/** Any number of times, at most `most`. */
export function repeated(part: Counts, most: Amount): Counts {
  return combine([part], ([span = never]) => ({ min: 0, max: times(span.max, most) }));
}

/** Just so many times. */
export function exactly(part: Counts, count: number): Counts {
  return combine([part], ([span = never]) => ({ min: span.min * count, max: times(span.max, constant(count)) }));
}
