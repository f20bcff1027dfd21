/** What a verb is said of. */
import { determiners, stopWords } from "../words/stopwords.js";
import type { Span } from "./mention.js";
import type { Token } from "./token.js";

const namings: ReadonlySet<string> = new Set(["called", "named", "titled"]);

/** The words after a verb, up to the first that begins something else: "the confirmed bookings" of "of the patient". */
export function objectAfter(tokens: readonly Token[], first: number): Span {
  let next = first;
  while (next < tokens.length) {
    const token = tokens[next];
    if (token?.kind !== "word" || namings.has(token.lower)) break;
    if (stopWords.has(token.lower) && !determiners.has(token.lower)) break;
    next += 1;
  }
  return { first, next };
}
