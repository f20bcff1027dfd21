/** Weights of hashed features. The length is a power of two. */
export type Table = Float32Array;

/** The sum of the weights of some features. */
export function sumOf(table: Table, features: readonly number[]): number {
  const mask = table.length - 1;
  let sum = 0;
  for (const id of features) sum += table[id & mask] ?? 0;
  return sum;
}

/** ln of the sum of exponentials, safe against overflow. */
export function logSum(scores: readonly number[]): number {
  const top = Math.max(...scores);
  if (!Number.isFinite(top)) return top;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - top);
  return top + Math.log(sum);
}
