/** Everything a slot could be given from the words of its clause. */
import type { Json } from "../../../toolspecs/index.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, type MentionList, overlaps, type Span } from "../goal/mention.js";
import { placeWithRegion, stateCode } from "../goal/places.js";
import { featureId } from "../learned/hash.js";
import { obeys } from "../schema/rules.js";
import { type Shape, shapeOf } from "../schema/shape.js";
import {
  identifies,
  isCalledOtherwise,
  isCountOfValues,
  isItsNoun,
  isLabel,
  isNoIdentifier,
  isUnitOnly,
  isYear,
} from "./called.js";
import type { Candidate, Choice } from "./candidate.js";
import { booleanCandidates, enumCandidates, quotedOptions } from "./choices.js";
import { type FillContext, standingOf } from "./context.js";
import { candidateFeatures, type Form, type Offer, omissionFeatures, slotHashes } from "./features.js";
import { profileOf, type SlotProfile } from "./hints.js";
import { type Slot, withShape } from "./slots.js";
import { admitted, introduces, isItsEnd } from "./strict.js";
import { isTied } from "./ties.js";
import { valueFor } from "./value.js";

export function choiceFor(slot: Slot, context: FillContext): Choice {
  const profile = profileOf(slot);
  const hashes = slotHashes(slot, profile.senses);
  const standing = standingOf(slot, undefined, context);
  return {
    candidates: allCandidates(slot, context),
    omission: omissionFeatures(profile, hashes, { context, standing }),
  };
}

function allCandidates(slot: Slot, context: FillContext): Candidate[] {
  if (isCredential(slot) && !speaksOf(slot, context.goal)) return [];
  if (slot.values !== undefined) return enumCandidates(slot, context);
  switch (slot.shape.type) {
    case "boolean":
      return booleanCandidates(slot, context);
    case "array":
      return listCandidates(slot, context);
    case "object":
      return singles(slot, context, "single");
    case "null":
      return [];
    default:
      return [...quotedOptions(slot, context), ...singles(slot, context, "single"), ...spreads(slot, context)];
  }
}

/** What a caller proves itself with. No word of a goal is that by chance. */
function isCredential({ name, text }: Slot): boolean {
  const words = name.join("");
  if (/^(?:api|access|auth|authent|bearer|secret)(?:key|token|secret)$/u.test(words)) return true;
  return (
    /^(?:token|key|secret|credential|authoriz|password)$/u.test(words) && /\bauth|\bapi key|credential/u.test(text)
  );
}

function speaksOf({ name }: Slot, { tokens }: FillContext["goal"]): boolean {
  return tokens.some((token) => name.includes(token.stem) || token.stem.replaceAll("-", "") === name.join(""));
}

/** A way to read mentions as values of one slot. */
interface Reader {
  readonly context: FillContext;
  readonly profile: SlotProfile;
  readonly form: Form;
  /** The slot itself: `profile` may be of the items of its list. */
  readonly slot: Slot;
  readonly items: number;
}

function readerOf(slot: Slot, context: FillContext, { form, shape = slot.shape, items = 1 }: ReaderOptions): Reader {
  return { context, profile: profileOf(withShape(slot, shape)), form, slot, items };
}

interface ReaderOptions {
  readonly form: Form;
  readonly shape?: Shape;
  readonly items?: number;
}

function singles(slot: Slot, context: FillContext, form: Form, shape: Shape = slot.shape): Candidate[] {
  const reader = readerOf(slot, context, { form, shape });
  return context.mentions.flatMap((mention) => {
    const candidate = single(reader, mention);
    return candidate === undefined ? [] : [candidate, ...spelledOut(reader, mention, candidate)];
  });
}

