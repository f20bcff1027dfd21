import type { NumberReading } from "./numbers.js";
import type { TokenKind } from "./token.js";

/** What a stretch of the goal could be as a value. `name`: capitalised words. `phrase`: other words, a weak candidate. */
export type MentionKind = Exclude<TokenKind, "word" | "punctuation"> | "name" | "phrase" | "tail" | "place";

/** A stretch of the goal that may become an argument. Offsets and token indices say where it stands. */
export interface Mention {
  readonly kind: MentionKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Index of the first token, and of the token after the last. */
  readonly first: number;
  readonly next: number;
  readonly number?: NumberReading;
  /** The day a date means, `YYYY-MM-DD…`, where it can be told. */
  readonly date?: string | undefined;
}

/** Mentions that stand in a row: `Paris, Rome and Oslo`, `[1, 2, 3]`. */
export interface MentionList {
  readonly items: readonly Mention[];
  readonly first: number;
  readonly next: number;
  /** Written in brackets, so surely meant as one list. */
  readonly bracketed: boolean;
  /** The two ends of a range rather than items. */
  readonly range: boolean;
}

/** A mention nobody can overlook: leaving it out of a plan that changes something would ignore the user's words. */
export function isHard(mention: Mention): boolean {
  return mention.kind !== "phrase" && mention.kind !== "tail" && mention.kind !== "place";
}

export function overlaps(left: Span, right: Span): boolean {
  return left.first < right.next && right.first < left.next;
}

export interface Span {
  readonly first: number;
  readonly next: number;
}
