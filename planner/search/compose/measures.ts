/** By what things are put in order, where the goal names it: "uses the most memory", "the top 3 by value". */
import type { Token } from "../goal/token.js";
import { stopWords } from "../words/stopwords.js";
import type { Measure, Modifier, Order } from "./modifier.js";
import type { Vocabulary } from "./vocabulary.js";

/** Orders that say by what, and the words that say it after the things. */
export function withMeasures(
  modifiers: readonly Modifier[],
  tokens: readonly Token[],
  { fields, things }: Vocabulary,
): readonly Modifier[] {
  // "The most deals" are many deals; to "have the most rows" is measured by them.
  const isField = (order: Order) => {
    const word = tokens[order.next]?.stem ?? "";
    return fields.has(word) && (!things.has(word) || hasBefore(tokens, order.first) !== undefined);
  };
  return modifiers.flatMap((one): readonly Modifier[] => {
    if (one.kind !== "order") return [one];
    if (isOpen(one) && isField(one)) return [holding(one, tokens)];
    const by = measureAfter(tokens, one);
    if (by === undefined || !fields.has(by.word)) return [one];
    return [{ ...one, measure: by.word }, by];
  });
}

/** What "the largest" and "the most" are measured by, the words themselves do not say. */
function isOpen({ by }: Order): boolean {
  return by === "unknown" || by === "amount";
}

/** The order with the words that tell what it is of: "has the most rows". */
function holding(order: Order, tokens: readonly Token[]): Order {
  const article = tokens[order.first - 1]?.lower === "the" ? order.first - 1 : order.first;
  const first = hasBefore(tokens, order.first) ?? article;
  // "The highest hourly rate".
  let next = order.next + 1;
  while (tokens[next]?.kind === "word" && !stopWords.has(tokens[next]?.lower ?? "") && next < order.next + 2) next += 1;
  return { ...order, first, next, measure: tokens[order.next]?.stem ?? "" };
}

/** Where "has the" begins, before "most rows". */
function hasBefore(tokens: readonly Token[], first: number): number | undefined {
  const at = tokens[first - 1]?.lower === "the" ? first - 2 : first - 1;
  return /^(?:has|have|had|with|uses?|using|gets?|takes?)$/u.test(tokens[at]?.lower ?? "") ? at : undefined;
}

/** Words between the order and what it is by: "the top 3 open invoices of Ada by value". */
const longest = 8;

function measureAfter(tokens: readonly Token[], { next }: Order): Measure | undefined {
  for (let at = next; at < Math.min(tokens.length, next + longest); at += 1) {
    if (tokens[at]?.kind === "punctuation") return undefined;
    if (tokens[at]?.lower !== "by") continue;
    const own = /^(?:their|its|the)$/u.test(tokens[at + 1]?.lower ?? "") ? at + 2 : at + 1;
    const word = tokens[own];
    return word?.kind === "word" ? { kind: "measure", first: at, next: own + 1, word: word.stem } : undefined;
  }
  return undefined;
}
