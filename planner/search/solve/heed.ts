/** Half an answer looks like a whole one, so none is given: "the weather for Oslo AND the latest headlines", where only the weather is looked up. */
import type { Missing } from "../../../verifier/index.js";
import type { Goal } from "../goal/goal.js";
import type { Span } from "../goal/mention.js";
import type { ToolIndex } from "../tools/toolIndex.js";
import { isPlural } from "../words/stem.js";
import { determiners, stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import type { Draft } from "./draft.js";
import { unheardWords } from "./honour.js";
import { halfDone, noValue, otherThanSaid } from "./missing.js";
import { mistaken } from "./mistaken.js";
import { undoneDeeds } from "./undone.js";
import { givenNothing } from "./vague.js";

/** Drafts with how many words they pass over; those that leave out something of its own, or take it for another thing, are dropped. */
export function heeding(goal: Goal, tools: ToolIndex): (draft: Draft) => readonly Draft[] {
  return (draft) => {
    if (unheeded(goal, draft, tools) !== undefined) return [];
    return [{ ...draft, passedOver: passedOver(goal, draft, tools).length }];
  };
}

/** Why a draft is no answer to the goal; undefined where it may be one. */
export function unheeded(goal: Goal, draft: Draft, tools: ToolIndex): Missing | undefined {
  const wrong = mistaken(goal, draft);
  if (wrong.length > 0) return otherThanSaid(goal, wrong);
  const nothing = givenNothing(goal, draft);
  if (nothing !== undefined) return noValue(nothing.entry, nothing.slot);
  const undone = undoneDeeds(goal, draft);
  if (undone.length > 0) return halfDone(goal, undone);
  const joined = passedOver(goal, draft, tools).filter((span) => isJoined(goal, span));
  const left = joined.length > 0 ? joined : missed(goal, draft, tools);
  return left.length > 0 ? halfDone(goal, left) : undefined;
}

/** What is asked for itself, "the bookings" of "list the bookings of the patient", where a plan only finds the patient. */
function missed(goal: Goal, draft: Draft, tools: ToolIndex): Span[] {
  return unheardWords(goal, draft).filter((span) => {
    const word = goal.tokens[span.first]?.stem ?? "";
    const others = tools.having(word).filter((entry) => entry.name.slice(1).includes(word));
    return isObject(goal, span) && others.length > 0 && !others.some((entry) => draft.calls.includes(entry));
  });
}

/** The noun that a request's verb, "how many" or "which" is about; in "the booking slots" that is the last word. */
function isObject({ tokens }: Goal, { first, next }: Span): boolean {
  const after = tokens[next];
  const isMany = isPlural(tokens[first]?.lower ?? "");
  if (!isMany && after?.kind === "word" && !stopWords.has(after.lower) && !isVerb(after.lower)) return false;
  for (let at = first - 1; at >= Math.max(0, first - longestPhrase); at -= 1) {
    const { kind, lower } = tokens[at] ?? { kind: "punctuation", lower: "" };
    if (/^(?:many|which)$/u.test(lower) || (at === 0 && isVerb(lower))) return true;
    if (kind !== "word" || (stopWords.has(lower) && !determiners.has(lower))) return false;
  }
  return false;
}

/** Words that a draft does nothing about, and that are what a tool is about that it does not call. */
function passedOver(goal: Goal, draft: Draft, tools: ToolIndex): Span[] {
  return unheardWords(goal, draft).filter(({ first }) => {
    const word = goal.tokens[first]?.stem ?? "";
    return tools.having(word).some((entry) => entry.things.includes(word) && !draft.calls.includes(entry));
  });
}

const joining = /^(?:and|also|then|plus|,|&)$/u;
/** Words that may stand between the joint and the noun: "and the latest headlines". */
const longestPhrase = 3;

/** Whether something of its own is asked for there. What tells more of the thing before it follows other words ("in the city", "of the order"). */
function isJoined({ tokens }: Goal, { first }: Span): boolean {
  const before = tokens.slice(Math.max(0, first - longestPhrase), first).reverse();
  const joint = before.findIndex(({ lower }) => joining.test(lower));
  return joint > 0 && before.slice(0, joint).some(({ lower }) => lower === "the");
}
