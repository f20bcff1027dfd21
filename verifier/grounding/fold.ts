/**
 * Texts as they are compared: letters and digits only, small, without accents, each still knowing where it stood. Digits
 * that were apart stay apart (`1.5` is not `15`), unless they are to be joined as in telephone numbers.
 */
import type { Span } from "./span.js";

export interface Folded {
  readonly text: string;
  /** For each unit of `text` the offset in the source it came from. */
  readonly offsets: readonly number[];
}

export type DigitGaps = "kept" | "joined";

const letterOrDigit = /[\p{L}\p{N}]/u;
const digit = /\d/;

export function fold(source: string, gaps: DigitGaps = "kept"): Folded {
  const units: string[] = [];
  const offsets: number[] = [];
  const put = (unit: string, at: number) => {
    units.push(unit);
    offsets.push(at);
  };
  let apart = false;
  for (let at = 0; at < source.length; ) {
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    if (letterOrDigit.test(character)) {
      if (apart && gaps === "kept" && digit.test(character) && digit.test(units.at(-1) ?? "")) put(" ", at);
      for (const unit of plain(character)) put(unit, at);
      apart = false;
    } else apart = true;
    at += character.length;
  }
  return { text: units.join(""), offsets };
}

/** A word as it is compared. */
export function foldWord(word: string): string {
  return isAscii(word) ? word.toLowerCase() : plain(word);
}

function plain(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** The first place where `needle` stands in `source` as whole words, written in just that way. */
export function findExact(source: string, needle: string): Span | undefined {
  return findWhere(source, needle, (start) => {
    const span = { start, end: start + needle.length };
    return isWhole(source, span) ? span : undefined;
  });
}

/** The first place where `needle` stands in `source` as whole words, once both are folded. */
export function findFolded(source: string, folded: Folded, needle: string): Span | undefined {
  return findWhere(folded.text, needle, (start) => {
    const last = folded.offsets[start + needle.length - 1] ?? 0;
    const end = last + String.fromCodePoint(source.codePointAt(last) ?? 0).length;
    const span = { start: folded.offsets[start] ?? 0, end: afterMarks(source, end) };
    return isWhole(source, span) ? span : undefined;
  });
}

/** An accent written as a character of its own belongs to the letter before it. */
function afterMarks(source: string, at: number): number {
  let end = at;
  while (/\p{M}/u.test(source.charAt(end))) end += 1;
  return end;
}

/**
 * The first place of a mail address, host or URL, whatever the case of its letters, that is not part of a longer one:
 * `acme.com` stands in `www.acme.com/site`, but not in `not-acme.com` or `acme.com.example.org`.
 */
export function findAddress(source: string, address: string): Span | undefined {
  return findWhere(lowered(source), lowered(address), (start) => {
    const end = start + address.length;
    const before = source.slice(Math.max(0, start - 4), start);
    const after = source.slice(end, end + 2);
    const whole =
      (/^www\.$/i.test(before) || !/[\p{L}\p{N}._%+@-]$/u.test(before)) &&
      !/^(?:[\p{L}\p{N}@_-]|\.[\p{L}\p{N}])/u.test(after);
    return whole ? { start, end } : undefined;
  });
}

/** Only what keeps every offset. */
function lowered(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function isWhole(source: string, { start, end }: Span): boolean {
  return !joins(source, start) && !joins(source, end);
}

/** Scripts written without spaces: a word may begin and end between any two characters. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Whether one word or number runs across the offset. `mySite` and `INV2041` come apart, `banana` and `2041` do not. */
function joins(source: string, at: number): boolean {
  if (at <= 0 || at >= source.length) return false;
  const left = pointBefore(source, at);
  const right = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (/\p{N}/u.test(left)) return /\p{N}/u.test(right);
  if (!/\p{L}/u.test(left) || !/[\p{L}\p{M}]/u.test(right)) return false;
  if (unspaced.test(left) || unspaced.test(right)) return false;
  return !(/\p{Ll}/u.test(left) && /\p{Lu}/u.test(right));
}

function pointBefore(source: string, at: number): string {
  const low = source.charCodeAt(at - 1);
  const paired = low >= 0xdc00 && low <= 0xdfff && at >= 2;
  return paired ? source.slice(at - 2, at) : source.charAt(at - 1);
}

/**
 * The first occurrence of `needle` that `accept` gives a value for. Knuth, Morris and Pratt (1977): linear in both lengths,
 * where `indexOf` need not be on text made to slow it down.
 */
function findWhere<T>(source: string, needle: string, accept: (start: number) => T | undefined): T | undefined {
  if (needle === "" || needle.length > source.length) return undefined;
  const borders = bordersOf(needle);
  let matched = 0;
  for (let at = 0; at < source.length; at += 1) {
    matched = extended(needle, borders, matched, source.charCodeAt(at));
    if (matched < needle.length) continue;
    const found = accept(at - needle.length + 1);
    if (found !== undefined) return found;
    matched = borders[matched] ?? 0;
  }
  return undefined;
}

/** At `n`: the length of the longest proper prefix of the first `n` units that also ends them. */
function bordersOf(needle: string): Uint32Array {
  const borders = new Uint32Array(needle.length + 1);
  for (let at = 1; at < needle.length; at += 1) {
    borders[at + 1] = extended(needle, borders, borders[at] ?? 0, needle.charCodeAt(at));
  }
  return borders;
}

function extended(needle: string, borders: Uint32Array, matched: number, unit: number): number {
  let length = matched;
  while (length > 0 && (length === needle.length || needle.charCodeAt(length) !== unit)) length = borders[length] ?? 0;
  return needle.charCodeAt(length) === unit ? length + 1 : 0;
}

/** Where `needle` first stands in `source`, in time linear in both. */
export function indexIn(source: string, needle: string): number | undefined {
  return findWhere(source, needle, (start) => start);
}
