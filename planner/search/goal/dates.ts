const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * `YYYY-MM-DD…` for a date whose day, month and year are all stated and cannot be read two ways. A year that is not stated is
 * that of `today` (`YYYY-MM-DD`), from which "tomorrow" and "Friday" are counted too; without `today` there is no such date.
 */
export function isoDate(text: string, today?: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}/u.test(text)) return text;
  const yearFirst = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/u.exec(text);
  if (yearFirst !== null) return joined(yearFirst[1], Number(yearFirst[2]), Number(yearFirst[3]));
  const numeric = /^(\d{1,2})([/.])(\d{1,2})[/.](\d{4})$/u.exec(text);
  if (numeric !== null) return numericDate(numeric);
  const counted = countedDay(text.toLowerCase(), today);
  if (counted !== undefined) return counted;
  const year = /\d{4}$/u.exec(text)?.[0];
  const rest = year === undefined ? text : text.slice(0, -4);
  const words = rest.replace(/\d+(?:st|nd|rd|th)|\b(?:the|of)\b/giu, "");
  const month = months.indexOf(/\p{L}{3}/u.exec(words)?.[0].toLowerCase() ?? "");
  const day = Number(/\d{1,2}/u.exec(rest)?.[0]);
  return month < 0 ? undefined : joined(year ?? today?.slice(0, 4), month + 1, day);
}

const weekdays = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const dayLength = 86_400_000;

/** "Today", "tomorrow", or the next day of that name. */
function countedDay(text: string, today: string | undefined): string | undefined {
  if (today === undefined) return undefined;
  const start = Date.parse(`${today.slice(0, 10)}T00:00:00Z`);
  const weekday = weekdays.indexOf(/\p{L}+$/u.exec(text)?.[0] ?? "");
  const ahead = ["today", "tomorrow", "the day after tomorrow"].indexOf(text);
  const days = weekday >= 0 ? (weekday - new Date(start).getUTCDay() + 7) % 7 || 7 : ahead;
  return days < 0 ? undefined : new Date(start + days * dayLength).toISOString().slice(0, 10);
}

/** 25.12.2024 and 25/12/2024 can only be read one way; 05/06/2024 cannot, and dots put the day first. */
function numericDate([, left, sign, right, year]: RegExpExecArray): string | undefined {
  const first = Number(left);
  const second = Number(right);
  if (sign === "." || first > 12) return joined(year, second, first);
  return second > 12 || first === second ? joined(year, first, second) : undefined;
}

function joined(year: string | undefined, month: number, day: number): string | undefined {
  if (year === undefined || !(month >= 1 && month <= 12) || !(day >= 1 && day <= 31)) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export interface Clock {
  /** 0 to 23. */
  readonly hours: number;
  readonly minutes: number;
  /** The hour as it was said: 6 in `6:30 PM`. */
  readonly spoken: number;
}

/** "In the morning" is the first half of the day, in the afternoon, evening or at night the second. */
function halfOf(text: string): string | undefined {
  if (/morning/iu.test(text)) return "a";
  return /afternoon|evening|night/iu.test(text) ? "p" : undefined;
}

export function hoursAndMinutes(text: string): Clock | undefined {
  const match = /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?([ap])?(?!\p{L}{2})/iu.exec(text);
  if (match === null) return undefined;
  const spoken = Number(match[1]);
  const half = match[3]?.toLowerCase() ?? halfOf(text);
  const hours = half === undefined ? spoken : (spoken % 12) + (half === "p" ? 12 : 0);
  return { hours, minutes: Number(match[2] ?? 0), spoken };
}
