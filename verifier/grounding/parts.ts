/** Literals put together: every part is looked for in the goal by itself. */
import type { Amount } from "./amounts.js";
import type { WrittenDate } from "./dates.js";
import { foldWord, indexIn } from "./fold.js";
import type { Goal } from "./goal.js";
import { type FoundDay, findDate, findTime } from "./ground-date.js";
import { findMeasured } from "./ground-number.js";
import { type Reading, read } from "./reading.js";
import type { Span } from "./span.js";
import type { Time } from "./times.js";
import { type Unit, unitOf } from "./units.js";
import { connectives, roots, stem } from "./words.js";

/** What the parts of a literal came to. */
export interface Parts {
  /** Where the parts that were found stand in the goal, in the order of the literal. */
  readonly found: readonly Span[];
  /** How many parts the goal does not say but the signature does. */
  readonly told: number;
  readonly missing: number;
  /** Some missing part has a digit. */
  readonly missingDigits: boolean;
  /** Every part that was found is a date or a time. */
  readonly dated: boolean;
  /** A date hangs on what today is, and nobody said that. */
  readonly unplaced: boolean;
}

export interface Surroundings {
  readonly units: readonly Unit[];
  /** Words of the signature (stems): they may stand in a literal without being said in the goal. */
  readonly told: ReadonlySet<string>;
}

interface Part extends Span {
  readonly kind: "date" | "time" | "amount" | "word";
  find(): FoundDay | "free" | "told" | undefined;
}

/** `Paris, FR`: whoever says Paris has not said the country, but neither is it invented. */
export function withoutQualifier(name: string): string | undefined {
  return /^([^,]+),\s*\p{Lu}[\p{L}. -]{1,30}(?:,\s*\p{Lu}[\p{L}. -]{1,30})?$/u.exec(name)?.[1];
}

const longestRead = 1_000;

export function partsOf(goal: Goal, literal: string, around: Surroundings): Parts {
  // What holds for the beginning of a long text is taken to hold for the rest.
  const reading = read(literal.slice(0, longestRead));
  const found: Span[] = [];
  let [told, missing, missingDigits, dated, unplaced] = [0, 0, false, true, false];
  for (const part of partsIn(goal, reading, around)) {
    const place = part.find();
    if (place === "free") continue;
    if (place === undefined) {
      missing += 1;
      missingDigits ||= /\d/.test(literal.slice(part.start, part.end));
    } else if (place === "told") told += 1;
    else {
      found.push({ start: place.start, end: place.end });
      dated &&= part.kind === "date" || part.kind === "time";
      unplaced ||= place.unplaced === true;
    }
  }
  return { found, told, missing, missingDigits, dated: dated && found.length > 0, unplaced };
}

/** The parts from left to right; where readings overlap the longer kind wins: dates, times, numbers, words. */
function partsIn(goal: Goal, reading: Reading, around: Surroundings): readonly Part[] {
  const dates = readings(reading.dates, (date: WrittenDate) => findDate(goal, date));
  const bounds = (minutes: number) => (dates.length > 0 && (minutes === 0 || minutes === 1439) ? "free" : undefined);
  const times = readings(reading.times, (time: Time) => findTime(goal, time.minutes) ?? bounds(time.minutes));
  const amounts = readings(reading.amounts, (amount: Amount) => findMeasured(goal, amount, around.units));
  const words = reading.tokens.map(
    ({ key, start, end }): Part => ({ kind: "word", start, end, find: () => findWord(goal, key, around) }),
  );
  return withoutOverlap([
    ...dates.map((part) => ({ ...part, kind: "date" as const })),
    ...times.map((part) => ({ ...part, kind: "time" as const })),
    ...amounts.map((part) => ({ ...part, kind: "amount" as const })),
    ...words,
  ]);
}

type Found = ReturnType<Part["find"]>;

/** One part for each stretch: any of its readings will do. */
function readings<T extends Span>(all: readonly T[], find: (one: T) => Found): readonly Omit<Part, "kind">[] {
  const byStart = new Map<number, T[]>();
  for (const one of all) byStart.set(one.start, [...(byStart.get(one.start) ?? []), one]);
  return [...byStart.values()].map((same) => ({
    start: same[0]?.start ?? 0,
    end: Math.max(...same.map(({ end }) => end)),
    find: () => firstOf(same, find),
  }));
}

function firstOf<T>(all: readonly T[], find: (one: T) => Found): Found {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutOverlap(parts: readonly Part[]): readonly Part[] {
  const taken = new Set<number>();
  const kept = parts.filter(({ start, end }) => {
    if (taken.has(start) || taken.has(end - 1)) return false;
    for (let at = start; at < end; at += 1) taken.add(at);
    return true;
  });
  return kept.sort((left, right) => left.start - right.start);
}

/** Adverbs that share no root with what they say. */
const adverbs: ReadonlyMap<string, string> = new Map([["daily", "day"]]);

export function findWord(goal: Goal, key: string, { told }: Surroundings): Found {
  const said =
    goal.words.get(stem(adverbs.get(key) ?? key)) ?? goal.words.get(key) ?? sameRoot(goal, key) ?? unitSaid(goal, key);
  if (said !== undefined) return said;
  if (connectives.has(key)) return "free";
  return told.has(stem(key)) ? "told" : undefined;
}

function sameRoot(goal: Goal, key: string): Span | undefined {
  for (const root of roots(key)) {
    const found = goal.roots.get(root);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unitSaid(goal: Goal, key: string): Span | undefined {
  const unit = unitOf(key);
  return unit === undefined ? undefined : goal.units.get(unit);
}

/** "New York City" for NYC, and NYC for "New York City". */
export function findInitials(goal: Goal, literal: string): Span | undefined {
  const written = literal.trim().replace(/(?<=\p{Lu})\./gu, "");
  if (/^\p{Lu}{2,6}$/u.test(written)) return findInitialled(goal, foldWord(written));
  const words = written.split(/[\s,-]+/).filter((word) => word !== "" && !connectives.has(foldWord(word)));
  if (words.length < 2 || words.length > 6 || !words.every((word) => /^\p{Lu}/u.test(word))) return undefined;
  const place = goal.words.get(words.map((word) => foldWord(word.charAt(0))).join(""));
  return place !== undefined && /^\p{Lu}+$/u.test(goal.text.slice(place.start, place.end)) ? place : undefined;
}

function findInitialled({ initials: { text, spans } }: Goal, letters: string): Span | undefined {
  const index = indexIn(text, letters);
  const first = index === undefined ? undefined : spans[index];
  const last = index === undefined ? undefined : spans[index + letters.length - 1];
  return first && last && { start: first.start, end: last.end };
}
