/** Of amounts as people write them: three times 0.1 is 0.3. */
export function sum(numbers: readonly number[]): number {
  const exact = numbers.reduce((total, number) => total + number, 0);
  return Number.isFinite(exact) ? Math.round(exact * 1e9) / 1e9 : exact;
}
