/** Slots that choose rather than take: enums, booleans, and strings whose description quotes the possible values. */
import type { Json } from "../../../toolspecs/index.js";
import { overlaps, type Span } from "../goal/mention.js";
import { hashText } from "../learned/hash.js";
import { hasKin } from "../words/kin.js";
import { splitText } from "../words/split.js";
import { stem } from "../words/stem.js";
import { determiners, stopWords } from "../words/stopwords.js";
import { isInflected, onlyActs, sameDeed } from "../words/verbs.js";
import type { Candidate } from "./candidate.js";
import type { FillContext } from "./context.js";
import { choiceFeatures, pairFeatures, type SlotHashes, slotHashes } from "./features.js";
import { nearness } from "./nearness.js";
import type { Slot } from "./slots.js";

export function enumCandidates(slot: Slot, context: FillContext): Candidate[] {
  const flags = flagValues(slot);
  if (flags !== undefined)
    return booleanCandidates(slot, context).flatMap((candidate) => {
      const value = flags.get(candidate.value);
      return value === undefined ? [] : [{ ...candidate, value }];
    });
  const many = slot.shape.type === "array";
  const coded = [
    ...codedValues(slot, context).filter(({ value }) => slot.values?.includes(value)),
    ...deedValues(slot, context),
  ];
  const every = (slot.values ?? []).flatMap((value) => {
    const span = value === null ? undefined : (findWords(String(value), context) ?? findNumber(value, context));
    return span === undefined ? coded.filter((one) => one.value === value) : [named(slot, value, { span, context })];
  });
  const found = withoutInner(every).filter(({ spans: [span] }) => !isDenied(slot, span, context));
  if (!many) return [...found, ...unnamed(slot, context, every)];
  const ordered = found.sort((a, b) => (a.spans[0]?.first ?? 0) - (b.spans[0]?.first ?? 0));
  const spans = ordered.flatMap((candidate) => candidate.spans);
  const [first] = ordered;
  return first === undefined
    ? []
    : [{ value: ordered.map(({ value }) => value), spans, soft: false, features: first.features }];
}

const leavingOut = /^(?:exclud|except|without|avoid|not|omit|skip|ignor|ban)/u;

/** "Not too pricey", "none that are completed": of a parameter that says what is wanted, this is not its value. */
function isDenied({ name }: Slot, span: Span | undefined, context: FillContext): boolean {
  return span !== undefined && !name.some((word) => leavingOut.test(word)) && negated(context, span.first, []);
}

/** Names of what says which deed is done. */
const modes = new Set("act action operat operation command verb mode type".split(" ").map(stem));

/** Of "add, delete or complete" what the goal orders in another word: "remove" is to delete. One value must mean just that. */
function deedValues(slot: Slot, context: FillContext): Candidate[] {
  const { values = [], shape, name } = slot;
  if (!modes.has(name.at(-1) ?? "")) return [];
  const deeds = values.filter((value): value is string => typeof value === "string" && onlyActs(value));
  if (deeds.length < 2 || deeds.length < values.length / 2 || shape.type !== "string") return [];
  const { goal, region } = context;
  const at = goal.tokens.findIndex(
    ({ kind, lower }, index) =>
      index >= region.first && index < region.next && kind === "word" && onlyActs(lower) && !isInflected(lower),
  );
  const said = goal.tokens[at]?.lower;
  const meant = said === undefined ? [] : deeds.filter((deed) => sameDeed(deed, said));
  const [only, another] = meant;
  if (only === undefined || another !== undefined) return [];
  const span = { first: at, next: at + 1 };
  return [named(slot, only, { span, context, how: 4 })];
}

/** An enum of "True" and "False", perhaps with "dontcare", is a flag in words. */
function flagValues({ values = [] }: Slot): ReadonlyMap<Json, Json> | undefined {
  const texts = values.filter((value) => typeof value === "string");
  const [yes, no] = ["true", "false"].map((word) => texts.find((text) => text.toLowerCase() === word));
  if (yes === undefined || no === undefined) return undefined;
  return new Map<Json, Json>([
    [true, yes],
    [false, no],
  ]);
}

/**
 * Values of the enum that the goal does not say in their own words: in a word that only begins alike, in one of like meaning,
 * or in words that were learned to go with it. Never for a call that changes something.
 */
