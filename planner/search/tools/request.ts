/** What a clause asks for: its verbs in the places where a request has them, and its telling words. */
import { dictatedAt } from "../goal/dictated.js";
import type { Goal } from "../goal/goal.js";
import { isHard, overlaps, type Span } from "../goal/mention.js";
import { isCapitalised } from "../goal/mentions.js";
import { objectAfter } from "../goal/object.js";
import type { Token } from "../goal/token.js";
import { splitText } from "../words/split.js";
import { stem } from "../words/stem.js";
import { determiners, stopWords } from "../words/stopwords.js";
import { canLook, deedOfNoun, isInflected, isVerb, lightVerbs, onlyActs } from "../words/verbs.js";

export interface Request {
  /** Verbs in the imperative or after `to`, as written. Empty for a question. */
  readonly verbs: readonly string[];
  /** Where they stand. */
  readonly verbSpans: readonly Span[];
  /** The word a request would open with its verb, whether it is known as one or not. */
  readonly opening: Span | undefined;
  /** The request is for a change and not for a look. */
  readonly acts: boolean;
  /** It opens with the verb of a change: "delete it", not "I want to rent one". */
  readonly commands: boolean;
  /** Stem of the word that must be a verb by its place ("frobnicate the service") and is none we know. */
  readonly unknownDeed: string | undefined;
  /** Stem of the word with an object that stands where a request has its verb, where that is none we know: "finalize invoice in_12". */
  readonly order: string | undefined;
  /** Stems that are told of and not ordered: "someone fired", "do not fire", "should I fire". */
  readonly told: ReadonlySet<string>;
  /** Telling stems of the clause, each once. Quoted text and values do not count. */
  readonly stems: readonly string[];
  /** Stems inside names and other values: that no tool knows them says nothing. */
  readonly valueStems: ReadonlySet<string>;
  /** All words of the clause, for finding a deed that stands elsewhere. */
  readonly words: readonly string[];
  /** Stems of what the deed is done to: "the payment intent" of "cancel the payment intent pi_1". */
  readonly object: readonly string[];
  /** Stems of what is only wished for: "a cab" of "I need a cab to the station". */
  readonly wanted: readonly string[];
  /** What may be the full name of a tool: "use 'sort_list'". */
  readonly named: ReadonlySet<string>;
  /** Numbers as they are written: they may be a part of a tool's name. */
  readonly numbers: ReadonlySet<string>;
  /** How many values the clause plainly holds. */
  readonly values: number;
}

const beforeVerb = new Set("to and please then you also let's lets , me us i we just now".split(" "));
const politeOpenings = new Set(
  "please kindly can could would will you i i'd i'll we want need like to help me us let let's lets just now hey hi hello ok okay then also and".split(
    " ",
  ),
);

export function requestOf(goal: Goal, clause: Span): Request {
  const tokens = goal.tokens.slice(clause.first, clause.next);
  const words = tokens.filter((token) => token.kind === "word");
  const isDictated = dictatedAt(tokens) !== undefined;
  const verbs = [...requestVerbs(tokens), ...(isDictated ? ["execute"] : [])];
  const said = words.flatMap((token) => (stopWords.has(token.lower) ? [] : stemsOf(token)));
  const stems = isDictated ? [...said, ...["execute", "command"].map(stem)] : said;
  return {
    verbs,
    verbSpans: verbSpansOf(tokens, clause.first, verbs),
    opening: openingOf(tokens, clause.first),
    acts: verbs.some(onlyActs) || isPhrasal(tokens),
    commands: isOrder(tokens) || isPhrasal(tokens),
    unknownDeed: unknownDeedOf(tokens, verbs),
    order: orderOf(tokens, verbs),
    told: toldIn(tokens),
    object: objectOf(tokens, verbs),
    stems: [...new Set(stems)],
    valueStems: valueStemsOf(goal, clause),
    words: words.map((token) => token.lower),
    wanted: verbs.length > 0 ? [] : wantedIn(tokens),
    named: new Set(tokens.filter(({ kind }) => naming.has(kind)).map(({ lower }) => lower)),
    numbers: new Set(tokens.filter(({ kind }) => kind === "number").map(({ text }) => text)),
    values: goal.mentions.filter((mention) => isHard(mention) && overlaps(mention, clause)).length,
  };
}

/** `get_thing_42` reads like an identifier. */
const naming = new Set<Token["kind"]>(["quoted", "word", "id"]);

const wishing = new Set("need want require like".split(" "));

