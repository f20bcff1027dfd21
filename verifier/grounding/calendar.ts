/** Days of the Gregorian calendar as whole days since 1970-01-01 (UTC). */

export const msPerDay = 86_400_000;

export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / msPerDay;
}

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function calendarDay(day: number): CalendarDay {
  const date = new Date(day * msPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Sunday. */
export function weekday(day: number): number {
  return new Date(day * msPerDay).getUTCDay();
}

/** The same day of the month so many months later, or the last one there is. */
export function monthsLater(day: number, months: number): number {
  const from = calendarDay(day);
  const month = from.year * 12 + from.month - 1 + months;
  const [year, inYear] = [Math.floor(month / 12), (((month % 12) + 12) % 12) + 1];
  return Math.min(dayNumber(year, inYear, from.day), lastOfMonth(year, inYear));
}

export function lastOfMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 0);
}

export function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
