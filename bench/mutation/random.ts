/** Draws that are the same on every run: a choice depends on the text it is seeded with and on nothing else. */
export interface Random {
  /** An integer from 0 to `below - 1`. */
  below(below: number): number;
  /** The items in another order. */
  shuffled<T>(items: readonly T[]): readonly T[];
  /** One of the items; undefined of none. */
  one<T>(items: readonly T[]): T | undefined;
}

export function randomOf(seed: string): Random {
  let state = hash(seed);
  // mulberry32 (T. Ettinger, 2017): 32 bits of state are plenty to shuffle a few dozen candidates.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => (limit <= 1 ? 0 : next() % limit);
  return {
    below,
    one: (items) => items[below(items.length)],
    shuffled(items) {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
