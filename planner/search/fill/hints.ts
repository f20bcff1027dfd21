/**
 * What speaks for and against a mention as the value of a slot, as named amounts. What each is worth is learned; the names
 * are what an explanation of a plan speaks of.
 */
import type { Mention } from "../goal/mention.js";
import { isCapitalised } from "../goal/mentions.js";
import { stem } from "../words/stem.js";
import { determiners, prepositions, stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import type { FillContext } from "./context.js";
import { allCues, cuesFor } from "./cues.js";
import type { Hint } from "./hint.js";
import { nearness } from "./nearness.js";
import type { Sense } from "./sense.js";
import type { Slot } from "./slots.js";
import { isCurrency, isUnit } from "./units.js";

export type Hints = Partial<Record<Hint, number>>;

/** Features of the slot alone, worked out once per call. */
export interface SlotProfile {
  readonly slot: Slot;
  readonly senses: ReadonlySet<Sense>;
  readonly nameCues: ReadonlySet<string>;
  readonly descriptionCues: ReadonlySet<string>;
}

export function profileOf(slot: Slot): SlotProfile {
  return {
    slot,
    senses: slot.senses,
    nameCues: cuesFor(slot.name),
    descriptionCues: cuesFor(slot.description),
  };
}

export function hintsOf(profile: SlotProfile, mention: Mention, context: FillContext): Hints {
  return Object.assign(
    senseFeatures(profile, mention, context),
    kindFeatures(profile, mention),
    nearFeatures(profile, mention, context),
    cueFeatures(profile, mention, context),
    mention.number ? numberFeatures(profile, mention, context) : edgeFeatures(profile, mention, context),
  );
}

function kindFeatures(profile: SlotProfile, mention: Mention): Hints {
  if (profile.slot.shape.type === "string" && mention.number !== undefined) {
    if (mention.number.spelled) return { "kind:number-as-text": 4 };
    return { "kind:number-as-text": mention.number.unit === "" ? 1 : 2 };
  }
  return { [`kind:${mention.kind}`]: 1 };
}

/** Slots that take "Austin, Texas" as one value; a country or state takes its part, a city says so by an example. */
const wholePlaces = new Set(["locat", "location", "loc", "address", "plac", "venu", "area", "destin", "origin"]);

function takesWholePlace({ name, text }: Slot): boolean {
  return (
    name.some((word) => wholePlaces.has(word)) ||
    /\p{Ll}, ?\p{L}{2,}['").]*$|city and (?:state|country)|city, (?:state|country)/u.test(text)
  );
}

const structured: ReadonlySet<string> = new Set<Sense>(["email", "url", "path", "date", "time", "id"]);

function senseFeatures(profile: SlotProfile, mention: Mention, context: FillContext): Hints {
  const { senses, slot } = profile;
  const features: Hints = structured.has(mention.kind)
    ? structuredFit(profile, mention, context)
    : { "sense:clash": clashOf(profile, mention) };
  const { kind } = mention;
  if (kind === "place") features[takesWholePlace(slot) ? "sense:place" : "sense:part"] = 1;
  if (kind === "name" && (senses.has("place") || senses.has("person"))) features["sense:name"] = 1;
  if (kind === "tail" && senses.has("text")) features["sense:text"] = 1;
  if (kind === "quoted" && senses.has("text")) features["sense:text"] = 0.5;
  const code = senses.has("id") || senses.has("year");
  if (mention.number !== undefined && slot.shape.type === "string" && code) features["sense:code"] = 1;
  return features;
}

/** An address, a date, a path: at home in a slot for its kind, a stranger elsewhere, above all if its slot is beside. */
function structuredFit({ senses, slot }: SlotProfile, { kind }: Mention, context: FillContext): Hints {
  // What does not keep a pattern never gets here.
  if (slot.shape.schema.pattern !== undefined) return { "sense:fits": 1 };
  if ([...senses].some((sense) => sense === kind)) return { "sense:fits": 1 };
  if (kind === "date" && senses.has("time")) return { "sense:fits": 0.5 };
  const hasSlot = [...context.senses].some((sense) => sense === kind);
  const stranger = slot.shape.type === "string" && (hasSlot || (senses.size > 0 && !senses.has("text")));
  return stranger ? { "sense:clash": 1 } : {};
}

const idWords = new Set(["id", "uuid", "identifi", "identifier"]);

function clashOf({ senses, slot }: SlotProfile, { kind, number, text }: Mention): number {
  if (senses.has("email") && slot.name.length === 1) return kind === "quoted" ? 0.3 : 1;
  if (senses.has("url") && kind !== "quoted") return 1;
  if (senses.has("date") && number === undefined && kind === "name") return 0.5;
  const isId = slot.shape.type === "string" && idWords.has(slot.name.at(-1) ?? "");
  return isId && !/\d/u.test(text) ? 1.2 : 0;
}

function nearFeatures({ slot }: SlotProfile, mention: Mention, context: FillContext): Hints {
  // The word after "two" in "two charges of 5 C and 7 C" names what follows.
  if (announces(mention, context)) return {};
  return {
    "near:name": nearness(slot.name, mention, context),
    "near:description": nearness(slot.description, mention, context),
  };
}

/** The small word before a mention that announces what it is for. */
export function cueBefore(mention: Mention, { goal, region }: FillContext): string | undefined {
  let at = mention.first - 1;
  while (at >= region.first && determiners.has(goal.tokens[at]?.lower ?? "")) at -= 1;
  const cue = goal.tokens[at]?.lower;
  return at < region.first || cue === undefined || !allCues.has(cue) ? undefined : cue;
}

function cueFeatures(profile: SlotProfile, mention: Mention, context: FillContext): Hints {
  const cue = cueBefore(mention, context);
  if (cue === undefined) return {};
  if (profile.nameCues.has(cue)) return { "cue:name": 1 };
  if (profile.descriptionCues.has(cue)) return { "cue:description": 1 };
  return prepositions.has(cue) ? { "cue:other": 1 } : {};
}

const countWords = new Set(["count", "num", "limit", "quantity", "top", "n", "amount", "size", "max"]);

/** The slot says how many, so "three" is a number to it and no way of speaking. */
function counts({ name }: Slot): boolean {
  return name.some((word) => countWords.has(word));
}

/** "Two charges of 5 C and 7 C", "two cities, Rome and Oslo": the number says how many values follow. */
function announces({ number, next }: Mention, { goal, mentions }: FillContext): boolean {
  if (number === undefined || !number.spelled || number.value < 2) return false;
  const following = mentions.filter((other) => other.first >= next && other.number?.spelled === false);
  return (
    following.length === number.value ||
    goal.lists.some(({ first, range, items }) => !range && first >= next && items.length === number.value)
  );
}

function numberFeatures({ slot, senses }: SlotProfile, mention: Mention, context: FillContext): Hints {
  const reading = mention.number;
  if (reading === undefined) return {};
  const { sharing, strict } = context;
  const features: Hints = reading.spelled && !counts(slot) ? { "number:spelled": 1 } : {};
  if (announces(mention, context)) features["number:announces"] = 1;
  const unit = reading.unit === "" ? "" : stem(reading.unit);
  const shared = (sharing.get(unit) ?? 1) > 1;
  if (unit !== "" && slot.name.includes(unit) && !shared) features["number:unit-name"] = 1;
  else if (unit !== "" && describesUnit(slot, unit)) features["number:unit"] = 1;
  const money = reading.money || (strict !== undefined && isCurrency(reading.unit));
  if (money) features[senses.has("money") ? "number:money" : "number:odd-money"] = 1;
  if (reading.percent) features[senses.has("share") ? "number:share" : "number:odd-share"] = 1;
  const yearLike =
    reading.unit === "" && reading.value >= 1000 && reading.value <= 2100 && Number.isInteger(reading.value);
  if (senses.has("year")) features[yearLike ? "number:year" : "number:odd-year"] = 1;
  return features;
}

/** Unit signs and the words tools describe them with. */
const unitNames: Readonly<Record<string, string>> = {
  cm: "centimet",
  m: "met",
  km: "kilomet",
  mm: "millimet",
  kg: "kilogram",
  g: "gram",
  mg: "milligram",
  lb: "pound",
  s: "second",
  sec: "second",
  ms: "millisecond",
  min: "minut",
  h: "hour",
  hr: "hour",
  ft: "feet",
  in: "inch",
  mi: "mil",
  c: "celsiu",
  f: "fahrenheit",
  k: "kelvin",
  v: "volt",
  w: "watt",
  a: "amper",
  n: "newton",
  j: "joul",
  hz: "hertz",
  pa: "pascal",
  l: "lit",
  ml: "millilit",
  usd: "dollar",
  mph: "speed",
  day: "dai",
};

function describesUnit(slot: Slot, unit: string): boolean {
  if (slot.description.includes(unit)) return true;
  const name = Object.hasOwn(unitNames, unit) ? unitNames[unit] : undefined;
  return name !== undefined && slot.description.some((word) => word.startsWith(name));
}

/** Whether the span starts and ends where a phrase would, and holds words that belong to the tool instead. */
function edgeFeatures({ slot, senses }: SlotProfile, mention: Mention, context: FillContext): Hints {
  if (mention.kind !== "phrase" && mention.kind !== "name") return {};
  const { tokens } = context.goal;
  const features: Hints = {};
  if (mention.kind === "phrase") {
    if (opens(context, mention.first - 1, slot)) features["edge:left"] = 1;
    if (closes(context, mention.next, slot)) features["edge:right"] = 1;
    const inside = tokens.slice(mention.first, mention.next);
    const verbs = isVerb(inside[0]?.lower ?? "") ? 1 : 0;
    if (verbs > 0) features["edge:verb"] = 1;
    if (inside.some(isCapitalised) && !inside.every((token) => isCapitalised(token))) features["edge:mixed-case"] = 1;
    if (!inside.some(isCapitalised) && (senses.has("place") || senses.has("person"))) features["sense:common"] = 1;
    if (cutsName(context, mention)) features["edge:cuts-name"] = 1;
    if (inside[0]?.kind === "number" && inside.length > 1) features["phrase:amount"] = 1;
  }
  addWords(features, slot, { ...context, mention });
  return features;
}

/** What takes the name of a unit as its value. */
const unitSlots = new Set(["unit", "unity", "currency", "currenc", "scal", "scale", "from", "to", "measur", "system"]);

type Inside = Pick<FillContext, "goal" | "toolWords" | "slotWords"> & { readonly mention: Mention };

function addWords(features: Hints, slot: Slot, { mention: { first, next }, goal, toolWords, slotWords }: Inside): void {
  let [tool, own, other] = [0, 0, 0];
  for (let at = first; at < next; at += 1) {
    const word = goal.tokens[at]?.stem ?? "";
    if (toolWords.has(word)) tool += 1;
    if (slot.name.includes(word)) own += 1;
    else if (slotWords.has(word)) other += 1;
  }
  const count = next - first;
  features["words:tool"] = tool / count;
  features["words:slot"] = own / count;
  features["words:other-slot"] = other / count;
  features["words:count"] = Math.min(count, 6) - 1;
  const units = goal.tokens.slice(first, next).every(({ lower, kind }) => kind === "word" && isUnit(lower));
  if (units) features[slot.name.some((word) => unitSlots.has(word)) ? "words:unit" : "words:odd-unit"] = 1;
}

/** Part of a name without the rest of it. */
function cutsName({ goal }: FillContext, mention: Mention): boolean {
  const { tokens } = goal;
  const before = isCapitalised(tokens[mention.first]) && isCapitalised(tokens[mention.first - 1]) && mention.first > 1;
  return before || (isCapitalised(tokens[mention.next - 1]) && isCapitalised(tokens[mention.next]));
}

function opens({ goal, toolWords, region }: FillContext, at: number, slot: Slot): boolean {
  const token = goal.tokens[at];
  if (token === undefined || at < region.first || token.kind === "punctuation") return true;
  if (token.kind !== "word" || token.end === goal.tokens[at + 1]?.start) return false;
  return (
    stopWords.has(token.lower) || toolWords.has(token.stem) || slot.name.includes(token.stem) || isVerb(token.lower)
  );
}

function closes({ goal, toolWords, region }: FillContext, at: number, slot: Slot): boolean {
  const token = goal.tokens[at];
  if (token === undefined || at >= region.next || token.kind !== "word") return true;
  return stopWords.has(token.lower) || toolWords.has(token.stem) || slot.name.includes(token.stem);
}
