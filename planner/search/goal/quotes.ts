/** Stretches that one mark opens and another closes: quoted text, and lists or records written as JSON. */
import type { Json } from "../../../toolspecs/index.js";

const closing: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
  ["`", "`"],
  ["'", "'"],
  ["‘", "’"],
]);

const longestQuote = 2_000;

export interface Quote {
  /** The text between the marks. */
  readonly text: string;
  /** Offset after the closing mark. */
  readonly end: number;
}

export function quoteAt(text: string, at: number): Quote | undefined {
  const mark = text.charAt(at);
  const close = closing.get(mark);
  if (close === undefined) return undefined;
  const single = mark === "'" || mark === "‘";
  if (single && isWordAt(text, at - 1)) return undefined;
  const line = text.slice(at + 1, at + 1 + longestQuote).split("\n", 1)[0] ?? "";
  for (let end = line.indexOf(close); end >= 0; end = line.indexOf(close, end + 1)) {
    // The apostrophe of "don't" closes nothing.
    if (single && isWordAt(line, end + 1)) continue;
    return end === 0 ? undefined : { text: line.slice(0, end), end: at + end + 2 };
  }
  return undefined;
}

function isWordAt(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

const longestJson = 1_000;

/** A list or record written as JSON (single quotes tolerated) is one value. */
export function jsonAt(text: string, at: number): string | undefined {
  const opening = text.charAt(at);
  if (opening !== "[" && opening !== "{") return undefined;
  let depth = 0;
  for (let end = at; end < Math.min(text.length, at + longestJson); end += 1) {
    const character = text.charAt(end);
    if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > 0) continue;
    const whole = text.slice(at, end + 1);
    return parseJson(whole) === undefined ? undefined : whole;
  }
  return undefined;
}

/** The value of a `json` token. */
export function parseJson(text: string): Json | undefined {
  for (const spelling of [text, text.replaceAll("'", '"')]) {
    try {
      return JSON.parse(spelling);
    } catch {
      // Not JSON in this spelling.
    }
  }
  return undefined;
}
