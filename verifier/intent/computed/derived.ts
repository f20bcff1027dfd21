import type { Amount } from "../../grounding/amounts.js";
import type { Goal, Span } from "../../grounding/index.js";
import { converted, isMoney, precise, type Unit, unitOf, unitsLike } from "../../grounding/units.js";

/** More numbers than these in one goal are not put together. */
const MAX_TERMS = 6;

/** What the goal says of sums, in the units of one parameter. */
export interface Sums {
  /** Each sum that the goal states, in every unit that the parameter may count in. */
  readonly terms: readonly (Span & { readonly values: readonly number[] })[];
  /** What a sum may be multiplied with, or divided by. */
  readonly factors: readonly number[];
}

export function sumsIn({ reading, values }: Goal, units: readonly Unit[]): Sums {
  // The digits of an identifier or a date are no amount.
  const isStated = ({ start, spelled }: Amount) =>
    spelled ||
    values.some((one) => (one.kind === "amount" || one.kind === "number") && one.start <= start && start < one.end);
  const amounts = reading.amounts.filter(isStated);
  const ofMoney = amounts.filter(({ unit }) => unit !== undefined && isMoneyOrCents(unit));
  const spans = new Map<number, Span & { values: number[] }>();
  for (const { value, unit, start, end } of ofMoney.length > 0 ? ofMoney : amounts) {
    const term = spans.get(start) ?? { start, end, values: [] };
    term.values.push(
      ...(unit === undefined ? [value] : [value, ...targetsOf(unit, units).map((to) => conv(value, unit, to))]),
    );
    spans.set(start, term);
  }
  const factors = amounts.flatMap(({ value, unit }) => {
    if (unit === undefined || isMoneyOrCents(unit)) return [value];
    if (unit.dimension === "percent") return [value / 100, 1 + value / 100, 1 - value / 100];
    return unitsLike(unit).flatMap((to) => converted(value, unit, to) ?? []);
  });
  const terms = [...spans.values()].slice(0, MAX_TERMS);
  return { terms, factors: [...new Set(factors.map(precise))].filter((one) => one !== 0 && one !== 1) };
}

function conv(value: number, from: Unit, to: Unit): number {
  return converted(value, from, to) ?? value;
}

const cents = unitOf("cents");

function isMoneyOrCents(unit: Unit): boolean {
  return isMoney(unit) || unit === cents;
}

function targetsOf(unit: Unit, wanted: readonly Unit[]): readonly Unit[] {
  return [...wanted, ...(isMoneyOrCents(unit) && cents !== undefined ? [cents] : unitsLike(unit))];
}

/**
 * Whether a value follows from the sums: is the sum or difference of some of them, each taken as often as the goal says it, perhaps times or
 * divided by one or two of the other numbers. Rounded or not.
 */
export function followsFrom(value: number, { terms, factors }: Sums): boolean {
  const sums = terms.reduce<readonly number[]>(
    (known, { values }) => known.flatMap((sum) => [sum, ...values.flatMap((one) => [sum + one, sum - one])]),
    [0],
  );
  const wanted = Math.abs(value);
  const scales = [...factors, ...factors.map((one) => 1 / one)];
  const twice = scales.flatMap((one) => factors.map((other) => one * other));
  return [...new Set(sums.map((sum) => precise(Math.abs(sum))))].some(
    (sum) =>
      sum !== 0 && (sum === wanted || [...scales, ...twice].some((scale) => isRounded(wanted, precise(sum * scale)))),
  );
}

function isRounded(value: number, exact: number): boolean {
  if (value === exact) return true;
  // To whole units or to hundredths.
  return [1, 100].some(
    (parts) =>
      Number.isInteger(precise(value * parts)) &&
      !Number.isInteger(precise(exact * parts)) &&
      Math.abs(value - exact) * parts < 1,
  );
}

/** Whether a ratio of two values is one of the factors, or its inverse. */
export function isFactorOf(ratio: number, { factors }: Sums): boolean {
  return factors.some((one) => precise(one) === precise(ratio) || precise(1 / one) === precise(ratio));
}
