/** Dates as people write them. A stretch that can be read in two ways ("03/04/2026") gives both. */
import { calendarDay, dayNumber, isDay, lastOfMonth, monthsLater, weekday } from "./calendar.js";
import { foldWord } from "./fold.js";
import type { Span } from "./span.js";
import { gapAfter, type Token } from "./tokens.js";

/** What is left out was not said: "3 March" has no year, "March 2026" no day. */
export interface WrittenDate extends Span {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/** Days that words such as "tomorrow" or "next week" name; both ends are day numbers and belong to it. */
export interface NamedDays extends Span {
  /** Absent when nobody said what today is. */
  readonly days?: { readonly from: number; readonly to: number };
}

const monthNames = "january february march april may june july august september october november december".split(" ");
const weekdayNames = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

const months: ReadonlyMap<string, number> = new Map([
  ...monthNames.flatMap((name, index) => [[name, index + 1] as const, [name.slice(0, 3), index + 1] as const]),
  ["sept", 9],
]);

/** 1 to 12 for a month's name or its usual abbreviation. */
export function monthOf(word: string): number | undefined {
  return months.get(word);
}

export function datesOf(text: string, tokens: readonly Token[]): readonly WrittenDate[] {
  return tokens.flatMap((token, index) =>
    token.kind === "number" ? numericAt(text, tokens, index) : monthAt(text, tokens, index),
  );
}

function numericAt(text: string, tokens: readonly Token[], index: number): readonly WrittenDate[] {
  const [first, second, third] = tokens.slice(index, index + 3);
  if (first === undefined) return [];
  if (/^(?:19|20)\d{6}$/.test(first.key)) {
    const [year, month, day] = [first.key.slice(0, 4), first.key.slice(4, 6), first.key.slice(6)].map(Number);
    return written([{ year, month, day }], first, first);
  }
  const gap = gapAfter(text, tokens, index);
  if (second?.kind !== "number" || gap === undefined || !/^[-/.]$/.test(gap)) return [];
  if (first.key.includes(".")) return dotted(text, first, second);
  const [a, b] = [Number(first.key), Number(second.key)];
  if (third?.kind === "number" && gapAfter(text, tokens, index + 1) === gap) {
    const c = Number(third.key);
    if (first.key.length === 4) return written([{ year: a, month: b, day: c }], first, third);
    const year = third.key.length === 4 ? c : third.key.length === 2 ? 2000 + c : undefined;
    if (year !== undefined)
      return written(
        [
          { year, month: a, day: b },
          { year, month: b, day: a },
        ],
        first,
        third,
      );
  }
  if (first.key.length === 4 && /^(?:19|20)/.test(first.key)) return written([{ year: a, month: b }], first, second);
  if (gap !== "/") return [];
  return written(
    [
      { month: a, day: b },
      { month: b, day: a },
    ],
    first,
    second,
  );
}

/** `25.12.2024` is read as two numbers, 25.12 and 2024. */
function dotted(text: string, first: Token, last: Token): readonly WrittenDate[] {
  const parts = /^(\d{1,4})\.(\d{1,2})\.(\d{1,4})$/.exec(text.slice(first.start, Math.min(last.end, first.start + 12)));
  if (parts === null) return [];
  const [a = 0, b = 0, c = 0] = parts.slice(1).map(Number);
  return written(a > 31 ? [{ year: a, month: b, day: c }] : [{ year: c, month: b, day: a }], first, last);
}

type Fields = { readonly [field in "year" | "month" | "day"]?: number | undefined };

function written(readings: readonly Fields[], first: Span, last: Span): readonly WrittenDate[] {
  return readings.flatMap(({ year, month, day }) => {
    if (!isDay(month ?? 1, day ?? 1)) return [];
    const fields = { ...(year !== undefined && { year }), ...(month !== undefined && { month }) };
    return [{ ...fields, ...(day !== undefined && { day }), start: first.start, end: last.end }];
  });
}

/** A month's name with the days and the year around it: "3 March 2026", "March 3rd to 5th, 2026", "the 3rd of March". */
function monthAt(text: string, tokens: readonly Token[], index: number): readonly WrittenDate[] {
  const name = tokens[index];
  const month = name === undefined ? undefined : monthOf(name.key);
  // "may" is far more often a verb.
  if (name === undefined || month === undefined || text.slice(name.start, name.end) === "may") return [];
  const before = daysBefore(text, tokens, index);
  const after = before.length > 0 ? [] : daysAfter(text, tokens, index);
  const lastDay = Math.max(index, ...after.map(({ index: at }) => at));
  const year = yearAt(text, tokens, lastDay);
  const days = [...before, ...after];
  const end = year?.token ?? tokens[lastDay] ?? name;
  if (days.length === 0) return written([{ year: year?.value, month }], name, end);
  return days.flatMap(({ day, index: at }) => {
    const first = at < index ? (tokens[at] ?? name) : name;
    return written([{ year: year?.value, month, day }], first, end);
  });
}

interface DayAt {
  readonly day: number;
  readonly index: number;
}

const rangeGap = /^ ?[-–—,&] ?$|^ $/u;
const ordinals = new Set(["st", "nd", "rd", "th"]);
const rangeWords = new Set(["to", "and", "until", "through", "till"]);

function dayOf(token: Token | undefined): number | undefined {
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.key)) return undefined;
  const day = Number(token.key);
  return day >= 1 && day <= 31 ? day : undefined;
}

