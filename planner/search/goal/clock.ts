/** "Today is Friday 2023-09-29": the day a goal itself names as the one that others are counted from. */
import { isoDate } from "./dates.js";
import type { Token } from "./token.js";

export interface Clock {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Indices of the tokens that say so: a circumstance, and no value for anything. */
  readonly at: readonly number[];
}

const between = new Set("is being : it's the a , monday tuesday wednesday thursday friday saturday sunday".split(" "));

export function statedDay(tokens: readonly Token[]): Clock | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.lower !== "today" || tokens[index + 1]?.lower !== "is") continue;
    let at = index + 1;
    while (between.has(tokens[at]?.lower ?? "")) at += 1;
    const date = dayOf(tokens[at]);
    if (date !== undefined) return { today: date, at: [index, at] };
  }
  return undefined;
}

/** `20230929` is a day only where one is to be named. */
function dayOf(token: Token | undefined): string | undefined {
  if (token?.kind === "date") return isoDate(token.text);
  const digits = /^(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/u.exec(token?.kind === "number" ? token.text : "");
  return digits === null ? undefined : digits.slice(1).join("-");
}
