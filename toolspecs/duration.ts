import { failure, type Outcome, success } from "./outcome.js";

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * How fast what a tool tells may change, in words (the classes of TicToc, arXiv 2510.23853; the times are ours: no source
 * fixes them). `live` is out of date at once, `static` never.
 */
const classes: ReadonlyMap<string, number> = new Map([
  ["static", Number.MAX_SAFE_INTEGER],
  ["slow", units.d],
  ["medium", 30 * units.m],
  ["fast", units.m],
  ["live", 0],
]);

/** `250ms`, `90s`, `30m`, `12h` or `7d` in ms. */
export function durationOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (units[unit as keyof typeof units] ?? 0);
}

/** A duration, or a word for one, in ms. */
export function freshnessOf(text: unknown): Outcome<number, string> {
  const known = typeof text === "string" ? (classes.get(text) ?? durationOf(text)) : undefined;
  if (known !== undefined) return success(known);
  return failure(`freshFor is a time like 90s, 30m, 12h or 7d, or one of ${[...classes.keys()].join(", ")}`);
}
