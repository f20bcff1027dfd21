// Numbers that depend on how long lists are: sums of products of sizes, e.g. `1 + 2 * |orders| * |order.items|`. Factors are
// never negative, so sum, product and "the larger of both" can all be taken term by term, the last one rounding up.

/** A length that only a run knows: the largest that the expression has had at any of the places where it is measured. */
export interface Size {
  /** Equal keys are the same size. */
  readonly key: string;
  /** The expression as the program writes it. */
  readonly text: string;
}

/** A loop, or a method that calls back for each element, by its 1-based place. */
export interface Loop {
  /** Text of the size it goes through. */
  readonly size: string;
  readonly line: number;
  readonly column: number;
}

interface Term {
  readonly times: number;
  readonly sizes: readonly Size[];
  /** Where the sizes come in. */
  readonly loops: readonly Loop[];
}

/** By the keys of the sizes of a term; "" is the constant one. Terms are above zero. */
export type Amount = ReadonlyMap<string, Term>;

/** A program with more than this is not made clearer by a formula. */
const MOST_TERMS = 24;
const MOST_FACTORS = 6;

export const zero: Amount = new Map();
export const unbounded: Amount = new Map([["", { times: Number.POSITIVE_INFINITY, sizes: [], loops: [] }]]);

export function constant(times: number): Amount {
  return amount(times > 0 ? [{ times, sizes: [], loops: [] }] : []);
}

export function sized(size: Size, loop: Loop): Amount {
  return amount([{ times: 1, sizes: [size], loops: [loop] }]);
}

export function plus(a: Amount, b: Amount): Amount {
  return amount([...a.values(), ...b.values()]);
}

export function times(a: Amount, b: Amount): Amount {
  if (a.size * b.size > MOST_TERMS ** 2) return unbounded;
  const right = [...b.values()];
  return amount([...a.values()].flatMap((one) => right.map((other) => product(one, other))));
}

/** At least as much as both. */
export function larger(a: Amount, b: Amount): Amount {
  const onlyInB = [...b].flatMap(([key, term]) => (a.has(key) ? [] : [term]));
  const inA = [...a].map(([key, term]) => ({ ...term, times: Math.max(term.times, b.get(key)?.times ?? 0) }));
  return amount([...inA, ...onlyInB]);
}

/** At most as much as either may be: a constant where there is one, else the first that is bounded at all. */
export function smaller(a: Amount, b: Amount): Amount {
  const [x, y] = [constantOf(a), constantOf(b)];
  if (x !== undefined && y !== undefined) return x <= y ? a : b;
  if (y !== undefined && Number.isFinite(y)) return b;
  return isUnbounded(a) ? b : a;
}

/** The number, where no size is in it; Infinity where there is no bound. */
export function constantOf(a: Amount): number | undefined {
  if (a.size === 0) return 0;
  const only = a.size === 1 ? a.get("") : undefined;
  return only?.times;
}

export function isUnbounded(a: Amount): boolean {
  return constantOf(a) === Number.POSITIVE_INFINITY;
}

/** What it comes to when each size is what `lengthOf` says of its key. */
export function evaluate(a: Amount, lengthOf: (key: string) => number): number {
  return [...a.values()].reduce((sum, { times, sizes }) => {
    const length = sizes.reduce((product, { key }) => product * lengthOf(key), 1);
    return sum + (length === 0 ? 0 : times * length);
  }, 0);
}

/** `1 + 2 * |orders.items|`, or `unbounded`. */
export function textOf(a: Amount): string {
  if (isUnbounded(a)) return "unbounded";
  const terms = [...a.values()].toSorted((x, y) => x.sizes.length - y.sizes.length);
  return terms.length === 0 ? "0" : terms.map(termText).join(" + ");
}

/** Every loop that the amount depends on, once. */
export function loopsOf(a: Amount): readonly Loop[] {
  return distinct([...a.values()].flatMap(({ loops }) => loops));
}

function amount(terms: readonly Term[]): Amount {
  const byKey = new Map<string, Term>();
  for (const term of terms) {
    if (term.times === Number.POSITIVE_INFINITY || term.sizes.length > MOST_FACTORS) return unbounded;
    const key = term.sizes.map((size) => size.key).join(" * ");
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? term : merged(known, term));
  }
  const tooLarge = [...byKey.values()].some((term) => term.times === Number.POSITIVE_INFINITY);
  return byKey.size > MOST_TERMS || tooLarge ? unbounded : byKey;
}

function merged(a: Term, b: Term): Term {
  return { ...a, times: a.times + b.times, loops: distinct([...a.loops, ...b.loops]) };
}

function product(a: Term, b: Term): Term {
  const sizes = [...a.sizes, ...b.sizes].toSorted((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0));
  return { times: a.times * b.times, sizes, loops: distinct([...a.loops, ...b.loops]) };
}

function termText({ times, sizes }: Term): string {
  const factors = sizes.map(({ text }) => `|${text}|`);
  return (times === 1 && factors.length > 0 ? factors : [String(times), ...factors]).join(" * ");
}

function distinct(loops: readonly Loop[]): readonly Loop[] {
  const byPlace = new Map(loops.map((loop) => [`${loop.line}:${loop.column} ${loop.size}`, loop]));
  return [...byPlace.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}