/** A place in the form the tool asks for: "Portland, OR", or "OR" for Oregon. A call that changes something takes what was said. */
function spelledOut({ slot, context }: Reader, mention: Mention, candidate: Candidate): Candidate[] {
  if (context.strict !== undefined || slot.shape.type !== "string" || !takesNames(mention)) return [];
  const place = asksForRegion(slot) ? inFull(mention, context) : undefined;
  const code = asksForCode(slot) ? stateCode(mention.text) : undefined;
  const value = place ?? code;
  if (value === undefined || !fitsSlot(slot, value)) return [];
  const spans = place === undefined ? candidate.spans : [saidWhole(mention, context) ?? mention];
  return [{ ...candidate, spans, value, features: [...candidate.features, ...spellingFeatures] }];
}

/** "Chicago, IL" for Chicago; nothing where the goal itself says another region: of "Vancouver, BC" that is not Canada. */
function inFull(mention: Mention, context: FillContext): string | undefined {
  const full = placeWithRegion(mention.text);
  const said = saidWhole(mention, context)?.text.split(/, ?/u).at(-1);
  const isOther = said !== undefined && full?.split(", ").at(-1) !== (stateCode(said) ?? said);
  return isOther ? undefined : full;
}

/** The city with its region, where the goal says both: then both are spoken for. */
function saidWhole(mention: Mention, { mentions }: FillContext): Mention | undefined {
  if (mention.kind === "place") return undefined;
  return mentions.find(({ kind, first }) => kind === "place" && first === mention.first);
}

/** The spelled-out form beside the plain one. */
const spellingFeatures = [featureId(200), featureId(201)];

function takesNames({ kind }: Mention): boolean {
  return kind === "name" || kind === "place" || kind === "phrase" || kind === "quoted";
}

