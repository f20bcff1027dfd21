import { type Interval, wilson } from "./wilson.js";

/** So many of so many, with what a sample of that size says of the whole. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  /** From 0 to 1; 0 of none. */
  readonly share: number;
  /** 95 % interval. */
  readonly ci95: Interval;
}

export function shareOf(hits: number, of: number): Share {
  return { hits, of, share: of === 0 ? 0 : hits / of, ci95: wilson(hits, of) };
}

/**
 * F1 of what was said against what was wanted: twice the hits in the sum of both. The interval is that of a share of half as
 * many, and too narrow where the parts of one row succeed and fail together.
 */
export function f1Of(hits: number, said: number, wanted: number): Share {
  const share = shareOf(hits, (said + wanted) / 2);
  return { ...share, hits: 2 * hits, of: said + wanted };
}
