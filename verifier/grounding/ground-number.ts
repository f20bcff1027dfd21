/** Whether the goal says a number, in the unit the parameter counts in. */
import type { Amount } from "./amounts.js";
import type { Goal } from "./goal.js";
import { findNumber } from "./goal.js";
import { type Span, spanOf } from "./span.js";
import { converted, isMoney, precise, type Unit, unitOf, unitsLike } from "./units.js";

export interface FoundNumber extends Span {
  readonly how: "exact" | "number word" | "computed unit";
}

/** `units`: those that the parameter's name and description speak of. */
export function findAmount(goal: Goal, value: number, units: readonly Unit[]): FoundNumber | undefined {
  const found = findNumber(goal, value);
  if (found !== undefined) return { ...found, how: spelled(goal, found) ? "number word" : "exact" };
  const opposite = value < 0 ? findNumber(goal, -value) : undefined;
  if (opposite !== undefined) return { ...opposite, how: "computed unit" };
  for (const { value: said, unit, start, end } of goal.measures) {
    if ([...conversions(said, unit, units), ...ratios(unit)].includes(precise(value)))
      return { start, end, how: "computed unit" };
  }
  return undefined;
}

/** "25 euros" are no 25 cents: undefined where the goal says the number in any other way as well, or the parameter counts in both. */
export function inOtherMoney(
  { reading, measures }: Goal,
  value: number,
  units: readonly Unit[],
): { readonly nearest: Span; readonly inUnit: number } | undefined {
  const cents = unitOf("cents");
  if (cents === undefined || !units.includes(cents) || units.some(isMoney)) return undefined;
  const said = reading.amounts.filter((amount) => amount.value === value);
  const [first] = said;
  if (first === undefined || said.some(({ unit }) => unit === undefined || !isMoney(unit))) return undefined;
  const measure = measures.find((one) => one.value === value && isMoney(one.unit));
  const inUnit = measure && converted(value, measure.unit, cents);
  // Another amount of the goal may be just that many cents.
  const isSaid = measures.some(({ value: other, unit }) => converted(other, unit, cents) === value);
  return inUnit === undefined || inUnit === value || isSaid ? undefined : { nearest: spanOf(first), inUnit };
}

function spelled({ text }: Goal, { start }: Span): boolean {
  return /\p{L}/u.test(text.charAt(start));
}

function conversions(said: number, unit: Unit, wanted: readonly Unit[]): readonly number[] {
  if (unit.dimension === "percent") return [precise(said / 100), precise(1 + said / 100), precise(1 - said / 100)];
  const cents = unitOf("cents");
  const like = wanted.filter((one) => converted(1, unit, one) !== undefined);
  // A parameter that speaks of no unit of the kind may count in any of them; only money is never in cents unasked.
  const targets = like.length > 0 || isMoney(unit) ? like : unitsLike(unit);
  const found = targets.flatMap((target) =>
    [converted(said, unit, target) ?? [], inThousands(said, unit, target)].flat(),
  );
  // Of a currency without cents nothing is said in cents.
  const inCents = isMoney(unit) && unit.factor > 1 && wanted.some((one) => one === cents);
  return inCents ? [...found, precise(said * 100)] : found;
}

/** A gigabyte holds 1024 megabytes or 1000, by whom one asks. */
function inThousands(said: number, unit: Unit, target: Unit): readonly number[] {
  if (unit.dimension !== "bytes" || target.dimension !== "bytes") return [];
  return [precise(said * 1000 ** Math.round(Math.log(unit.factor / target.factor) / Math.log(1024)))];
}

/** How many smaller units one holds: what a program multiplies by when it converts. */
function ratios(unit: Unit): readonly number[] {
  return unit.dimension === "percent" ? [100] : unitsLike(unit).flatMap((one) => converted(1, unit, one) ?? []);
}

/** An amount of a literal with the unit written beside it: "90 minutes" is said by "an hour and a half" or "1.5 hours". */
export function findMeasured(goal: Goal, { value, unit }: Amount, units: readonly Unit[]): FoundNumber | undefined {
  if (unit === undefined) return findAmount(goal, value, units);
  for (const said of goal.measures) {
    if (precise(value) !== converted(said.value, said.unit, unit)) continue;
    const how = said.unit === unit ? "exact" : "computed unit";
    return { start: said.start, end: said.end, how };
  }
  const bare = findNumber(goal, value);
  const otherUnit = goal.measures.some((said) => said.start === bare?.start && said.unit !== unit);
  return bare === undefined || otherUnit ? undefined : { ...bare, how: "exact" };
}
