/**
 * Softmax regression over hashed binary features. One example is a set of options of which some are right; the loss is
 * minus the log of the right ones' share. AdaGrad: Duchi, Hazan, Singer, JMLR 12 (2011), diagonal, with L2.
 */
import { logSum, sumOf, type Table } from "../../planner/search/learned/table.js";

export interface Example {
  readonly options: readonly (readonly number[])[];
  /** Indices of the right options; an example without any teaches nothing. */
  readonly right: readonly number[];
  readonly weight?: number;
}

export interface Training {
  /** Length of the table: a power of two. */
  readonly size: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
}

export function train(examples: readonly Example[], { size, epochs, rate, decay }: Training): Table {
  const table = new Float32Array(size);
  const squares = new Float32Array(size);
  const order = examples.map((_, index) => index);
  const random = generator(7);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example !== undefined && example.right.length > 0) step(example, { table, squares, rate, decay });
    }
  }
  return table;
}

interface State {
  readonly table: Table;
  readonly squares: Float32Array;
  readonly rate: number;
  readonly decay: number;
}

function step({ options, right, weight = 1 }: Example, state: State): void {
  const sums = options.map((features) => sumOf(state.table, features));
  const all = logSum(sums);
  const good = logSum(right.map((index) => sums[index] ?? 0));
  for (const [index, features] of options.entries()) {
    const sum = sums[index] ?? 0;
    const target = right.includes(index) ? Math.exp(sum - good) : 0;
    const gradient = weight * (Math.exp(sum - all) - target);
    if (Math.abs(gradient) > 1e-4) descend(features, gradient, state);
  }
}

function descend(features: readonly number[], gradient: number, { table, squares, rate, decay }: State): void {
  const mask = table.length - 1;
  for (const id of features) {
    const at = id & mask;
    const weight = table[at] ?? 0;
    const slope = gradient + decay * weight;
    const square = (squares[at] ?? 0) + slope * slope;
    squares[at] = square;
    table[at] = weight - (rate * slope) / (Math.sqrt(square) + 1e-3);
  }
}

/** Mulberry32: the same numbers on every machine. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}
