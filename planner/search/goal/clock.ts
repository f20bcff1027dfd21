/** "Today is Friday 2023-09-29": the day a goal itself names as the one that others are counted from. */
import { isoDate } from "./dates.js";
import type { Token } from "./token.js";

export interface Clock {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Index of the token that names the day: a circumstance, and no value for anything. */
  readonly at: number;
}

const between = new Set("is being : it's the a , monday tuesday wednesday thursday friday saturday sunday".split(" "));

export function statedDay(tokens: readonly Token[]): Clock | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.lower !== "today" || tokens[index + 1]?.lower !== "is") continue;
    let at = index + 1;
    while (between.has(tokens[at]?.lower ?? "")) at += 1;
    const date = tokens[at]?.kind === "date" ? isoDate(tokens[at]?.text ?? "") : undefined;
    if (date !== undefined) return { today: date, at };
  }
  return undefined;
}
