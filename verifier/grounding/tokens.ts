/** Words and numbers of a text with their places. What stands between two of them is read from the text itself. */
import { foldWord } from "./fold.js";
import type { Span } from "./span.js";

export interface Token extends Span {
  readonly kind: "word" | "number";
  /** A word as it is compared, or a number without its thousands separators. */
  readonly key: string;
}

const pattern =
  /\p{Lu}?[\p{Ll}\p{Lo}\p{Lt}\p{Lm}\p{M}]+|\p{Lu}[\p{Lu}\p{M}]*(?![\p{Ll}])|\p{Lu}|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\p{L}\p{N}])\.\d+/gu;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [written] = match;
    const kind = /^[.\d]/.test(written) ? "number" : "word";
    const key = kind === "word" ? foldWord(written) : written.replaceAll(",", "");
    tokens.push({ kind, key, start: match.index, end: match.index + written.length });
  }
  return tokens;
}

const longestGap = 6;

/** What is written between two neighbours; undefined when there is no neighbour or it stands far away. */
export function gapAfter(text: string, tokens: readonly Token[], index: number): string | undefined {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (token === undefined || next === undefined || next.start - token.end > longestGap) return undefined;
  return text.slice(token.end, next.start);
}
