/**
 * What the learned model sees of a candidate, as hashed features: the hints, and the words around the candidate together
 * with the words of the slot. A template's number is part of the learned weights: append, never renumber.
 */
import type { Mention } from "../goal/mention.js";
import { isKnownPlace } from "../goal/places.js";
import { featureId, hashText } from "../learned/hash.js";
import { stem } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import type { FillContext } from "./context.js";
import { placeOf } from "./hint.js";
import { cueBefore, hintsOf, type SlotProfile } from "./hints.js";
import { namesNear } from "./nearness.js";
import type { Sense } from "./sense.js";
import type { Slot } from "./slots.js";
import type { Standing } from "./standing.js";

/** How a mention becomes a value: alone, as one of a list, as a list of one, once for each call. */
export type Form = "single" | "whole" | "items" | "one" | "spread" | "range" | "fixed";
const forms: readonly Form[] = ["single", "whole", "items", "one", "spread", "range", "fixed"];

/** What the features of every candidate of a slot share, worked out once. */
export interface SlotHashes {
  readonly type: number;
  readonly required: number;
  readonly head: number;
  readonly words: readonly number[];
  readonly senses: readonly number[];
  readonly examples: ReadonlySet<string>;
}

const types = ["string", "integer", "number", "boolean", "array", "object", "null", "any"];

export function slotHashes(slot: Slot, senses: ReadonlySet<Sense>): SlotHashes {
  return {
    type: types.indexOf(slot.shape.type) + (slot.values === undefined ? 0 : types.length),
    required: slot.required ? 1 : 2,
    head: hashText(slot.name.at(-1) ?? ""),
    words: slot.name.map(hashText),
    senses: senses.size === 0 ? [0] : [...senses].map(hashText),
    examples: new Set(slot.quoted.map(shapeOfText)),
  };
}

/** `San Francisco, CA` looks like `Xx Xx, XX`. */
function shapeOfText(text: string): string {
  return text
    .slice(0, 60)
    .replace(/\p{Lu}{2,}/gu, "Q")
    .replace(/\p{Lu}\p{Ll}*/gu, "X")
    .replace(/\p{Ll}+/gu, "x")
    .replace(/\d+/gu, "9")
    .replace(/(?:X ?){2,}/gu, "X ");
}

class Features {
  readonly ids: number[] = [];

  add(template: number, first = 0, second = 0): void {
    this.ids.push(featureId(template, first, second));
  }
}

export interface Offer {
  readonly profile: SlotProfile;
  readonly hashes: SlotHashes;
  readonly standing: Standing;
  readonly form: Form;
  readonly items: number;
}

export function candidateFeatures(offer: Offer, mention: Mention, context: FillContext): number[] {
  const features = new Features();
  const { hashes, form, items } = offer;
  const kind = hashText(mention.kind) ^ forms.indexOf(form);
  features.add(0, forms.indexOf(form), hashes.type);
  features.add(1, Math.min(items, 8), forms.indexOf(form));
  if (form === "spread" || form === "items") {
    const { slotOf, of } = offer.standing;
    features.add(51, Math.min(items, 6), Math.min(slotOf, 4) * 2 + Number(form === "items"));
    features.add(52, Math.sign(of - slotOf), hashes.type * 2 + Number(form === "items"));
    features.add(
      53,
      Number(context.stems.has("respectively")) + 2 * Number(context.stems.has("each")),
      Number(form === "items"),
    );
    features.add(54, Number(form === "items"), hashes.required);
  }
  addKinds(features, hashes, kind);
  addHints(features, offer, mention, context);
  addClaims(features, offer, mention, context);
  addAround(features, hashes, { mention, kind, context });
  addText(features, offer, mention, context);
  addPlace(features, offer, mention);
  addStanding(features, offer, kind);
  return features.ids;
}

function addKinds(features: Features, hashes: SlotHashes, kind: number): void {
  features.add(2, kind, hashes.type);
  features.add(3, kind, hashes.type * 4 + hashes.required);
  for (const sense of hashes.senses) features.add(4, kind, sense);
  for (const sense of hashes.senses) features.add(5, kind ^ (hashes.required << 20), sense);
  for (const word of hashes.words) features.add(6, kind, word);
}