function wantedIn(tokens: readonly Token[]): readonly string[] {
  const at = tokens.findIndex(
    ({ lower }, index) => wishing.has(lower) && /^(?:i|we|i['’]d|we['’]d|would)$/u.test(tokens[index - 1]?.lower ?? ""),
  );
  if (at < 0 || !/^(?:an?|some)$/u.test(tokens[at + 1]?.lower ?? "")) return [];
  const { first, next } = objectAfter(tokens, at + 2);
  return tokens.slice(first, next).map((token) => token.stem);
}

function objectOf(tokens: readonly Token[], verbs: readonly string[]): readonly string[] {
  const acts = tokens.findIndex(({ lower }) => verbs.includes(lower) && !canLook(lower));
  const looks = tokens.findIndex(({ lower }) => verbs.includes(lower));
  const at = [acts, looks].find((index) => index >= 0) ?? openingAt(tokens);
  const { first, next } = objectAfter(tokens, at + 1);
  return tokens.slice(first, next).flatMap((token) => (determiners.has(token.lower) ? [] : [token.stem]));
}

/** "Purchase it", not "I purchased it". */
function isOrder(tokens: readonly Token[]): boolean {
  const at = openingAt(tokens);
  const verb = tokens[at]?.lower ?? "";
  const told = isInflected(verb) && /^(?:i|we)$/u.test(tokens[at - 1]?.lower ?? "");
  return onlyActs(verb) && !told && !isSubject(tokens, at);
}

const particles = new Set("down off back out up over away".split(" "));
/** Verbs that only look or compute with a particle too: "look up", "find out", "round off". */
const lookingWithParticle = new Set(
  "look find work figure read list count add sum round check point search go come eat dine hang pull".split(" "),
);

/** "Take down", "switch off", "bring back": whatever it is, it changes something. */
function isPhrasal(tokens: readonly Token[]): boolean {
  const at = openingAt(tokens);
  const [verb, particle] = [tokens[at], tokens[at + 1]];
  if (verb?.kind !== "word" || stopWords.has(verb.lower) || lookingWithParticle.has(verb.lower)) return false;
  return particles.has(particle?.lower ?? "");
}

function unknownDeedOf(tokens: readonly Token[], verbs: readonly string[]): string | undefined {
  const at = openingAt(tokens);
  // "I made a purchase" tells; it asks for nothing.
  if (verbs.length > 0 || tokens[at - 1]?.lower === "i") return undefined;
  const [verb, object] = [tokens[at], tokens[at + 1]];
  if (verb?.kind !== "word" || stopWords.has(verb.lower) || isVerb(verb.lower) || experiences.has(verb.lower))
    return undefined;
  const isOrder = determiners.has(object?.lower ?? "") || isThingWithValue(tokens, at + 1);
  return isOrder ? verb.stem : undefined;
}

/** "Movie 550" of "rate movie 550": a thing by its identifier, that something is to be done to. */
function isThingWithValue(tokens: readonly Token[], index: number): boolean {
  const thing = tokens[index];
  return (
    thing?.kind === "word" && !isCapitalised(thing) && !stopWords.has(thing.lower) && isIdentifier(tokens, index + 1)
  );
}

function orderOf(tokens: readonly Token[], verbs: readonly string[]): string | undefined {
  const at = openingAt(tokens);
  const [verb, object] = [tokens[at], tokens[at + 1]];
  if (verbs.length > 0 || verb?.kind !== "word" || isVerb(verb.lower) || stopWords.has(verb.lower)) return undefined;
  // "Gently delete": how it is done.
  if (verb.lower.endsWith("ly")) return undefined;
  const isObject =
    object !== undefined && (determiners.has(object.lower) || object.lower === "to" || !stopWords.has(object.lower));
  return isObject && object.kind !== "punctuation" ? verb.stem : undefined;
}

const tellers = new Set(
  "i we they he she it someone somebody anyone anybody everyone everybody nobody not never n't don't doesn't didn't cannot can't won't avoid without stop".split(
    " ",
  ),
);
const toldOpenings = new Set("did does do has have had was were should would is are am may might must".split(" "));

/** What follows whoever did it, or a denial; after "did" and the like everything that is no object of anything. */
function toldIn(tokens: readonly Token[]): ReadonlySet<string> {
  const asks = toldOpenings.has(tokens[openingAt(tokens)]?.lower ?? "");
  const told = tokens.filter(({ kind }, at) => {
    const before = tokens[at - 1]?.lower ?? "";
    return kind === "word" && (tellers.has(before) || (asks && at > 0 && !determiners.has(before)));
  });
  return new Set(told.map((token) => token.stem));
}

/** What people want to do themselves: no deed of a tool. */
const experiences = new Set(
  "visit attend travel go eat dine stay fly ride enjoy learn know live spend try drive".split(" "),
);

