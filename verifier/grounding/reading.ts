/** A text read once: everything in it that a value can come from or consist of. */
import { type Amount, amountsOf } from "./amounts.js";
import { datesOf, type NamedDays, namedDaysOf, type WrittenDate } from "./dates.js";
import { type Time, timesOf } from "./times.js";
import { type Token, tokensOf } from "./tokens.js";

export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly amounts: readonly Amount[];
  readonly dates: readonly WrittenDate[];
  readonly namedDays: readonly NamedDays[];
  readonly times: readonly Time[];
}

export function read(text: string, today?: number): Reading {
  const tokens = tokensOf(text);
  return {
    text,
    tokens,
    amounts: amountsOf(text, tokens),
    dates: datesOf(text, tokens),
    namedDays: namedDaysOf(text, tokens, today),
    times: timesOf(text, tokens),
  };
}
