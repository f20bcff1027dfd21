/** A stretch of a text: UTF-16 offsets, `end` after the last unit. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
