/**
 * Words that a value may not be made of: "something", "the big one", and where a goal says no more than the tool says of itself, "find the
 * thing" to a tool that finds a thing. A look costs little, but what it is told of would be made up.
 */
import type { Slot } from "../fill/slots.js";
import type { Goal } from "../goal/goal.js";
import type { Token } from "../goal/token.js";
import type { ToolEntry } from "../tools/entry.js";
import { stopWords } from "../words/stopwords.js";
import { canLook } from "../words/verbs.js";
import type { Draft, Reason } from "./draft.js";

const vague =
  /^(?:something|anything|everything|nothing|things?|stuff|someone|somebody|anyone|anybody|whatever|whichever|big|bigger|large|small|long|short|new|old|whole|entire|right|wrong|other|good|bad|best|first|last|next|latest|recent)$/u;

/** The first parameter that was given such words. */
export function givenNothing(
  goal: Goal,
  { reasons }: Draft,
): { readonly entry: ToolEntry; readonly slot: Slot } | undefined {
  for (const reason of reasons) {
    const idle = isIdle(goal.tokens, reason.entry);
    const found = reason.filling.filled.find(
      ({ slot, candidate }) =>
        slot.values === undefined &&
        typeof candidate.value === "string" &&
        candidate.spans.length > 0 &&
        candidate.spans.every(({ first, next }) => saysNothing(goal.tokens.slice(first, next), reason, idle)),
    );
    if (found !== undefined) return { entry: reason.entry, slot: found.slot };
  }
  return undefined;
}

/** What is quoted, capitalised or no word is said on purpose. */
function saysNothing(words: readonly Token[], { entry }: Reason, idle: boolean): boolean {
  if (!words.every(({ kind, text }) => kind === "word" && /^\p{Ll}/u.test(text))) return false;
  const isDeed = ({ lower, stem }: Token) => canLook(lower) && entry.name.includes(stem);
  if (words.every(isDeed)) return true;
  return words.every(({ lower }) => vague.test(lower) || stopWords.has(lower)) || idle;
}

/** No word of the goal says more than the name and the description of the tool. */
function isIdle(tokens: readonly Token[], { name, description }: ToolEntry): boolean {
  return tokens.every(
    ({ kind, lower, stem }) =>
      kind === "punctuation" ||
      (kind === "word" &&
        (stopWords.has(lower) || vague.test(lower) || canLook(lower) || name.includes(stem) || description.has(stem))),
  );
}