function addHints(features: Features, { profile, hashes }: Offer, mention: Mention, context: FillContext): void {
  const hints = hintsOf(profile, mention, context);
  for (const [hint, amount = 0] of Object.entries(hints)) {
    if (amount === 0) continue;
    const id = placeOf(hint) * 16 + Math.round(amount * 4);
    features.add(7, id);
    features.add(8, id, hashes.type);
    features.add(9, id, hashes.required);
  }
  const near = Math.round((hints["near:name"] ?? 0) * 4);
  if (near === 0) features.add(10, hashes.type, hashes.required);
  const rival = rivalNearness(profile.slot, mention, context);
  const claim = near * 8 + rival;
  features.add(41, claim, hashText(mention.kind));
  features.add(42, claim, hashes.required);
  features.add(43, Math.sign(near - rival), hashes.type);
  const cue = hints["cue:name"] ? 1 : hints["cue:description"] ? 2 : hints["cue:other"] ? 3 : 4;
  features.add(44, cue * 8 + near, hashText(mention.kind));
  features.add(45, cue, hashes.type * 4 + hashes.required);
}

/** Whether the small word before the mention announces this slot, another of the call, or both. */
function addClaims(features: Features, { profile, hashes }: Offer, mention: Mention, context: FillContext): void {
  const cue = cueBefore(mention, context);
  if (cue === undefined) return;
  const own = profile.nameCues.has(cue);
  const { key } = profile.slot;
  const rival = context.leaves.some((slot, index) => slot.key !== key && context.cues[index]?.has(cue));
  const claim = Number(own) * 2 + Number(rival);
  features.add(55, claim, hashes.required);
  features.add(56, claim, hashes.type);
  features.add(57, claim, hashText(mention.kind));
}

/** How near the name of another slot of the call stands: what it may claim the mention by. */
function rivalNearness(slot: Slot, mention: Mention, context: FillContext): number {
  const near = context.nearNames.get(mention) ?? namesNear(context.leaves, mention, context);
  let best = 0;
  for (const [index, other] of context.leaves.entries()) {
    if (other.key !== slot.key) best = Math.max(best, near[index] ?? 0);
  }
  return Math.round(best * 4);
}

interface Around {
  readonly mention: Mention;
  readonly kind: number;
  readonly context: FillContext;
}

function addAround(features: Features, hashes: SlotHashes, { mention, kind, context }: Around): void {
  const before = wordAt(context, mention.first - 1);
  const before2 = wordAt(context, mention.first - 2);
  const after = wordAt(context, mention.next);
  features.add(11, before, hashes.type);
  features.add(12, before, hashes.head);
  features.add(13, before, kind);
  features.add(14, before ^ Math.imul(before2, 31), hashes.type);
  features.add(15, before2, hashes.head);
  features.add(16, after, hashes.type);
  features.add(17, after, hashes.head);
  features.add(18, after, kind);
  features.add(19, before ^ Math.imul(after, 31), kind);
  const edges = edgeOf(context, mention.first - 1) * 8 + edgeOf(context, mention.next);
  features.add(47, edges, kind);
  features.add(48, edges, hashes.type);
  features.add(49, edges, hashes.head);
  for (const sense of hashes.senses) {
    features.add(50, edges, sense);
    features.add(20, before, sense);
    features.add(21, before2, sense);
    features.add(22, after, sense);
  }
}

/** The word at a place as a number; the ends of the clause are words of their own. */
function wordAt({ words, region }: FillContext, at: number): number {
  if (at < region.first) return 1;
  return at >= region.next ? 2 : (words[at] ?? 0);
}

/** What stands at an edge: an end, a sign, a small word, a word of the tool, a name, another word. */
function edgeOf({ goal, region, toolWords, slotWords }: FillContext, at: number): number {
  const token = goal.tokens[at];
  if (token === undefined || at < region.first || at >= region.next) return 0;
  if (token.kind === "punctuation") return token.text === "," ? 1 : 2;
  if (token.kind !== "word") return 3;
  if (stopWords.has(token.lower)) return 4;
  if (toolWords.has(token.stem)) return 5;
  if (slotWords.has(token.stem)) return 6;
  return /^\p{Lu}/u.test(token.text) ? 7 : 8;
}

