/** "From checking to savings": which end of a way a parameter is, and which end the goal says a value is. */
import type { Goal } from "../goal/goal.js";
import type { Mention } from "../goal/mention.js";
import { stem } from "../words/stem.js";
import { determiners, stopWords } from "../words/stopwords.js";
import type { Slot } from "./slots.js";

export type End = "from" | "to";

const starts = new Set("from source origin old sender".split(" ").map(stem));
const targets = new Set("to destination target new recipient".split(" ").map(stem));

function endOf({ name }: Slot): End | undefined {
  const [isStart, isTarget] = [starts, targets].map((words) => name.some((word) => words.has(word)));
  if (isStart === isTarget) return undefined;
  return isStart === true ? "from" : "to";
}

/** The end that a parameter is, in a call that takes the other end too. */
export function endIn(slots: readonly Slot[], slot: Slot): End | undefined {
  const end = endOf(slot);
  const isPaired = end !== undefined && slots.some((other) => endOf(other) === (end === "from" ? "to" : "from"));
  return isPaired ? end : undefined;
}

/** The end that the goal says: the word stands right before the value, or before what it calls it ("from ward B2"). */
export function endSaid({ tokens }: Goal, slot: Slot, { first }: Mention): End | undefined {
  let at = first - 1;
  const noun = tokens[at]?.stem ?? "";
  if (slot.name.includes(noun) || slot.description.includes(noun)) at -= stopWords.has(tokens[at]?.lower ?? "") ? 0 : 1;
  while (determiners.has(tokens[at]?.lower ?? "")) at -= 1;
  const word = tokens[at]?.lower ?? "";
  if (word === "from" || word === "to") return word;
  return word === "into" || (/^(?:with|by)$/u.test(word) && isReplaced(tokens.slice(0, at))) ? "to" : undefined;
}

/** "Replace "foo" with "bar"". */
function isReplaced(before: Goal["tokens"]): boolean {
  return before.some(({ lower }) => /^(?:replace|substitute|swap|exchange|change)$/u.test(lower));
}

/**
 * Words that a value is made of end where the goal goes on: "checking" of "my checking account", and all of "main street". "To the archive" names
 * nothing: it says which thing, and not what that is called.
 */
export function isWholePhrase({ tokens }: Goal, slot: Slot, { first, next }: Mention): boolean {
  const isNoun = (at: number) => [...slot.name, ...slot.description].includes(tokens[at]?.stem ?? "");
  const ends = (at: number) => tokens[at]?.kind !== "word" || stopWords.has(tokens[at]?.lower ?? "");
  const opens = stopWords.has(tokens[first - 1]?.lower ?? "");
  const isCalled = isNoun(next) && ends(next + 1);
  const isThing = determiners.has(tokens[first - 1]?.lower ?? "") && !isCalled;
  return opens && (ends(next) || isCalled) && !isThing && !isNoun(next - 1);
}