function daysBefore(text: string, tokens: readonly Token[], index: number): readonly DayAt[] {
  const found: DayAt[] = [];
  let at = index;
  while (found.length < 2) {
    let next = at - 1;
    // "the 3rd to the 5th of March", but not "the 1st to March 5".
    const connects = (key = "") =>
      ordinals.has(key) || (at === index ? key === "of" : rangeWords.has(key) || key === "the");
    while (next > at - 4 && connects(tokens[next]?.key) && near(text, tokens, next)) next -= 1;
    const day = dayOf(tokens[next]);
    if (day === undefined || !near(text, tokens, next)) break;
    found.push({ day, index: next });
    at = next;
  }
  return found;
}

function daysAfter(text: string, tokens: readonly Token[], index: number): readonly DayAt[] {
  const found: DayAt[] = [];
  let at = index;
  while (found.length < 2) {
    let next = at + 1;
    if (ordinals.has(tokens[next]?.key ?? "")) next += 1;
    if (found.length > 0 && rangeWords.has(tokens[next]?.key ?? "")) next += 1;
    const day = dayOf(tokens[next]);
    if (day === undefined || !near(text, tokens, next - 1)) break;
    found.push({ day, index: next });
    at = next;
  }
  return found;
}

function near(text: string, tokens: readonly Token[], index: number): boolean {
  const gap = gapAfter(text, tokens, index);
  return gap !== undefined && (gap === "" || /^\.? ?$/.test(gap) || rangeGap.test(gap));
}

function yearAt(text: string, tokens: readonly Token[], last: number): { value: number; token: Token } | undefined {
  const index = ordinals.has(tokens[last + 1]?.key ?? "") ? last + 2 : last + 1;
  const skip = tokens[index]?.key === "of" || tokens[index]?.key === "in" ? 1 : 0;
  const token = tokens[index + skip];
  const gap = gapAfter(text, tokens, index + skip - 1);
  if (token === undefined || gap === undefined || !/^[-,./ ']{0,3}$/.test(gap)) return undefined;
  return /^[12]\d{3}$/.test(token.key) ? { value: Number(token.key), token } : undefined;
}

/** Days named in words, seen from `today` (a day number). */
export function namedDaysOf(text: string, tokens: readonly Token[], today: number | undefined): readonly NamedDays[] {
  return tokens.flatMap((_, index) => namedAt(text, tokens, index, today));
}

const fixedWords: ReadonlyMap<string, number> = new Map([
  ["today", 0],
  ["tonight", 0],
  ["now", 0],
  ["tomorrow", 1],
  ["yesterday", -1],
]);
const relative = new Set(["this", "next", "last", "coming", "upcoming", "past", "previous", "current", "following"]);
const periods = new Set(["day", "week", "weekend", "month", "year", "quarter"]);

function namedAt(
  text: string,
  tokens: readonly Token[],
  index: number,
  today: number | undefined,
): readonly NamedDays[] {
  const token = tokens[index];
  if (token === undefined || token.kind !== "word") return [];
  const named = (last: Token, offsets: readonly { from: number; to: number }[]): readonly NamedDays[] =>
    today === undefined
      ? [{ start: token.start, end: last.end }]
      : offsets.map((days) => ({ start: token.start, end: last.end, days }));
  const now = today ?? 0;
  const fixed = fixedWords.get(token.key);
  if (fixed !== undefined) {
    const shift =
      tokens[index - 2]?.key === "day" && /^(?:after|before)$/.test(tokens[index - 1]?.key ?? "") ? fixed : 0;
    return named(token, [at(now + fixed), ...(shift === 0 ? [] : [at(now + fixed + shift)])]);
  }
  const onWeekday = weekdayOf(text.slice(token.start, token.end));
  if (onWeekday !== undefined) {
    const ahead = (onWeekday - weekday(now) + 7) % 7;
    return named(
      token,
      [ahead - 7, ahead, ahead + 7].map((days) => at(now + days)),
    );
  }
  const next = tokens[index + 1];
  if (relative.has(token.key) && next !== undefined && periods.has(next.key)) {
    return named(next, [period(next.key, token.key, now)]);
  }
  return [];
}

function at(day: number): { from: number; to: number } {
  return { from: day, to: day };
}

/** A capitalised weekday ("sun" and "sat" are words as well). */
function weekdayOf(word: string): number | undefined {
  const folded = foldWord(word);
  if (folded.length < 3 || (folded.length === 3 && !/^\p{Lu}/u.test(word))) return undefined;
  const index = weekdayNames.findIndex((name) => name === folded || (folded.length < 6 && name.startsWith(folded)));
  return index < 0 ? undefined : index;
}

/** Everything the period can mean: "next week" is the seven days from now as well as the coming calendar week. */
function period(word: string, which: string, today: number): { from: number; to: number } {
  const sign = /^(?:last|past|previous)$/.test(which) ? -1 : which === "this" || which === "current" ? 0 : 1;
  if (word === "day") return at(today + sign);
  if (word === "week" || word === "weekend") {
    const monday = today - ((weekday(today) + 6) % 7);
    const from = Math.min(monday + 7 * sign, today + Math.min(0, 7 * sign));
    return { from, to: Math.max(from + 7, sign > 0 ? today + 14 : from) };
  }
  const months = word === "year" ? 12 : word === "quarter" ? 3 : 1;
  const { year, month } = calendarDay(today);
  const first = word === "year" ? 1 : word === "quarter" ? month - ((month - 1) % 3) : month;
  const from = monthsLater(dayNumber(year, first, 1), months * sign);
  const until = calendarDay(monthsLater(from, months - 1));
  return {
    from: Math.min(from, sign < 0 ? monthsLater(today, -months) : from),
    to: lastOfMonth(until.year, until.month),
  };
}
