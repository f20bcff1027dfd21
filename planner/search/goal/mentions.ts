import { determiners, stopWords, vagueWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import { addressEnd } from "./addresses.js";
import { hoursAndMinutes, isoDate } from "./dates.js";
import { dictatedAt } from "./dictated.js";
import type { Mention, MentionKind, Span } from "./mention.js";
import { numberAt } from "./numbers.js";
import { cityLength, isState } from "./places.js";
import type { Token } from "./token.js";

/** Lower-case words inside names: `Bank of America`, `Leonardo da Vinci`. */
const nameLinks = new Set("of de da del la le van von der du & 's".split(" "));

/** Longest run of words offered as one phrase. */
const longestPhrase = 6;

/** A text with its tokens. */
export interface Words {
  readonly text: string;
  /** The day that "tomorrow" is counted from, `YYYY-MM-DD`. */
  readonly today?: string | undefined;
  readonly tokens: readonly Token[];
}

/** Every stretch of the words that may become an argument, in order of where it starts, longer ones first. */
export function findMentions(words: Words): Mention[] {
  const all = [
    ...withTimes(withYears(structured(words), words), words),
    ...names(words),
    ...addresses(words),
    ...phrases(words),
    ...tails(words),
  ];
  return all.sort((a, b) => a.start - b.start || b.end - a.end);
}

function structured(words: Words): Mention[] {
  const { tokens } = words;
  const found: Mention[] = [];
  for (let index = 0; index < tokens.length; ) {
    const number = numberAt(tokens, index);
    if (number !== undefined) {
      found.push({ ...mention(words, "number", { first: index, next: number.next }), number: number.reading });
      index = number.next;
      continue;
    }
    const token = tokens[index];
    if (token !== undefined && token.kind !== "word" && token.kind !== "punctuation") {
      const date = token.kind === "date" ? isoDate(token.text, words.today) : undefined;
      found.push({ ...mention(words, token.kind, { first: index, next: index + 1 }), text: token.text, date });
    }
    const day = dayAt(words, index);
    if (day !== undefined) found.push(day);
    index += 1;
  }
  return found;
}

/** "March 9 to March 12 2027": the year that is said once is that of both. */
function withYears(found: readonly Mention[], { today }: Words): Mention[] {
  return found.map((mention, index) => {
    const other = found[index + 1];
    if (mention.kind !== "date" || other?.kind !== "date" || other.first > mention.next + 1) return mention;
    const year = /\d{4}$/u.exec(other.text)?.[0];
    if (year === undefined || /\d{4}/u.test(mention.text)) return mention;
    return { ...mention, date: isoDate(`${mention.text} ${year}`, today) };
  });
}

/** Words between a day and a time of it. */
const longestJoint = 2;

/** "March 19, 2024, at 3 pm": a moment, beside the day and the time alone. */
function withTimes(found: readonly Mention[], words: Words): Mention[] {
  return found.flatMap((day, index) => {
    const time = found[index + 1];
    const clock = time?.kind === "time" ? hoursAndMinutes(time.text) : undefined;
    if (day.kind !== "date" || day.date?.length !== 10 || time === undefined || clock === undefined) return [day];
    const joint = words.tokens.slice(day.next, time.first);
    if (joint.length > longestJoint || !joint.every(({ lower }) => /^(?:at|,|around|from)$/u.test(lower))) return [day];
    const [hours, minutes] = [clock.hours, clock.minutes].map((part) => String(part).padStart(2, "0"));
    const span = { first: day.first, next: time.next };
    return [day, { ...mention(words, "date", span), date: `${day.date}T${hours}:${minutes}:00` }];
  });
}

function addresses(words: Words): Mention[] {
  return words.tokens.flatMap((_, first) => {
    const next = addressEnd(words.tokens, first);
    return next === undefined ? [] : [mention(words, "place", { first, next })];
  });
}

const dayNames = new Set("today tomorrow monday tuesday wednesday thursday friday saturday sunday".split(" "));

/** A day named from today on: a date only where it is known what day today is. */
function dayAt(words: Words, index: number): Mention | undefined {
  const token = words.tokens[index];
  if (words.today === undefined || token === undefined || !dayNames.has(token.lower)) return undefined;
  const before = words.tokens[index - 1]?.lower ?? "";
  if (/^(?:last|past|previous|every|each|after)$/u.test(before)) return undefined;
  // "This Sunday 2023-10-01": the date says which one.
  const beside = words.tokens.slice(index + 1, index + 3);
  if (beside.find(({ text }) => !/^[,.(]$/u.test(text))?.kind === "date") return undefined;
  const date = isoDate(token.lower, words.today);
  return { ...mention(words, "date", { first: index, next: index + 1 }), date };
}

/** Runs of capitalised words; the first word of a sentence counts only when it cannot be an ordinary word there. */
function names(words: Words): Mention[] {
  const { tokens } = words;
  const found: Mention[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    if (!startsName(tokens, index)) continue;
    if (isUnitSign(tokens, index)) continue;
    const next = Math.max(nameEnd(tokens, index), cityEnd(tokens, index));
    found.push(mention(words, "name", { first: index, next }));
    const place = placeEnd(tokens, next);
    if (place !== undefined) found.push(mention(words, "place", { first: index, next: place }));
    index = next - 1;
  }
  return found;
}

/** `5C`, `300 K`, `50 USD`: capitals after a number are its unit. */
function isUnitSign(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (before === undefined || token === undefined) return false;
  const follows =
    before.kind === "number" || before.text === "°" || /^(?:thousand|million|billion)$/u.test(before.lower);
  return follows && (/^\p{Lu}{1,3}$/u.test(token.text) || before.end === token.start);
}

function startsName(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  if (cityEnd(tokens, index) > index) return true;
  if (!isCapitalised(token) || announcing.has(token.text)) return false;
  if (!startsSentence(tokens, index)) return token.lower !== "i" && !stopWords.has(token.lower);
  return !stopWords.has(token.lower) && !isVerb(token.lower) && isCapitalised(tokens[index + 1]);
}

/** "ID 12", "UUID SUPERFANCY": what is called so follows. */
const announcing = new Set("ID IDs UUID UUIDs IP URL URLs URI SKU PIN ISBN ID's".split(" "));

/** Without a capital "a mountain view" is no city, and "in mountain view" is. */
const beforePlace = new Set("in at near from to around for visiting".split(" "));

/** The end of a city's name of several words, however it is written: `san francisco`, `St. Helena`. */
function cityEnd(tokens: readonly Token[], first: number): number {
  const dotted = tokens[first + 1]?.text === "." && /^st$/iu.test(tokens[first]?.text ?? "");
  const words = tokens.slice(first, first + 4).flatMap(({ text }) => (dotted && text === "." ? [] : [text]));
  const [head = "", ...rest] = words;
  const length = cityLength([dotted ? `${head}.` : head, ...rest]);
  const plain = isCapitalised(tokens[first]) || beforePlace.has(tokens[first - 1]?.lower ?? "");
  return length === 0 || !plain ? first : first + length + Number(dotted);
}

function nameEnd(tokens: readonly Token[], first: number): number {
  let next = first + 1;
  while (next < tokens.length) {
    if (isCapitalised(tokens[next])) next += 1;
    else if (nameLinks.has(tokens[next]?.lower ?? "") && isCapitalised(tokens[next + 1])) next += 2;
    else if (tokens[next]?.lower === "of" && tokens[next + 1]?.lower === "the" && isCapitalised(tokens[next + 2]))
      next += 3;
    else break;
  }
  return generic.has(tokens[next]?.lower ?? "") ? next + 1 : next;
}

/** What kind of thing a name is of, where the word belongs to the name: "Mississippi river", "Canadian dollars". */
const generic = new Set(
  "river rivers rainforest forest lake sea ocean desert mountains islands peninsula dollar dollars pounds francs age era dynasty".split(
    " ",
  ),
);

/** `Austin, Texas`: a name, a comma, a name, and no third one, which would make it a list. */
function placeEnd(tokens: readonly Token[], next: number): number | undefined {
  const follower = tokens[next]?.text ?? "";
  // "Austin texas": a state may follow without a comma.
  if (follower !== "," && isState(follower) && !isCapitalised(tokens[next + 1])) return next + 1;
  if (follower !== "," || !isCapitalised(tokens[next + 1]) || stopWords.has(tokens[next + 1]?.lower ?? ""))
    return undefined;
  const end = nameEnd(tokens, next + 1);
  const state = /^\p{Lu}{2}$/u.test(tokens[next + 1]?.text ?? "");
  const goesOn = /^(?:,|and|or|&)$/u.test(tokens[end]?.lower ?? "") && isCapitalised(tokens[end + 1]);
  return state || !goesOn ? end : undefined;
}

export function isCapitalised(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.text);
}

function startsSentence(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before === undefined || /^[.!?:;]$/u.test(before.text);
}

/** Runs of up to six words between stop words and punctuation. */
function phrases(words: Words): Mention[] {
  const { tokens } = words;
  const found: Mention[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    if (!fitsPhrase(tokens[first]) || isOrder(tokens, first)) continue;
    for (let next = first + 1; next <= Math.min(tokens.length, first + longestPhrase); next += 1) {
      const fits = fitsPhrase(tokens[next - 1]);
      if (!fits && !linksPhrase(tokens, next - 1)) break;
      if (fits) found.push(mention(words, "phrase", { first, next }));
    }
  }
  return found;
}

/** The verb that a sentence opens with says what to do. */
function isOrder(tokens: readonly Token[], index: number): boolean {
  return startsSentence(tokens, index) && isVerb(tokens[index]?.lower ?? "");
}

function fitsPhrase(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "number" || token.kind === "id") return true;
  return token.kind === "word" && !stopWords.has(token.lower) && !vagueWords.has(token.lower);
}

