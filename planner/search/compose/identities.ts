import type { Token } from "../goal/token.js";
import { exceptionStart } from "./exceptions.js";
import type { Identity } from "./modifier.js";
import type { Vocabulary } from "./vocabulary.js";

/** Words before the noun that say of the things which of them are meant. */
const before = /^(?:with|of|for|by|from|at|in|on|to|under|whose|and|the|a|an|this)$/u;

/**
 * "The bookings with doctor DR-017", "of the customer Ada": what singles out things by a field of theirs, with the words that announce it. Where
 * no call takes it, the program has to look for it in what a call returns.
 */
export function identitiesIn(tokens: readonly Token[], { fields, things }: Vocabulary): readonly Identity[] {
  return tokens.flatMap((token, index) => {
    const word = tokens[index - 1];
    const isNoun = word?.kind === "word" && (fields.has(word.stem) || things.has(word.stem));
    const named = isNoun && index > 1 && /^\p{Lu}/u.test(token.text) && token.kind === "word";
    const excepted = exceptionStart(tokens, isNoun ? index - 1 : index);
    const marked = token.kind === "id" || ((isNoun || excepted !== undefined) && token.kind === "quoted");
    if (!named && !marked) return [];
    const span = spanOf(tokens, index, isNoun);
    return [
      {
        kind: "identity",
        text: token.text,
        noun: isNoun ? word.stem : "",
        ...span,
        first: excepted ?? span.first,
        negated: excepted !== undefined,
      },
    ];
  });
}

/** From the preposition to the last word of a name. */
function spanOf(tokens: readonly Token[], index: number, isNoun: boolean) {
  let first = isNoun ? index - 1 : index;
  while (first > 0 && before.test(tokens[first - 1]?.lower ?? "")) first -= 1;
  let next = index + 1;
  while (tokens[index]?.kind === "word" && /^\p{Lu}/u.test(tokens[next]?.text ?? "")) next += 1;
  return { first, next };
}
