/** The goal, read once and asked about many literals. */
import type { Amount } from "./amounts.js";
import { msPerDay } from "./calendar.js";
import { monthOf } from "./dates.js";
import { type Folded, findFolded, fold } from "./fold.js";
import { type Reading, read } from "./reading.js";
import type { Span } from "./span.js";
import { precise, type Unit, unitOf } from "./units.js";
import { type StatedValue, valuesOf } from "./values.js";
import { connectives, roots, stem } from "./words.js";

export interface Goal {
  readonly text: string;
  readonly reading: Reading;
  /** Numbers as they stand, the first place of each. */
  readonly numbers: ReadonlyMap<number, Span>;
  /** Numbers with a unit, each pair of value and unit once; the first few hundred. */
  readonly measures: readonly (Amount & { readonly unit: Unit })[];
  /** Stems of all words. */
  readonly words: ReadonlyMap<string, Span>;
  /** Words without their endings. */
  readonly roots: ReadonlyMap<string, Span>;
  /** First letters of the capitalised words that follow each other. */
  readonly initials: { readonly text: string; readonly spans: readonly Span[] };
  readonly folded: Folded;
  readonly joined: Folded;
  readonly dates: DateIndex;
  readonly times: ReadonlyMap<number, Span>;
  /** Units that are spoken of, with or without a number. */
  readonly units: ReadonlyMap<Unit, Span>;
  readonly values: readonly StatedValue[];
  /** Verbs of what a plan calls, in lower case: to "stop" an order is no denial where a tool stops orders. */
  readonly orders: ReadonlySet<string>;
}

interface Reader {
  /** Milliseconds since 1970; what "today" is in the goal. Days are those of UTC. */
  readonly clock?: number;
  /** Default: none. */
  readonly orders?: ReadonlySet<string>;
}

/** What was said of days, by how much of a date was said. Keys: day numbers, `month-day`, `year-month`, months, years. */
export interface DateIndex {
  readonly days: ReadonlyMap<number, Span>;
  readonly monthDays: ReadonlyMap<string, Span>;
  /** The same, of dates with and without a year. */
  readonly anyMonthDays: ReadonlyMap<string, Span>;
  readonly yearMonths: ReadonlyMap<string, Span>;
  readonly months: ReadonlyMap<number, Span>;
  readonly years: ReadonlyMap<number, Span>;
  readonly ranges: readonly (Span & { readonly from: number; readonly to: number })[];
  /** "tomorrow" in a goal without a clock. */
  readonly unplaced?: Span;
  /** Day number of today, as far as anybody said. */
  readonly today?: number;
}

export function readGoal(text: string, { clock, orders = new Set() }: Reader = {}): Goal {
  const today = clock === undefined ? undefined : Math.floor(clock / msPerDay);
  const reading = read(text, today);
  return {
    text,
    orders,
    reading,
    numbers: numbersOf(reading),
    measures: measuresOf(reading),
    words: firsts(reading.tokens.map((token) => [stem(token.key), token])),
    roots: rootsOf(reading),
    initials: initialsOf(reading),
    folded: fold(text),
    joined: fold(text, "joined"),
    dates: dateIndex(reading, today),
    units: unitsOf(reading),
    values: valuesOf(reading),
    times: firsts(reading.times.map((time) => [time.minutes, time])),
  };
}

export interface Normalised extends Span {
  readonly by: "goal";
  readonly how: "normalised";
}

/** Where the text stands in the goal once both are folded. */
export function findText(goal: Goal, text: string): Normalised | undefined {
  return normalised(findFolded(goal.text, goal.folded, fold(text).text)) ?? findGrouped(goal, text);
}

/** Telephone and account numbers are grouped in many ways; shorter numbers would meet by accident. */
export function findGrouped(goal: Goal, text: string): Normalised | undefined {
  const joined = fold(text, "joined").text;
  const long = (joined.match(/\d/g) ?? []).length >= 7;
  return long ? normalised(findFolded(goal.text, goal.joined, joined)) : undefined;
}

function normalised(place: Span | undefined): Normalised | undefined {
  return place && { by: "goal", ...place, how: "normalised" };
}

function firsts<K>(entries: readonly (readonly [K, Span])[]): ReadonlyMap<K, Span> {
  const found = new Map<K, Span>();
  for (const [key, { start, end }] of entries) if (!found.has(key)) found.set(key, { start, end });
  return found;
}