function unnamed(slot: Slot, context: FillContext, found: readonly Candidate[]): Candidate[] {
  if (context.strict !== undefined) return [];
  const said = tellingStems(context);
  // "Attractions" that a tool is there to find say nothing of which ones.
  const own = new Set([...context.stems].filter((word) => !context.toolWords.has(word) && !slot.name.includes(word)));
  const shares = (slot.values ?? []).map((value) => shareOf(splitText(String(value)).map(stem), own));
  const most = Math.max(0, ...shares);
  return (slot.values ?? []).slice(0, 40).flatMap((value, place) => {
    // A word that was said goes before what is only learned to go with others.
    if (most >= 2 && (shares[place] ?? 0) < most) return [];
    if (value === null || found.some((candidate) => candidate.value === value)) return [];
    const parts = splitText(String(value)).map(stem);
    const how = likenessOf(parts, own);
    const facts = [
      how,
      1,
      Math.min(place, 3),
      Number(value === slot.shape.schema.default),
      Math.min(found.length, 2),
      shareOf(parts, own),
    ];
    const features = choiceFeatures(hashesOf(slot), facts, parts.map(hashText));
    const ties = pairFeatures(parts, said);
    const learned = how === 5 ? { ties } : {};
    return [{ value, spans: [], soft: true, features: [...features, ...ties], ...learned }];
  });
}

/** The words of the clause that a value which is not named may go by: not those of the tool itself. */
function tellingStems({ goal, region, toolWords }: FillContext): readonly string[] {
  const words = goal.tokens.slice(region.first, region.next).filter((token) => token.kind === "word");
  const telling = words.filter((token) => !stopWords.has(token.lower) && !toolWords.has(token.stem));
  return [...new Set(telling.map((token) => token.stem))].slice(0, mostTelling);
}

const mostTelling = 40;

/** How a value stands to the words that were said: 3 begins alike, 6 means alike, 5 neither. */
function likenessOf(parts: readonly string[], said: ReadonlySet<string>): number {
  if (parts.some((part) => alike(part, said))) return 3;
  return parts.some((part) => hasKin(part, said)) ? 6 : 5;
}

/** How many words of a value are said, in quarters: "family" of "family counselor"; of a word of like meaning half. */
function shareOf(parts: readonly string[], said: ReadonlySet<string>): number {
  const met = parts.filter((part) => said.has(part)).length;
  const alike = met === 0 ? 0 : parts.filter((part) => !said.has(part) && hasKin(part, said)).length;
  return Math.round((4 * met + 2 * alike) / Math.max(1, parts.length));
}

/** Words with a long beginning in common: "fahrenheit" and "fahr", "economic" and "economy". */
function alike(part: string, said: ReadonlySet<string>): boolean {
  if (part.length < 4) return false;
  return [...said].some((word) => word.length >= 4 && (word.startsWith(part.slice(0, 5)) || part.startsWith(word)));
}

function hashesOf(slot: Slot): SlotHashes {
  return slotHashes(slot, slot.senses);
}

/** Values whose words lie inside another value's words ("New" in "Like New", "Comedy" in "Comedy-drama") are dropped. */
function withoutInner(candidates: readonly Candidate[]): Candidate[] {
  const words = candidates.map(({ value }) => splitText(String(value)).length);
  return candidates.filter(({ spans: [span] }, at) => {
    const covers = (other: Span | undefined) =>
      span !== undefined && other !== undefined && other.first <= span.first && other.next >= span.next;
    return !candidates.some(
      ({ spans: [other] }, place) =>
        covers(other) &&
        (length(other) > length(span) || (length(other) === length(span) && (words[place] ?? 0) > (words[at] ?? 0))),
    );
  });
}

function length(span: Span | undefined): number {
  return span === undefined ? 0 : span.next - span.first;
}

interface Naming {
  readonly span: Span;
  readonly context: FillContext;
  /** 1 in the value's own words, 4 in the name that the description gives it, 7 in words that are its example. */
  readonly how?: number;
}

function named(slot: Slot, value: Json, { span, context, how = 1 }: Naming): Candidate {
  const near = nearness(slot.name, { ...nowhere, ...span }, context);
  const inTool = context.goal.tokens
    .slice(span.first, span.next)
    .every(({ stem: word }) => context.toolWords.has(word));
  const other = context.leaves.some((leaf) => leaf !== slot && leaf.values?.includes(value)) ? 1 : 0;
  const facts = [
    how,
    Math.round(near * 4),
    Math.min(length(span), 4),
    Number(inTool),
    other,
    Number(value === slot.shape.schema.default),
    context.words[span.first - 1] ?? 0,
    context.words[span.next] ?? 0,
    Number(negated(context, span.first, [])),
  ];
  const words = context.words.slice(span.first, span.next);
  return { value, spans: [span], soft: false, features: choiceFeatures(hashesOf(slot), facts, words) };
}

