import { determiners, stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import { isHard, type Mention, type MentionList } from "./mention.js";
import type { Words } from "./mentions.js";

/** Mentions in a row: `Paris, Rome and Oslo`, `[3, 1, 2]`, `milk, eggs and bread`. */
export function findLists(words: Words, mentions: readonly Mention[]): MentionList[] {
  const byStart = itemsByStart(words, mentions);
  const lists: MentionList[] = [];
  for (let index = 0; index < words.tokens.length; index += 1) {
    const list = listAt(words, byStart, index);
    if (list === undefined || mentions.some((mention) => isPlace(mention, list))) continue;
    lists.push(list, ...cutShorter(byStart, list));
    index = list.next - 1;
  }
  return [...lists, ...ranges(words, mentions)];
}

/** "The price of tomatoes and lettuce", "rock and jazz concerts": what stands around the items may be taken for a part of one. */
function cutShorter(byStart: ItemsByStart, { items, next, ...list }: MentionList): MentionList[] {
  const [head, ...rest] = items;
  const last = rest.pop();
  if (head?.kind !== "phrase" || last?.kind !== "phrase" || list.bracketed) return [];
  const inside = Array.from(
    { length: isNamed(head) ? 0 : head.next - head.first - 1 },
    (_, at) => byStart.get(head.first + 1 + at) ?? [],
  );
  const heads = inside.flatMap((found) => found.filter((item) => item.next === head.next));
  const lasts = isNamed(last) ? [] : (byStart.get(last.first) ?? []).filter((item) => item.next < last.next);
  return [...heads.map((item) => [item, ...rest, last]), ...lasts.map((item) => [head, ...rest, item])]
    .filter((cut) => cut.every(({ kind }) => kind === "phrase"))
    .map((cut) => ({ ...list, items: cut, first: cut[0]?.first ?? 0, next: cut.at(-1)?.next ?? next }));
}

/** `from x=1 to x=3`, `2015 to 2021`: two numbers that bound a range. */
function ranges(words: Words, mentions: readonly Mention[]): MentionList[] {
  const numbers = mentions.filter((mention) => mention.kind === "number" && mention.number?.spelled === false);
  return numbers.flatMap((low, index) => {
    const high = numbers[index + 1];
    if (high === undefined) return [];
    const between = words.tokens.slice(low.next, high.first).map((token) => token.lower);
    const bounded = /^(?:\p{L}{1,12} )?(?:to|-|–|until)(?: \p{L} =)?$/u.test(between.join(" "));
    return bounded ? [{ items: [low, high], first: low.first, next: high.next, bracketed: false, range: true }] : [];
  });
}

/** "Austin, Texas" is one place and no list. */
function isPlace(mention: Mention, { first, next, items }: MentionList): boolean {
  return mention.kind === "place" && items.length === 2 && mention.first === first && mention.next === next;
}

type ItemsByStart = ReadonlyMap<number, readonly Mention[]>;

/** For each token index, the mentions that would be list items if a list began or went on there, the likeliest first. */
function itemsByStart(words: Words, mentions: readonly Mention[]): ItemsByStart {
  const items = new Map<number, Mention[]>();
  for (const mention of mentions) {
    if (rank(words, mention) >= 0) items.set(mention.first, [...(items.get(mention.first) ?? []), mention]);
  }
  for (const found of items.values()) found.sort((a, b) => rank(words, b) - rank(words, a));
  return items;
}

/** The item that begins at a token: rather one that reaches the next separator, so that "Homo sapiens and…" is not cut. */
function itemAt(words: Words, options: readonly Mention[], before: Mention | undefined): Mention | undefined {
  const [likeliest, ...others] = options;
  if (likeliest === undefined) return undefined;
  const reaches = (item: Mention) => separatorEnd(words, afterUnit(words, item)) !== undefined;
  if (likeliest.kind === "name" && !reaches(likeliest)) {
    const longer = others.filter(({ kind, next }) => kind === "phrase" && next > likeliest.next);
    const whole = longer.find(before === undefined ? reaches : (item) => isNamed(before) && sameSort(before, item));
    if (whole !== undefined) return whole;
  }
  return sameSort(before, likeliest) ? likeliest : undefined;
}

/** A phrase that begins with a name. */
function isNamed({ kind, text }: Mention): boolean {
  return kind === "phrase" && /^\p{Lu}/u.test(text);
}

/** Hard mentions before phrases; of phrases the one that reaches the next separator or stop word. */
function rank(words: Words, mention: Mention): number {
  if (mention.kind === "tail") return -1;
  if (mention.kind === "place") return /\p{Lu}{2}$/u.test(mention.text) ? 1_000 : -1;
  if (isHard(mention)) return 100;
  const inside = words.tokens.slice(mention.first, mention.next);
  const odd = isVerb(inside[0]?.lower ?? "") || (inside.length > 1 && inside.some((token) => token.kind === "id"));
  return odd ? -1 : inside.length;
}

function listAt(words: Words, byStart: ItemsByStart, first: number): MentionList | undefined {
  const bracket = closingOf(words.tokens[first - 1]?.text);
  const items: Mention[] = [];
  let next = first;
  for (;;) {
    const item = itemAt(words, byStart.get(next) ?? [], items[0]);
    if (item === undefined) break;
    items.push(item);
    const separator = separatorEnd(words, afterUnit(words, item));
    if (separator === undefined) break;
    next = afterNoun(words, first, separator);
  }
  const last = items.at(-1);
  if (last === undefined) return undefined;
  const bracketed = bracket !== undefined && words.tokens[afterUnit(words, last)]?.text === bracket;
  if (items.length < 2 && !bracketed) return undefined;
  return { items, first, next: last.next, bracketed, range: false };
}

function closingOf(text: string | undefined): string | undefined {
  return text === "[" ? "]" : text === "(" ? ")" : text === "{" ? "}" : undefined;
}

function sameSort(first: Mention | undefined, item: Mention): boolean {
  if (first === undefined) return true;
  const soft = (mention: Mention) => (mention.kind === "place" ? "name" : mention.kind);
  return soft(first) === soft(item);
}

/** The number's unit stands between it and the separator: `6 cm and 10 cm`. */
function afterUnit(words: Words, item: Mention): number {
  const unit = item.number?.unit ?? "";
  return unit !== "" && words.tokens[item.next]?.lower === unit && !isJoiner(unit) ? item.next + 1 : item.next;
}

function separatorEnd(words: Words, at: number): number | undefined {
  const comma = words.tokens[at]?.text === ",";
  const joiner = isJoiner(words.tokens[comma ? at + 1 : at]?.lower ?? "");
  if (!comma && !joiner) return undefined;
  return at + (comma ? 1 : 0) + (joiner ? 1 : 0);
}

/** "The ticket T-1, the ticket T-2": the noun may be said again before each item. */
function afterNoun({ tokens }: Words, first: number, at: number): number {
  const noun = tokens[first - 1];
  const start = determiners.has(tokens[at]?.lower ?? "") ? at + 1 : at;
  const again = noun?.kind === "word" && tokens[start]?.stem === noun.stem && !stopWords.has(noun.lower);
  return again ? start + 1 : at;
}

function isJoiner(text: string): boolean {
  return text === "and" || text === "or" || text === "&";
}
