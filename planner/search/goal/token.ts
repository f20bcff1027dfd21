export type TokenKind =
  | "word"
  | "number"
  | "quoted"
  | "email"
  | "url"
  | "path"
  | "id"
  | "tag"
  | "date"
  | "time"
  | "expression"
  | "json"
  | "punctuation";

export interface Token {
  readonly kind: TokenKind;
  /** As written; for a quote, the text between the marks. */
  readonly text: string;
  /** Offsets into the goal, quote marks included. */
  readonly start: number;
  readonly end: number;
  readonly lower: string;
  /** Stem of a word; the lower-case text of anything else. */
  readonly stem: string;
}