function numbersOf({ amounts, dates, times }: Reading): ReadonlyMap<number, Span> {
  return firsts<number>([
    ...amounts.map((amount) => [amount.value, amount] as const),
    ...dates.flatMap((date) => (date.month === undefined ? [] : [[date.month, date] as const])),
    ...times.flatMap((time) => [[Math.floor(time.minutes / 60), time] as const, [time.minutes % 60, time] as const]),
  ]);
}

function rootsOf({ tokens }: Reading): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  for (const { key, start, end } of tokens) {
    if (found.has(key)) continue;
    for (const root of [key, ...roots(key)]) if (!found.has(root)) found.set(root, { start, end });
  }
  return found;
}

function unitsOf({ tokens, amounts }: Reading): ReadonlyMap<Unit, Span> {
  return firsts([
    ...amounts.flatMap((amount) => (amount.unit === undefined ? [] : [[amount.unit, amount] as const])),
    // "m" or "s" alone are no units.
    ...tokens.flatMap((token) => {
      const unit = token.key.length > 2 ? unitOf(token.key) : undefined;
      return unit === undefined ? [] : [[unit, token] as const];
    }),
  ]);
}

/** No goal of a person has more; every literal is held against each of them. */
const mostMeasures = 256;

function measuresOf({ amounts }: Reading): Goal["measures"] {
  const found = new Map<string, Amount & { readonly unit: Unit }>();
  for (const amount of amounts) {
    const { value, unit } = amount;
    if (unit !== undefined) found.set(`${value} ${unit.dimension} ${unit.factor}`, { ...amount, unit });
    if (found.size === mostMeasures) break;
  }
  return [...found.values()];
}

function initialsOf({ text, tokens }: Reading): Goal["initials"] {
  const units: string[] = [];
  const spans: Span[] = [];
  for (const { kind, key, start, end } of tokens) {
    if (connectives.has(key)) continue;
    const capital = kind === "word" && /^\p{Lu}/u.test(text.slice(start, start + 2));
    units.push(capital ? key.charAt(0) : " ");
    spans.push({ start, end });
  }
  return { text: units.join(""), spans };
}

function dateIndex({ text, tokens, dates, namedDays }: Reading, today: number | undefined): DateIndex {
  const full = dates.flatMap((date) => {
    const { year, month, day } = date;
    const at =
      year === undefined || month === undefined || day === undefined ? undefined : Date.UTC(year, month - 1, day);
    return at === undefined ? [] : [[at / msPerDay, date] as const];
  });
  const unplaced = namedDays.find(({ days }) => days === undefined);
  return {
    days: firsts(full),
    monthDays: firsts(
      dates.flatMap((date) =>
        date.year === undefined && date.day !== undefined ? [[`${date.month}-${date.day}`, date] as const] : [],
      ),
    ),
    anyMonthDays: firsts(dates.map((date) => [`${date.month}-${date.day}`, date] as const)),
    yearMonths: firsts(
      dates.flatMap((date) =>
        date.year !== undefined && date.day === undefined ? [[`${date.year}-${date.month}`, date] as const] : [],
      ),
    ),
    months: firsts(
      tokens.flatMap((token) => {
        const month = monthOf(token.key);
        return month === undefined || text.slice(token.start, token.end) === "may" ? [] : [[month, token] as const];
      }),
    ),
    years: yearsOf(tokens, dates),
    ranges: rangesOf(namedDays),
    ...(unplaced !== undefined && { unplaced }),
    ...(today !== undefined && { today }),
  };
}

/** Years that are said without a month. */
function yearsOf(tokens: Reading["tokens"], dates: Reading["dates"]): ReadonlyMap<number, Span> {
  const dated = new Set(dates.flatMap(({ start, end }) => [start, end]));
  return firsts(
    tokens.flatMap((token) => {
      const alone = /^[12]\d{3}$/.test(token.key) && !dated.has(token.start) && !dated.has(token.end);
      return alone ? [[Number(token.key), token] as const] : [];
    }),
  );
}

function rangesOf(named: Reading["namedDays"]): DateIndex["ranges"] {
  const found = new Map<string, DateIndex["ranges"][number]>();
  for (const { start, end, days } of named) {
    if (days !== undefined) found.set(`${days.from} ${days.to}`, { start, end, ...days });
  }
  return [...found.values()];
}

/** The number in the goal, rounding of binary fractions aside. */
export function findNumber({ numbers }: Goal, value: number): Span | undefined {
  return numbers.get(value) ?? numbers.get(precise(value));
}
