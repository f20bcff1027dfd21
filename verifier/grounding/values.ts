/** Values that a goal states so plainly that a plan should use them. */
import { lookOf, mayBeAddressOrIdentifier } from "./looks.js";
import type { Reading } from "./reading.js";
import type { Span } from "./span.js";

export type ValueKind = "quoted" | "address" | "identifier" | "date" | "amount" | "number";

export interface StatedValue extends Span {
  readonly kind: ValueKind;
  /** As written; for a quotation without its marks. */
  readonly text: string;
}

/** In the order of the goal, none inside another. */
export function valuesOf(reading: Reading): readonly StatedValue[] {
  const all = [...quotesIn(reading.text), ...chunksIn(reading.text), ...readIn(reading)];
  const kept: StatedValue[] = [];
  let end = 0;
  for (const value of all.sort((left, right) => left.start - right.start || right.end - left.end)) {
    if (value.start < end) continue;
    kept.push(value);
    end = value.end;
  }
  return kept;
}

const closing: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
  ["`", "`"],
  ["'", "'"],
  ["‘", "’"],
]);

const longestQuote = 500;

function quotesIn(text: string): readonly StatedValue[] {
  const values: StatedValue[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const end = quoteEnd(text, at);
    if (end === undefined) continue;
    // `{ "key": value }`
    if (text.charAt(end + 1) !== ":")
      values.push({ kind: "quoted", start: at, end: end + 1, text: text.slice(at + 1, end) });
    at = end;
  }
  return values;
}

/** The offset of the mark that closes the quotation opened at `at`. */
function quoteEnd(text: string, at: number): number | undefined {
  const mark = text.charAt(at);
  const close = closing.get(mark);
  // An apostrophe opens nothing, nor closes it: "don't".
  if (close === undefined || isWordAt(text, at - 1)) return undefined;
  const stretch = text.slice(at + 1, at + 1 + longestQuote);
  for (let end = stretch.indexOf(close); end >= 0; end = stretch.indexOf(close, end + 1)) {
    if (close !== '"' && isWordAt(stretch, end + 1)) continue;
    return end === 0 || stretch.lastIndexOf("\n", end) >= 0 ? undefined : at + 1 + end;
  }
  return undefined;
}

function isWordAt(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

const longestChunk = 500;

/** What stands between blanks, without the marks around it. */
export function chunksOf(text: string): readonly (Span & { readonly text: string })[] {
  return [...text.matchAll(/[^\s,;"'“”‘’«»`<>()[\]{}|]+/gu)].map(({ 0: chunk, index }) => {
    const written = chunk.replace(/[.:!?]{1,8}$/, "");
    return { text: written, start: index, end: index + written.length };
  });
}

/** Addresses and identifiers: what stands between blanks, without the marks around it. */
function chunksIn(text: string): readonly StatedValue[] {
  return chunksOf(text).flatMap(({ text: written, start: index }) => {
    if (written.length > longestChunk) return [];
    const look = written.length > 2 && mayBeAddressOrIdentifier(written) ? lookOf(written) : "text";
    if (look !== "address" && look !== "identifier") return [];
    return [{ kind: look, start: index, end: index + written.length, text: written }];
  });
}

function readIn({ text, amounts, dates, times }: Reading): readonly StatedValue[] {
  const values = (kind: ValueKind, spans: readonly Span[]) =>
    spans.map(({ start, end }): StatedValue => ({ kind, start, end, text: text.slice(start, end) }));
  const full = dates.filter(({ year, month, day }) => year !== undefined && month !== undefined && day !== undefined);
  // The numbers of "3 March" and "9:30" are no values by themselves.
  const clock = marked(text.length, [...dates, ...times]);
  const plain = amounts.filter(({ start, spelled }) => !spelled && !clock(start) && !isWordAt(text, start - 1));
  return [
    ...values("date", full),
    ...values(
      "amount",
      plain.filter(({ unit }) => unit !== undefined),
    ),
    ...values(
      "number",
      plain.filter(({ unit }) => unit === undefined),
    ),
  ];
}

/** Whether an offset lies in one of the spans. */
function marked(length: number, spans: readonly Span[]): (offset: number) => boolean {
  const marks = new Uint8Array(length + 1);
  for (const { start, end } of spans) marks.fill(1, start, end);
  return (offset) => marks[offset] === 1;
}
