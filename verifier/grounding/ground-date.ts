/** Whether the goal says a date, a time or a day that is counted from them. */
import { calendarDay, dayNumber, lastOfMonth, monthsLater } from "./calendar.js";
import type { WrittenDate } from "./dates.js";
import type { DateIndex, Goal } from "./goal.js";
import type { Span } from "./span.js";

export interface FoundDay extends Span {
  /** The goal speaks of a day ("tomorrow") that cannot be told without knowing what today is. */
  readonly unplaced?: boolean;
}

/** A date of a literal. What the literal leaves out is not asked for. */
export function findDate(goal: Goal, date: WrittenDate): FoundDay | undefined {
  const { year, month, day } = date;
  if (month === undefined) return undefined;
  if (year !== undefined && day !== undefined) {
    if (calendarDay(dayNumber(year, month, day)).day !== day) return undefined;
    return findDay(goal, dayNumber(year, month, day));
  }
  if (year !== undefined) return findMonth(goal, year, month);
  if (day === undefined) return goal.dates.months.get(month);
  return findYearless(goal.dates, month, day);
}

function findYearless(dates: DateIndex, month: number, day: number): Span | undefined {
  const said = dates.anyMonthDays.get(`${month}-${day}`);
  const { today } = dates;
  if (said !== undefined || today === undefined) return said;
  const { year } = calendarDay(today);
  return within(dates, dayNumber(year, month, day));
}

function findMonth({ dates, numbers }: Goal, year: number, month: number): Span | undefined {
  const said = dates.yearMonths.get(`${year}-${month}`);
  if (said !== undefined) return said;
  const named = dates.months.get(month);
  return named !== undefined && plausibleYear({ dates, numbers }, year) ? named : undefined;
}

function findDay(goal: Goal, day: number): FoundDay | undefined {
  const found = findSaidDay(goal, day) ?? findCountedDay(goal, day);
  const { unplaced } = goal.dates;
  return found ?? (unplaced && { ...unplaced, unplaced: true });
}

function findSaidDay({ dates, numbers }: Goal, number: number): Span | undefined {
  const { year, month, day } = calendarDay(number);
  const said = dates.days.get(number) ?? within(dates, number);
  if (said !== undefined) return said;
  const yearless = dates.monthDays.get(`${month}-${day}`);
  if (yearless !== undefined && plausibleYear({ dates, numbers }, year)) return yearless;
  return (
    edgeOfMonth({ dates, numbers }, number) ?? dayOfMonth({ dates, numbers }, number) ?? edgeOfYear(dates.years, number)
  );
}

function within({ ranges }: DateIndex, day: number): Span | undefined {
  return ranges.find(({ from, to }) => day >= from && day <= to);
}

type Said = Pick<Goal, "dates" | "numbers">;

/** A year that the goal says, or one near today; any year where the goal says none and has no clock. */
function plausibleYear({ dates, numbers }: Said, year: number): boolean {
  if (numbers.has(year) || dates.today === undefined) return true;
  return Math.abs(year - calendarDay(dates.today).year) <= 1;
}

/** The first and the last day of a month that the goal names, and the day after it. */
function edgeOfMonth(said: Said, number: number): Span | undefined {
  for (const inMonth of [number, number - 1]) {
    const { year, month, day } = calendarDay(inMonth);
    const edge = day === 1 || inMonth === lastOfMonth(year, month);
    const found = said.dates.yearMonths.get(`${year}-${month}`);
    if (edge && found !== undefined) return found;
    const named = said.dates.months.get(month);
    const withDay = said.dates.days.size + said.dates.monthDays.size > 0;
    if (edge && named !== undefined && !withDay && plausibleYear(said, year)) return named;
  }
  return undefined;
}

/** "I arrive on the 9th … it is September 2026". */
function dayOfMonth({ dates, numbers }: Said, number: number): Span | undefined {
  const { year, month, day } = calendarDay(number);
  return dates.yearMonths.has(`${year}-${month}`) ? numbers.get(day) : undefined;
}

/** The first and the last day of a year that the goal names, and the day after it. */
function edgeOfYear(years: DateIndex["years"], number: number): Span | undefined {
  for (const inYear of [number, number - 1]) {
    const { year, month, day } = calendarDay(inYear);
    const edge = (day === 1 && month === 1) || (day === 31 && month === 12);
    const found = years.get(year);
    if (edge && found !== undefined) return found;
  }
  return undefined;
}

/** A day that lies as far from a day of the goal, or from today, as the goal says: "3 days from 5 May", "in two weeks". */
function findCountedDay(goal: Goal, day: number): Span | undefined {
  const { today } = goal.dates;
  for (const { value, unit, start, end } of goal.measures) {
    if (!Number.isInteger(value) || Math.abs(value) > 10_000) continue;
    for (const count of [value, -value, value - 1]) {
      const from = counted(day, unit, -count);
      if (from === undefined) continue;
      if (from === today) return { start, end };
      const found = findSaidDay(goal, from);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const msPerDay = 86_400_000;

function counted(day: number, unit: { readonly dimension: string; readonly factor: number }, count: number) {
  if (unit.dimension === "months") return monthsLater(day, unit.factor * count);
  const days = (unit.factor * count) / msPerDay;
  return unit.dimension === "time" && Number.isInteger(days) ? day + days : undefined;
}

/** A time of a literal; midnight and the last minute of the day only bound a day that was said. */
export function findTime(goal: Goal, minutes: number): Span | undefined {
  const said = goal.times.get(minutes);
  if (said !== undefined) return said;
  const hour = minutes % 60 === 0 ? minutes / 60 : undefined;
  const bare = hour === undefined ? undefined : (goal.numbers.get(hour) ?? goal.numbers.get(hour - 12));
  return bare ?? findCountedTime(goal, minutes);
}

function findCountedTime({ times, measures }: Goal, minutes: number): Span | undefined {
  if (times.size === 0) return undefined;
  for (const { value, unit } of measures) {
    const length = unit.dimension === "time" ? (value * unit.factor) / 60_000 : 0;
    const found = length === 0 ? undefined : (times.get(minutes - length) ?? times.get(minutes + length));
    if (found !== undefined) return found;
  }
  return undefined;
}