function addText(features: Features, { hashes, profile }: Offer, mention: Mention, context: FillContext): void {
  const { goal } = context;
  const count = Math.min(mention.next - mention.first, 8);
  const shape = hashText(shapeOfText(mention.text));
  features.add(23, count, hashes.type);
  features.add(24, count, hashes.head);
  features.add(25, shape, hashes.head);
  features.add(26, hashText(goal.tokens[mention.first]?.kind ?? ""), hashes.type);
  features.add(27, hashText(goal.tokens[mention.next - 1]?.lower ?? ""), hashes.head);
  features.add(46, hashText(goal.tokens[mention.first]?.lower ?? ""), hashes.type);
  for (const sense of hashes.senses) {
    features.add(28, shape, sense);
    features.add(29, count, sense);
    features.add(30, hashText(goal.tokens[mention.next - 1]?.lower ?? ""), sense);
  }
  if (hashes.examples.size > 0)
    features.add(31, hashes.examples.has(shapeOfText(mention.text)) ? 1 : 2, hashText(mention.kind));
  const said = profile.slot.text.includes(mention.text.toLowerCase());
  if (said) features.add(32, hashText(mention.kind), hashes.type);
  const stems = goal.tokens.slice(mention.first, mention.next).map((token) => token.stem);
  const shared = stems.filter((word) => profile.slot.description.includes(word)).length / stems.length;
  features.add(33, Math.round(shared * 4), hashes.type);
  const unit = mention.number?.unit ?? "";
  if (mention.number !== undefined) {
    features.add(34, hashText(unit), hashes.head);
    features.add(35, Number(profile.slot.description.includes(stem(unit))), Number(unit === ""));
    features.add(36, Number(Number.isInteger(mention.number.value)), hashes.type);
  }
}

/** Whether it is a place everybody knows: "Berkeley" is where, "Century 20" is not. */
function addPlace(features: Features, { hashes }: Offer, { kind, text }: Mention): void {
  if (kind !== "name" && kind !== "place" && kind !== "phrase" && kind !== "quoted") return;
  const known = Number(isKnownPlace(text)) * 2 + Number(kind === "place");
  if (known === 0 && kind === "phrase") return;
  features.add(58, known, hashes.head);
  for (const sense of hashes.senses) features.add(59, known * 4 + hashes.required, sense);
}

function addStanding(features: Features, { hashes, standing }: Offer, kind: number): void {
  const { at, of, slotAt, slotOf } = standing;
  const shift = Math.max(-3, Math.min(3, at - slotAt));
  features.add(37, shift, of === slotOf ? 1 : of > slotOf ? 2 : 3);
  features.add(38, shift, Math.min(of, 5) * 8 + Math.min(slotOf, 5));
  features.add(39, kind, of === slotOf ? 1 : of > slotOf ? 2 : 3);
  features.add(40, Math.min(of, 6) * 8 + Math.min(slotOf, 6), hashes.required);
}

/** What speaks for giving the slot no value. */
export function omissionFeatures(
  profile: SlotProfile,
  hashes: SlotHashes,
  { context, standing }: { context: FillContext; standing: Standing },
): number[] {
  const features = new Features();
  const { slot } = profile;
  const { type, required } = hashes;
  const named = share(slot.name, context.stems);
  const described = share(slot.description, context.stems);
  const fallback = slot.shape.schema.default !== undefined ? 1 : slot.text.includes("default") ? 2 : 3;
  features.add(60, type, required);
  features.add(61, required, fallback);
  features.add(62, type, required * 4 + fallback);
  features.add(63, hashes.head, required);
  for (const word of hashes.words) features.add(64, word, required);
  for (const sense of hashes.senses) features.add(65, sense, required);
  features.add(66, named, required);
  features.add(67, named, type);
  features.add(68, described, required);
  features.add(69, described, type);
  features.add(70, Math.min(standing.of, 6) * 8 + Math.min(standing.slotOf, 6), required);
  features.add(71, Math.min(standing.of, 6), type * 4 + required);
  features.add(72, slot.path.length, required);
  if (/optional|if (?:provided|specified|not)|leave/u.test(slot.text)) features.add(73, required);
  return features.ids;
}

/** How many of the words the clause says, in quarters. */
function share(words: readonly string[], said: ReadonlySet<string>): number {
  if (words.length === 0) return 9;
  return Math.ceil((4 * words.filter((word) => said.has(word)).length) / words.length);
}

/** A value that no mention stands for: an enum's value, a flag, a default. `facts` say how it was found. */
export function choiceFeatures(hashes: SlotHashes, facts: readonly number[], words: readonly number[]): number[] {
  const features = new Features();
  const { type, required, head } = hashes;
  for (const [place, fact] of facts.entries()) {
    features.add(80 + place, fact, required);
    features.add(100 + place, fact, type);
    features.add(120 + place, fact, head);
    features.add(140 + place, fact, (facts[0] ?? 0) * 8 + required);
  }
  for (const word of words) features.add(160, word, head);
  return features.ids;
}

/** The words of a value that the goal does not name, each with each word that was said: what goes with what is learned. */
export function pairFeatures(parts: readonly string[], said: readonly string[]): number[] {
  return parts.flatMap((part) => said.map((word) => featureId(170, hashText(part), hashText(word))));
}
