/** Words that put many things in order and take from one end: "the latest", "the two newest", "the second largest", "the top 3". */
import { isUnit } from "../fill/units.js";
import { numberAt } from "../goal/numbers.js";
import type { Token } from "../goal/token.js";
import type { Direction, Order } from "./modifier.js";

type Meaning = Pick<Order, "by" | "direction">;

const order = (by: Order["by"], direction: Direction): Meaning => ({ by, direction });

/** Longest first, so that `most recent` is not read as `most`. */
const phrases: readonly (readonly [readonly string[], Meaning])[] = (
  [
    ["most recent", order("age", "most")],
    ["latest", order("time", "most")],
    ["newest", order("age", "most")],
    ["youngest", order("age", "most")],
    ["oldest", order("age", "least")],
    ["earliest", order("time", "least")],
    ["least recent", order("age", "least")],
    ["most expensive", order("price", "most")],
    ["least expensive", order("price", "least")],
    ["dearest", order("price", "most")],
    ["priciest", order("price", "most")],
    ["cheapest", order("price", "least")],
    ["largest", order("amount", "most")],
    ["biggest", order("amount", "most")],
    ["highest", order("amount", "most")],
    ["greatest", order("amount", "most")],
    ["busiest", order("amount", "most")],
    ["smallest", order("amount", "least")],
    ["lowest", order("amount", "least")],
    ["most", order("unknown", "most")],
    ["least", order("unknown", "least")],
    ["fewest", order("unknown", "least")],
  ] as const
).map(([text, meaning]) => [text.split(" "), meaning]);

/** The order that is said at a place, with how many are taken or which one in it. */
export function orderAt(tokens: readonly Token[], index: number): Order | undefined {
  for (const [words, meaning] of phrases) {
    if (!words.every((word, offset) => isWord(tokens[index + offset], word))) continue;
    const span = { first: index, next: index + words.length };
    return { kind: "order", ...meaning, ...span, ...severalAt(tokens, span), ...rankAt(tokens, index) };
  }
  return endAt(tokens, index) ?? superlativeAt(tokens, index);
}

/** "The three latest", "the latest three": so many of them. */
function severalAt(tokens: readonly Token[], { first, next }: { first: number; next: number }): Partial<Order> {
  const before = numberAt(tokens, first - 1);
  if (before?.next === first && isSeveral(before.reading)) return { first: first - 1, count: before.reading.value };
  const after = numberAt(tokens, next);
  const isCount = after !== undefined && isSeveral(after.reading) && !isUnit(after.reading.unit);
  return isCount ? { next: after.next, count: after.reading.value } : {};
}

function isSeveral({ value, ordinal, money, percent }: NonNullable<ReturnType<typeof numberAt>>["reading"]): boolean {
  return !ordinal && !money && !percent && value > 1 && Number.isInteger(value);
}

const ranks = "second third fourth fifth sixth seventh eighth ninth tenth".split(" ");

/** "The second largest", "the 2nd largest": which one, counted from that end. */
function rankAt(tokens: readonly Token[], index: number): Partial<Order> {
  const spelled = ranks.indexOf(tokens[index - 1]?.lower ?? "");
  if (spelled >= 0) return { first: index - 1, rank: spelled + 2 };
  const number = numberAt(tokens, index - 2);
  const isRank = number?.next === index && number.reading.ordinal && number.reading.value > 1;
  return isRank ? { first: index - 2, rank: number.reading.value } : {};
}

/** "The top 3" of an order that is named elsewhere; "the last five" of those that came to be. */
function endAt(tokens: readonly Token[], index: number): Order | undefined {
  const word = tokens[index]?.lower ?? "";
  if (!/^(?:top|bottom|last)$/u.test(word)) return undefined;
  const several = severalAt(tokens, { first: index, next: index + 1 });
  if (several.count === undefined) return undefined;
  const meaning = word === "last" ? order("age", "most") : order("unknown", word === "top" ? "most" : "least");
  return { kind: "order", ...meaning, first: index, next: index + 1, ...several };
}

const noSuperlative =
  /^(?:latest|test|rest|west|guest|chest|forest|harvest|request|interest|digest|manifest|protest|invest|suggest|contest|nearest|best|quest|arrest|honest|modest)$/u;

/** "The slowest": that one is picked is clear, but not by what. */
function superlativeAt(tokens: readonly Token[], index: number): Order | undefined {
  const token = tokens[index];
  const isSuperlative =
    token?.kind === "word" && /^\p{Ll}{3,}est$/u.test(token.lower) && !noSuperlative.test(token.lower);
  if (!isSuperlative) return undefined;
  return { kind: "order", ...order("unknown", "most"), first: index, next: index + 1, ...rankAt(tokens, index) };
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.lower === word;
}