/** Nearness looks at a mention's place only. */
const nowhere = { kind: "phrase", text: "", start: 0, end: 0 } as const;

/** A value the description quotes and the goal names: the tool's spelling is taken. */
export function quotedOptions(slot: Slot, context: FillContext): Candidate[] {
  return [...codedValues(slot, context), ...quotedValues(slot, context)];
}

/** "1 for Bangkok": the goal says the name, and the tool takes the value. */
function codedValues(slot: Slot, context: FillContext): Candidate[] {
  return slot.codes.flatMap(({ name, value }) => {
    const span = findWords(name, context);
    return span === undefined ? [] : [named(slot, value, { span, context, how: 4 })];
  });
}

function quotedValues(slot: Slot, context: FillContext): Candidate[] {
  if (slot.shape.type !== "string") return [];
  const quoted = slot.quoted.length < 2 ? [] : slot.quoted.map((value) => ({ value, how: 1 }));
  return [...quoted, ...slot.examples.map((value) => ({ value, how: 7 }))].flatMap(({ value, how }) => {
    const span = findWords(value, context);
    return span === undefined ? [] : [named(slot, value, { span, context, how })];
  });
}

/** Where the words of `value` stand in a row in the goal, inflections allowed. */
function findWords(value: string, { goal, region, taken }: FillContext): Span | undefined {
  const wanted = splitText(value).map(stem);
  if (wanted.length === 0) return undefined;
  for (let first = region.first; first < region.next; first += 1) {
    // A single letter is a value only in its own case: the article "a" is not the grade "A".
    if (value.length === 1 && goal.tokens[first]?.text !== value) continue;
    const span = matchAt(wanted, goal.tokens, first);
    if (span === undefined || span.next > region.next) continue;
    if (!taken.some((other) => overlaps(other, span))) return span;
  }
  return undefined;
}

/** "Two rooms", where the value is "2". */
function findNumber(value: Json, { mentions }: FillContext): Span | undefined {
  if (!/^\d{1,4}$/u.test(String(value))) return undefined;
  return mentions.find(({ number }) => number?.value === Number(value) && !number.percent && !number.money);
}

function matchAt(wanted: readonly string[], tokens: FillContext["goal"]["tokens"], first: number): Span | undefined {
  let done = 0;
  for (let at = first; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    const words = splitText(token.text).map(stem);
    // "In-app balance" is an app balance.
    const parts = at === first && words.length > 1 && words[0] !== wanted[0] ? words.slice(1) : words;
    if (parts.length === 0 && done > 0 && token.text === "-") continue;
    if (parts.length === 0) return undefined;
    for (const part of parts) {
      if (part !== wanted[done]) return undefined;
      done += 1;
      if (done === wanted.length) return { first, next: at + 1 };
    }
  }
  return undefined;
}

/** Words that say a flag is a flag and nothing about which one. */
const flagWords = new Set(
  "is has include including allow enable with return show use should only want need need do be get includ us allow"
    .split(" ")
    .map(stem),
);
const negations = new Set(
  "no not without don't dont never exclude excluding skip avoid doesn't isn't disable".split(" "),
);

export function booleanCandidates(slot: Slot, context: FillContext): Candidate[] {
  const words = slot.name.filter((word) => !flagWords.has(word) && !stopWords.has(word));
  if (words.length === 0) return [];
  const { goal, region } = context;
  const places: number[] = [];
  const met = new Set<string>();
  for (let at = region.first; at < region.next; at += 1) {
    const found = splitText(goal.tokens[at]?.text ?? "")
      .map(stem)
      .filter((word) => words.includes(word));
    for (const word of found) met.add(word);
    if (found.length > 0) places.push(at);
  }
  const share = met.size / words.length;
  const first = places[0];
  if (first === undefined || share < (context.strict === undefined ? 0.3 : 0.5))
    return unsaidFlag(slot, context, words);
  if (isIndifferent(context, first)) return [];
  const said = spoken(context, first);
  const value = said ?? negated(context, first, words) === deniesUnsaid(slot, met);
  const common = [...met].every((word) => context.toolWords.has(word) || (context.sharing.get(word) ?? 1) > 1);
  // "Tax" says nothing of the special tax, where all of the tool is about tax.
  if (common && share < 1 && !slot.required && said === undefined) return [];
  const facts = [
    said === undefined ? 1 : 2,
    Math.round(share * 4),
    Number(value),
    Number([...met].every((word) => context.toolWords.has(word))),
    context.words[first - 1] ?? 0,
    Number(value === slot.shape.schema.default),
    slot.name.length,
    8 * Math.round(share * 4) + 4 * Number(common) + 2 * Number(value) + Number(said === undefined),
  ];
  const features = choiceFeatures(hashesOf(slot), facts, [...met].map(hashText));
  const stated = share === 1 && isWithOrWithout(context, first);
  return [{ value, spans: [{ first, next: first + 1 }], soft: false, features, stated }];
}