function asksForRegion({ text }: Slot): boolean {
  return /\bcity(?:,| and)? ?(?:and )?(?:state|country)\b|\p{Ll}{3,}, ?\p{Ll}{2}\b['")\].]*/u.test(text);
}

function asksForCode({ text, name }: Slot): boolean {
  return name.includes("stat") || name.includes("state")
    ? /abbreviat|two-letter|'\p{Ll}{2}'|\b(?:ca|ny)\b/u.test(text)
    : false;
}

function single(reader: Reader, mention: Mention): Candidate | undefined {
  const { context, profile } = reader;
  const { strict, goal } = context;
  const read = valueFor(profile.slot, mention, profile.slot.shape);
  // "$5.50" is no whole number until it is cents.
  const value = read ?? (strict !== undefined && isNumeric(profile.slot) ? mention.number?.value : undefined);
  if (value === undefined || isForeign(reader, mention)) return undefined;
  const taken = strict === undefined ? { value } : admitted(strict, goal, { slot: profile.slot, mention, value });
  if (taken === undefined || !fitsSlot(profile.slot, taken.value)) return undefined;
  const spans = "span" in taken && taken.span !== mention ? [taken.span] : spansOf(profile, mention);
  // What a change is told by the very name of its parameter is no guess: "with content go to sleep at 9 pm".
  const { slot } = profile;
  const isSaid = strict !== undefined && (introduces(goal, slot, mention) || isItsEnd(strict, goal, { slot, mention }));
  const soft = !isHard(mention) && !isSaid;
  const tied = strict !== undefined && isTied(strict, goal, { slot, mention });
  return { value: taken.value, spans, soft, features: featuresOf(reader, mention), ...(tied && { tied }) };
}

/** What the words around a mention say it is, against what the slot is the identifier of. */
function isForeign({ context, profile: { slot } }: Reader, mention: Mention): boolean {
  const { goal, dictated } = context;
  if (dictated !== undefined && takesCommand(slot)) return mention.kind !== "tail" || mention.first !== dictated;
  if (isCalledOtherwise(goal, { slot, mention }, context)) return true;
  if (isItsNoun(slot, mention, goal) || isLabel(mention, goal, context.nouns)) return true;
  if (isUnitOnly(slot, mention, goal) || isCountOfValues(mention, goal)) return true;
  if (isNamedBeside(goal, slot, mention)) return true;
  if (slot.inPath && isNoIdentifier(slot, mention, goal)) return true;
  return isYear(goal, mention) && identifies(slot);
}

function takesCommand({ name }: Slot): boolean {
  return name.some((word) => /^(?:command|cmd|instruct)/u.test(word));
}

/** The words name the slot right before another value, of another kind: of "the team with UUID '12'" the team is no UUID. */
function isNamedBeside(goal: Goal, slot: Slot, mention: Mention): boolean {
  if (mention.kind !== "name" || slot.name.length === 0) return false;
  return goal.mentions.some(
    (other) =>
      isMarked(other) && other.first > mention.first && !overlaps(other, mention) && introduces(goal, slot, other),
  );
}

function isMarked({ kind }: Mention): boolean {
  return kind === "quoted" || kind === "id" || kind === "number" || kind === "email" || kind === "url";
}

function featuresOf({ context, profile, form, slot, items }: Reader, mention: Mention): number[] {
  const offer: Offer = {
    profile,
    hashes: slotHashes(slot, profile.senses),
    standing: standingOf(slot, mention, context),
    form,
    items,
  };
  return candidateFeatures(offer, mention, context);
}

function isNumeric({ shape }: Slot): boolean {
  return shape.type === "integer" || shape.type === "number";
}

function fitsSlot({ shape, name }: Slot, value: Json): boolean {
  if (shape.type === "integer" && !Number.isSafeInteger(value)) return false;
  // What is no address is none, whether or not the schema says what one is.
  if (name.at(-1) === "email" && typeof value === "string" && !value.includes("@")) return false;
  if (linkWords.has(name.at(-1) ?? "") && typeof value === "string" && !/[.:/\d]/u.test(value)) return false;
  return obeys(value, shape.schema);
}

const linkWords = new Set(["url", "uri", "href"]);

/** The minutes of `6:30 PM` leave its hours to another slot. */
function spansOf({ slot }: SlotProfile, mention: Mention): Span[] {
  return mention.kind === "time" && slot.shape.type !== "string" && slot.name.includes("minut") ? [] : [mention];
}

/** One call for each item of a list is meant for a handful. */
const mostCalls = 20;

function spreads(slot: Slot, context: FillContext): Candidate[] {
  if (context.once) return [];
  return context.lists.flatMap((list) => {
    if (list.range || list.items.length > mostCalls) return [];
    const reader = readerOf(slot, context, { form: "spread", items: list.items.length });
    const items = itemsOf(list, reader);
    const [first] = items ?? [];
    if (items === undefined || first === undefined || items.length < 2) return [];
    const each = items.map((item) => item.value);
    return [{ ...ofItems(list, items, reader), value: first.value, each }];
  });
}

function listCandidates(slot: Slot, context: FillContext): Candidate[] {
  const whole = singles(slot, context, "whole");
  const { items } = slot.shape.schema;
  if (items === undefined) return whole;
  const shape = shapeOf(items, slot.shape.root);
  const lists = context.lists.flatMap((list) => {
    const form = list.range ? "range" : "items";
    const reader = readerOf(slot, context, { form, shape, items: list.items.length });
    const found = itemsOf(list, reader);
    return found === undefined ? [] : [ofItems(list, found, reader)];
  });
  const ones = singles(slot, context, "one", shape).map((one) => ({ ...one, value: [one.value] }));
  return [...whole, ...lists, ...ones].filter(({ value }) => fitsLength(slot, value));
}

/** A list is told by its first item and by what stands around the whole of it. */
function ofItems(list: MentionList, items: readonly Candidate[], reader: Reader): Candidate {
  const [first] = list.items;
  const features = first === undefined ? [] : featuresOf(reader, { ...first, first: list.first, next: list.next });
  const tied = items.some((item) => item.tied === true);
  const whole = {
    value: items.map((item) => item.value),
    spans: [list],
    soft: items.some((item) => item.soft),
    features,
  };
  return { ...whole, ...(tied && { tied }) };
}

function itemsOf(list: MentionList, reader: Reader): Candidate[] | undefined {
  const items: Candidate[] = [];
  for (const mention of list.items) {
    const item = single(reader, mention);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function fitsLength(slot: Slot, value: Json): boolean {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = slot.shape.schema;
  const count = Array.isArray(value) ? value.length : 0;
  return count >= minItems && count <= maxItems;
}
