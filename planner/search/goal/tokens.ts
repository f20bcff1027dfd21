/**
 * The goal as tokens that keep their offsets, so that every value a plan uses can be shown in the words it came from.
 * Structured things (quotes, addresses, dates, numbers) are one token each; their inner words take no part in choosing
 * tools. Every repetition in the patterns is bounded: reading a goal is linear in its length.
 */
import { stem } from "../words/stem.js";
import { patterns } from "./patterns.js";
import { jsonAt, quoteAt } from "./quotes.js";
import type { Token, TokenKind } from "./token.js";

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/u.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const json = jsonAt(text, at);
  if (json !== undefined) return token("json", { start: at, end: at + json.length, text: json });
  const quote = quoteAt(text, at);
  if (quote !== undefined) return token("quoted", { start: at, ...quote });
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return token(kind, { start: at, end: at + match[0].length, text: match[0] });
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return token("punctuation", { start: at, end: at + character.length, text: character });
}

function token(kind: TokenKind, place: { start: number; end: number; text: string }): Token {
  const lower = place.text.toLowerCase();
  return { kind, ...place, lower, stem: kind === "word" ? stem(lower) : lower };
}
