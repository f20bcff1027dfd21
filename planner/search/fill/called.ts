/** What the goal calls a value, "customer" of "the customer cus_12", against what a parameter is the identifier of. */
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention } from "../goal/mention.js";
import { hasKin } from "../words/kin.js";
import { determiners, stopWords } from "../words/stopwords.js";
import type { Slot } from "./slots.js";
import { onlyMeasures } from "./units.js";

const identity: ReadonlySet<string> = new Set(
  "id ids uuid identifi identifier key code cod number no num ref nam name".split(" "),
);

/** The stem of what a parameter identifies: `customer` of `customer_id`; empty where its name does not say. */
export function nounOf({ name }: Pick<Slot, "name">): string {
  return name.findLast((word) => !identity.has(word)) ?? "";
}

/** What the words before a value call it. */
export function calledBefore({ tokens }: Goal, { first }: Mention): string | undefined {
  let at = first - 1;
  while (
    determiners.has(tokens[at]?.lower ?? "") ||
    /^(?:id|number|no|nr|#|:|called|named)$/u.test(tokens[at]?.lower ?? "")
  )
    at -= 1;
  const token = tokens[at];
  return token?.kind === "word" && !stopWords.has(token.lower) ? token.stem : undefined;
}

/** "Methods of customer cus_12" is no identifier, and an address is none of what has no address. */
export function isNoIdentifier(slot: Slot, { kind, first, next }: Mention, { tokens, mentions }: Goal): boolean {
  if (kind === "email" || kind === "url") return !slot.senses.has(kind);
  if (kind !== "phrase" && kind !== "tail") return false;
  const holds = (other: Mention) => isHard(other) && other.first >= first && other.next <= next;
  return tokens.slice(first, next).some(({ lower }) => stopWords.has(lower)) || mentions.some(holds);
}

/** The "customer" of "customer cus_12": what is called so comes after it. */
export function isLabel({ kind, next }: Mention, { tokens, mentions }: Goal, nouns: ReadonlySet<string>): boolean {
  if (kind !== "phrase" || !nouns.has(tokens[next - 1]?.stem ?? "")) return false;
  return mentions.some((other) => isHard(other) && other.first === next);
}

/** "Channels" are no channel: the word for what the parameter takes, and no value of it. */
export function isItsNoun({ name }: Slot, { kind, first, next }: Mention, { tokens }: Goal): boolean {
  const token = tokens[first];
  return kind === "phrase" && next === first + 1 && name.includes(token?.stem ?? "");
}

/**
 * The goal calls an identifier by what another parameter of these tools is named by: the subscription sub_12 is no schedule.
 * `nouns`: what the parameters of all the tools identify; `leaves`: the parameters of this one.
 */
export function isCalledOtherwise(
  goal: Goal,
  { slot, mention }: { readonly slot: Slot; readonly mention: Mention },
  { nouns, leaves }: { readonly nouns: ReadonlySet<string>; readonly leaves: readonly Slot[] },
): boolean {
  if (mention.kind !== "id" && !(isWhole(mention) && (identifies(slot) || pages(slot)))) return false;
  const own = nounOf(slot);
  const called = calledBefore(goal, mention);
  if (own === "" || called === undefined || !nouns.has(called)) return false;
  // "Movie 603" is no page.
  if (pages(slot)) return !slot.name.includes(called);
  // Of `file` and `file_comment` a file is the first.
  if (!isJust(slot, called) && leaves.some((other) => isJust(other, called))) return true;
  if (slot.name.includes(called) || hasKin(own, new Set([called]))) return false;
  // "ID of the conversation", which the goal calls one; the "user group" is no user, a username is the user's.
  const isCompound = own.startsWith(called) && !identity.has(own.slice(called.length));
  return isCompound || !slot.description.includes(called);
}

const unitLike = /^(?:unit|units|uniti|currency|currenc|scal|scale|measur|system|metric|dimens)/u;

/** "Joules" of "the energy in Joules", for a parameter that takes no unit. */
export function isUnitOnly({ name, text }: Slot, { kind, first, next }: Mention, { tokens }: Goal): boolean {
  if (kind !== "phrase" && kind !== "name") return false;
  if (name.some((word) => unitLike.test(word)) || /\bunits?\b|currenc/u.test(text)) return false;
  if (/^(?:from|to)$/u.test(name[0] ?? "")) return false;
  return onlyMeasures(
    tokens.slice(first, next).map(({ lower }) => lower),
    tokens[first - 1],
  );
}

/** "Two" of "two charges of 5 C and 7 C": it says how many values follow. */
export function isCountOfValues({ number, next }: Mention, { tokens, mentions }: Goal): boolean {
  if (number === undefined || !number.spelled || number.value < 2) return false;
  const following = mentions.filter((other) => other.first >= next && other.number?.spelled === false);
  const [head, ...rest] = following.slice(0, number.value);
  const isNear = head !== undefined && head.first - next <= nearest && following.length >= number.value;
  return (
    isNear &&
    rest.every((other, at) => {
      const between = tokens.slice((at === 0 ? head : rest[at - 1])?.next ?? 0, other.first).map(({ lower }) => lower);
      return between.length <= 3 && between.some((word) => word === "and" || word === ",");
    })
  );
}

/** Words between a number and the values that it counts: "two point charges of". */
const nearest = 6;

function pages({ name }: Slot): boolean {
  return name.some((word) => /^(?:page|offset|cursor|limit)$/u.test(word));
}

/** "Released in 1999". */
export function isYear({ tokens }: Goal, { first, number }: Mention): boolean {
  if (number === undefined || number.unit !== "" || number.spelled) return false;
  const isLikely = Number.isInteger(number.value) && number.value >= 1800 && number.value <= 2100;
  return isLikely && /^(?:in|since|before|after|during|until|till|year)$/u.test(tokens[first - 1]?.lower ?? "");
}

/** Whether a parameter is an identifier by its name. */
export function identifies({ name }: Slot): boolean {
  return name.some((word) => identity.has(word));
}

function isJust({ name }: Slot, noun: string): boolean {
  const words = name.filter((word) => !identity.has(word));
  return words.length === 1 && words[0] === noun;
}

function isWhole({ number }: Mention): boolean {
  return number !== undefined && number.unit === "" && !number.spelled && Number.isInteger(number.value);
}
