/**
 * What a program that changes something takes for another thing than the goal says: a deed of one tool done to the thing of another, one of several
 * values of a choice, one item of a list, an amount to change by for one to change to.
 */
import type { Goal } from "../goal/goal.js";
import type { Span } from "../goal/mention.js";
import { objectAfter } from "../goal/object.js";
import type { ToolEntry } from "../tools/entry.js";
import type { ToolIndex } from "../tools/toolIndex.js";
import { stem } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import { sameDeed } from "../words/verbs.js";
import { crossedTexts } from "./crossed.js";
import type { Draft } from "./draft.js";
import { isPlaced, leftItems } from "./placed.js";

/** The words that are misread, the first kind that is found; none where all is well. */
export function misread(goal: Goal, draft: Draft, tools: ToolIndex): readonly Span[] {
  const found = [
    otherThing(goal, draft),
    otherObject(goal, draft, tools),
    otherChoice(goal, draft),
    leftItems(goal, draft),
    difference(goal, draft),
    crossedTexts(goal, draft),
  ];
  return found.find((spans) => spans.length > 0) ?? [];
}

/** "Erase booking BK-7731": what is erased is no patient, though a booking leads to one, and though the tool says that bookings go with it. */
function otherThing({ tokens }: Goal, { calls }: Draft): readonly Span[] {
  const changing = calls.filter(({ acts }) => acts);
  const own = new Set(changing.flatMap(({ name, slots }) => [...name, ...slots.flatMap((slot) => slot.name)]));
  // "Booking" is a verb by its form, so `things` lacks it.
  const fetched = new Set(calls.filter(({ acts }) => !acts).flatMap(({ name, deeds }) => namesBut(name, deeds)));
  return tokens.flatMap((token, at) => {
    if (!changing.some(({ deeds }) => deeds.some((deed) => deed === token.lower || stem(deed) === token.stem)))
      return [];
    const phrase = objectAfter(tokens, at + 1);
    const said = tokens.slice(phrase.first, phrase.next).map((one) => one.stem);
    return said.some((word) => fetched.has(word)) && !said.some((word) => own.has(word)) ? [phrase] : [];
  });
}

/**
 * "Send the invoice": what only sends receipts does something else, also where it is told whose receipt by the invoice. `tools` know what is a
 * thing of its own: the path of "delete a.txt" is none.
 */
function otherObject({ tokens }: Goal, { reasons }: Draft, tools: ToolIndex): readonly Span[] {
  return reasons.flatMap(({ entry, region, filling }) => {
    const told = new Set([...entry.slots.flatMap((slot) => slot.name), ...identified(entry)]);
    const deed = stem(entry.deeds[0] ?? "");
    const objects = entry.name.filter((word) => !told.has(word) && word !== deed && !stopWords.has(word));
    const words = tokens.slice(region.first, region.next);
    const isSaid = objects.some((object) => words.some((word) => word.stem === object));
    if (!entry.acts || objects.length === 0 || isSaid) return [];
    const isKnown = (word: string) =>
      tools.having(word).some((other) => other !== entry && [...other.name.slice(1), ...other.things].includes(word));
    return words.flatMap((token, index) => {
      if (!entry.deeds.some((deed) => sameDeed(deed, token.lower))) return [];
      const at = region.first + index + 1;
      const phrase = objectAfter(tokens, at);
      const filled = filling.filled.find(({ candidate }) => candidate.spans.some(({ first }) => first === at));
      const said =
        filled === undefined
          ? tokens.slice(phrase.first, phrase.next).flatMap((word) => (stopWords.has(word.lower) ? [] : [word.stem]))
          : filled.slot.name;
      const isOwn = (word: string) => entry.name.includes(word) || entry.target.includes(word);
      const isOther = said.some((word) => !isOwn(word) && isKnown(word));
      return isOther ? [{ first: at, next: Math.max(at + 1, phrase.next) }] : [];
    });
  });
}

const identifies =
  /\b(?:ids?|identifiers?|names?|keys?|numbers?) of (?:the |an? )?(\p{L}+)|^(?:the |an? )?(\p{L}+) to \p{L}/giu;

/** What a parameter is the identifier of: `channel`, "ID of the conversation", "Conversation to leave". */
function identified({ slots }: ToolEntry): readonly string[] {
  return slots.flatMap(({ text }) => [...text.matchAll(identifies)].map(([, of, to]) => stem(of ?? to ?? "")));
}

function namesBut(name: readonly string[], deeds: readonly string[]): readonly string[] {
  const verbs = new Set(deeds.map(stem));
  return name.filter((word) => !verbs.has(word));
}

/** "To staging and production": one of them was given. */
function otherChoice({ tokens }: Goal, draft: Draft): readonly Span[] {
  const choices = draft.reasons
    .filter(({ entry }) => entry.acts)
    .flatMap(({ filling }) => filling.filled.filter(({ candidate }) => candidate.spans.length > 0))
    .flatMap(({ slot }) => slot.values ?? [])
    .flatMap((value) => (typeof value === "string" ? [value.toLowerCase()] : []));
  return tokens.flatMap(({ lower }, first) => {
    const span = { first, next: first + 1 };
    return choices.includes(lower) && !isPlaced(span, draft) ? [span] : [];
  });
}

/** "By 2": a parameter that says how many there are to be does not take how many more. */
function difference({ tokens }: Goal, { reasons }: Draft): readonly Span[] {
  const relative = /by|delta|step|increment|offset|change|diff|percent|amount|add|more/iu;
  return reasons
    .filter(({ entry }) => entry.acts)
    .flatMap(({ filling }) => filling.filled)
    .filter(({ slot, candidate }) => typeof candidate.value === "number" && !relative.test(slot.key))
    .flatMap(({ candidate }) => candidate.spans.filter(({ first }) => tokens[first - 1]?.lower === "by"));
}