function openingAt(tokens: readonly Token[]): number {
  return tokens.findIndex((token) => !politeOpenings.has(token.lower) && token.kind !== "punctuation");
}

function openingOf(tokens: readonly Token[], first: number): Span | undefined {
  const at = openingAt(tokens);
  return at < 0 ? undefined : { first: first + at, next: first + at + 1 };
}

/** More verbs than this make a text, not a request. */
const mostVerbs = 20;

function verbSpansOf(tokens: readonly Token[], first: number, verbs: readonly string[]): Span[] {
  const known = new Set(verbs);
  const spans = tokens.flatMap((token, index) =>
    known.has(token.lower) ? [{ first: first + index, next: first + index + 1 }] : [],
  );
  return spans.slice(0, mostVerbs);
}

function valueStemsOf(goal: Goal, clause: Span): ReadonlySet<string> {
  const values = goal.mentions.filter((mention) => isHard(mention) && overlaps(mention, clause));
  return new Set(values.flatMap((value) => goal.tokens.slice(value.first, value.next).flatMap(stemsOf)));
}

function stemsOf(token: Token): string[] {
  return [...new Set([token.stem, token.stem.replaceAll("-", ""), ...splitText(token.text).map(stem)])];
}

function requestVerbs(tokens: readonly Token[]): string[] {
  const opening = openingAt(tokens);
  return tokens.flatMap((token, index) => {
    const before = /\p{Ll}{3}ly$/u.test(tokens[index - 1]?.lower ?? "") ? index - 2 : index - 1;
    const asks = index === opening || (before >= 0 && beforeVerb.has(tokens[before]?.lower ?? ""));
    if (!asks || token.kind !== "word" || isSupposed(tokens, index)) return [];
    const isName = index !== opening && isCapitalised(token);
    const isNoun = isName || namesThing(tokens, index) || isSubject(tokens, index);
    const verb = isVerb(token.lower) && !isInflected(token.lower) && !isNoun;
    const own = verb ? [token.lower, ...setsUp(tokens, index)] : [];
    return lightVerbs.has(token.lower) ? [...own, ...nounDeeds(tokens, index)] : own;
  });
}

/** "Invoice INV-7 should be voided": what something is to be done to opens the sentence. */
function isSubject(tokens: readonly Token[], index: number): boolean {
  const after = tokens.slice(index + 1, index + 5).map(({ lower }) => lower);
  const must = after.findIndex((word) => /^(?:should|must|needs?|has|ought)$/u.test(word));
  return must > 0 && /^(?:be|to)$/u.test(after[must + 1] ?? tokens[index + 2 + must]?.lower ?? "");
}

const supposing = new Set("if when whenever once while because since until unless".split(" "));

/** "If you play 20 times", "when I switch": whoever is spoken of does it, and nobody is asked to. */
function isSupposed(tokens: readonly Token[], index: number): boolean {
  return /^(?:i|you|we)$/u.test(tokens[index - 1]?.lower ?? "") && supposing.has(tokens[index - 2]?.lower ?? "");
}

/** Of several nouns in a row, "a payment request", the last one says what is done. */
function nounDeeds(tokens: readonly Token[], index: number): string[] {
  const deeds = tokens.slice(index + 1, index + 5).map(({ lower }) => deedOfNoun(lower));
  const first = deeds.findIndex((deed) => deed !== undefined);
  if (first < 0 || first > 2) return [];
  return [deeds[first + 1] ?? deeds[first] ?? ""];
}

/** "Set up a server", "set a new alarm": there was none before. */
function setsUp(tokens: readonly Token[], index: number): string[] {
  if (tokens[index]?.lower !== "set") return [];
  const isNew = tokens.slice(index + 1, index + 3).some(({ lower }) => lower === "up" || lower === "new");
  return isNew ? ["create"] : [];
}

/** Before `of` a word that could be a verb is a noun, "the end of the list"; so is one that a change is made to: "add it to list 8". */
function namesThing(tokens: readonly Token[], index: number): boolean {
  if (tokens[index + 1]?.lower === "of") return true;
  const isTarget = tokens[index - 1]?.lower === "to" && onlyActs(tokens[openingAt(tokens)]?.lower ?? "");
  return isTarget && index > openingAt(tokens) + 1 && isIdentifier(tokens, index + 1);
}

/** A number that counts nothing, or an id. */
function isIdentifier(tokens: readonly Token[], index: number): boolean {
  const [value, after] = [tokens[index], tokens[index + 1]];
  if (value?.kind === "id") return true;
  return value?.kind === "number" && (after?.kind !== "word" || stopWords.has(after.lower));
}