/** "With a projector", "without the projector": what is named so is wanted so. */
function isWithOrWithout({ goal }: FillContext, at: number): boolean {
  const before = determiners.has(goal.tokens[at - 1]?.lower ?? "") ? at - 2 : at - 1;
  return /^with(?:out)?$/u.test(goal.tokens[before]?.lower ?? "");
}

/** A flag that no word of the goal names, for words that mean alike or were learned to go with it. */
function unsaidFlag(slot: Slot, context: FillContext, words: readonly string[]): Candidate[] {
  if (context.strict !== undefined) return [];
  const said = tellingStems(context);
  const how = likenessOf(words, context.stems);
  return [true, false].flatMap((value) => {
    if (!value && !slot.required) return [];
    const facts = [how, 0, Number(value), 0, 0, Number(value === slot.shape.schema.default)];
    const features = choiceFeatures(hashesOf(slot), facts, []);
    const pairs = pairFeatures(value ? words : words.map((word) => `no ${word}`), said);
    const learned = how === 5 ? { ties: pairs } : {};
    return [{ value, spans: [], soft: true, features: [...features, ...pairs], ...learned }];
  });
}

const denials = new Set("free no without exclud skip disabl avoid".split(" "));

/** "No entry fee" is what `free_entry` says itself: it is a denial, and its denying word stands for the one in the goal. */
function deniesUnsaid({ name }: Slot, met: ReadonlySet<string>): boolean {
  return name.some((word) => denials.has(word) && !met.has(word));
}

/** `recursive: true`, `dry_run = false`. */
function spoken({ goal, region }: FillContext, at: number): boolean | undefined {
  for (let next = at + 1; next < Math.min(region.next, at + 4); next += 1) {
    const text = goal.tokens[next]?.lower;
    if (text === "true" || text === "false") return text === "true";
  }
  return undefined;
}

const caring = /^(?:care|mind|matter|concern|bother|fuss|worry|worri|insist|prefer|preference|preferenc)/u;

/** "I don't care about a garage", "whether it has one or not": neither is asked for. */
function isIndifferent({ goal, region }: FillContext, at: number): boolean {
  const end = goal.tokens.findIndex(({ text }, index) => index >= at && /^[.;!?,]$/u.test(text));
  const after = goal.tokens.slice(at + 1, Math.min(region.next, end < 0 ? region.next : end)).map(({ lower }) => lower);
  if (after.some((word, index) => word === "or" && after[index + 1] === "not")) return true;
  const before = goal.tokens.slice(Math.max(region.first, at - farthest), at).map(({ lower }) => lower);
  const last = before.findLastIndex((word) => /^(?:[.;!?]|but)$/u.test(word));
  const words = before.slice(last + 1);
  return words.some(
    (word, index) => /^(?:not|no|n['’]t|\p{L}+n['’]?t)$/u.test(word) && caring.test(words[index + 1] ?? ""),
  );
}

/** Words between "don't care" and the last of what is not cared about. */
const farthest = 12;

function negated({ goal, region }: FillContext, at: number, words: readonly string[]): boolean {
  let reach = at - 3;
  for (let before = at - 1; before >= Math.max(region.first, reach); before -= 1) {
    const token = goal.tokens[before];
    // "I do not need a garage or a laundry": what is denied of one is denied of the other.
    if (token?.lower === "or" || token?.lower === "nor") reach -= 4;
    if (determiners.has(token?.lower ?? "")) reach -= 1;
    if (token !== undefined && negations.has(token.lower) && !words.includes(token.stem)) return true;
  }
  return false;
}