/** `theory of evolution`, `points per game`: such a word may stand inside a phrase. */
function linksPhrase(tokens: readonly Token[], at: number): boolean {
  return /^(?:of|per)$/u.test(tokens[at]?.lower ?? "") && fitsPhrase(tokens[at + 1]);
}

const tailOpeners = new Set(
  "about saying says say that regarding concerning titled called named for content message text subject title body note reading".split(
    " ",
  ),
);

/** From after an opening word or a colon to the end of the sentence: what to write, say or look for. */
function tails(words: Words): Mention[] {
  const { tokens } = words;
  const found: Mention[] = [];
  let end = tokens.length;
  const dictated = dictatedAt(tokens);
  for (let index = tokens.length - 1; index > 0; index -= 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (/^[.!?;]$/u.test(token.text)) end = index;
    if (index + 1 === dictated && end > dictated) found.push(mention(words, "tail", { first: dictated, next: end }));
    const opens = token.text === ":" || (token.kind === "word" && tailOpeners.has(token.lower));
    const first = tailStart(tokens, index);
    if (!opens || end - first <= 1 || end - first > 40) continue;
    const quotes = tokens.slice(first, end).some(({ kind }) => kind === "quoted");
    if (!quotes) found.push(mention(words, "tail", { first, next: end }));
  }
  return found;
}

const naming = new Set("about regarding concerning titled called named for".split(" "));

/** A dash or, where a thing is named, its article is no part of what is named. */
function tailStart(tokens: readonly Token[], opener: number): number {
  const after = tokens[opener + 1];
  const skips = after?.text === "-" || (naming.has(tokens[opener]?.lower ?? "") && determiners.has(after?.lower ?? ""));
  return skips ? opener + 2 : opener + 1;
}

function mention(words: Words, kind: MentionKind, { first, next }: Span): Mention {
  const start = words.tokens[first]?.start ?? 0;
  const end = words.tokens[next - 1]?.end ?? start;
  return { kind, text: words.text.slice(start, end), start, end, first, next };
}
