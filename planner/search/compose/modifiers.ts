/**
 * Words of a goal that say something of many things at once: how many, the total, the latest, those over 100 euros. They
 * are no arguments of a call, but what a program computes from what a call returned.
 */
import { numberAt } from "../goal/numbers.js";
import type { Token } from "../goal/token.js";
import type { Aggregate, Direction, Modifier, Operator, Order, Threshold } from "./modifier.js";

/** Every modifier, in the order of the goal; they do not overlap. */
export function modifiersIn(tokens: readonly Token[]): readonly Modifier[] {
  const found: Modifier[] = [];
  for (let index = 0; index < tokens.length; ) {
    const modifiers = rangeAt(tokens, index) ?? [thresholdAt(tokens, index) ?? phraseAt(tokens, index) ?? []].flat();
    found.push(...modifiers);
    index = modifiers.at(-1)?.next ?? index + 1;
  }
  return found;
}

type Meaning =
  | { readonly kind: "aggregate"; readonly how: Aggregate["how"] }
  | { readonly kind: "order"; readonly by: Order["by"]; readonly direction: Direction };

const order = (by: Order["by"], direction: Direction): Meaning => ({ kind: "order", by, direction });
const age = (direction: Direction): Meaning => ({ kind: "order", by: "age", direction });
const aggregate = (how: Aggregate["how"]): Meaning => ({ kind: "aggregate", how });

/** Longest first, so that `most recent` is not read as `most`. */
const phrases: readonly (readonly [string, Meaning])[] = [
  ["how many", aggregate("count")],
  ["how much", aggregate("money")],
  ["number of", aggregate("count")],
  ["the number of", aggregate("count")],
  ["count", aggregate("count")],
  ["total", aggregate("sum")],
  ["sum", aggregate("sum")],
  ["average", aggregate("average")],
  ["mean", aggregate("average")],
  ["most recent", order("time", "most")],
  ["latest", order("time", "most")],
  ["newest", age("most")],
  ["oldest", age("least")],
  ["earliest", order("time", "least")],
  ["least recent", order("time", "least")],
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
];

function phraseAt(tokens: readonly Token[], index: number): Modifier | undefined {
  for (const [text, meaning] of phrases) {
    const words = text.split(" ");
    if (!words.every((word, offset) => isWord(tokens[index + offset], word))) continue;
    const span = { first: index, next: index + words.length };
    return meaning.kind === "order" ? { ...span, ...meaning, ...severalAt(tokens, index) } : { ...span, ...meaning };
  }
  if (asksForCost(tokens, index)) return { first: index, next: index + 1, ...aggregate("money") };
  return isSuperlative(tokens[index]) ? { first: index, next: index + 1, ...order("unknown", "most") } : undefined;
}

/** "The three latest": so many of them. */
function severalAt(tokens: readonly Token[], index: number): { first: number; count: number } | undefined {
  const number = numberAt(tokens, index - 1);
  const count = number?.next === index && !number.reading.ordinal ? number.reading.value : 1;
  return count > 1 && Number.isInteger(count) ? { first: index - 1, count } : undefined;
}

/** "What did the department cost": the verb, and not the name of a field. */
function asksForCost(tokens: readonly Token[], index: number): boolean {
  const asks = isWord(tokens[0], "what") && /^(did|do|does|will|would)$/u.test(tokens[1]?.lower ?? "");
  return asks && index > 1 && isWord(tokens[index], "cost");
}

const noSuperlative =
  /^(latest|test|rest|west|guest|chest|forest|harvest|request|interest|digest|manifest|protest|invest|suggest|contest|nearest|best|quest|arrest|honest|modest)$/u;

/** "The slowest": that one is picked is clear, but not by what. */
function isSuperlative(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Ll}{3,}est$/u.test(token.lower) && !noSuperlative.test(token.lower);
}

const comparisons: readonly (readonly [string, Operator])[] = [
  ["more than", ">"],
  ["larger than", ">"],
  ["bigger than", ">"],
  ["higher than", ">"],
  ["greater than", ">"],
  ["less than", "<"],
  ["fewer than", "<"],
  ["smaller than", "<"],
  ["lower than", "<"],
  ["at least", ">="],
  ["at most", "<="],
  ["no more than", "<="],
  ["over", ">"],
  ["above", ">"],
  ["exceeding", ">"],
  ["below", "<"],
  ["under", "<"],
  ["before", "<"],
  ["after", ">"],
];

/** Words that may stand before a comparison and say no more than it does. */
const leading = new Set("of worth costing with that are is were cost costs".split(" "));

function thresholdAt(tokens: readonly Token[], index: number): Threshold | undefined {
  for (const [text, operator] of comparisons) {
    const words = text.split(" ");
    if (!words.every((word, offset) => isWord(tokens[index + offset], word))) continue;
    return valueAfter(tokens, { first: index, next: index + words.length }, operator);
  }
  return otherComparisonAt(tokens, index);
}

/** "Between 10 and 50 euros": two thresholds, the first of which has the unit of the second. */
function rangeAt(tokens: readonly Token[], index: number): readonly Threshold[] | undefined {
  if (!isWord(tokens[index], "between")) return undefined;
  const read = valueAfter(tokens, { first: index, next: index + 1 }, ">=");
  // "10 and" is read like "10 euros".
  const low = read?.unit === "and" ? { ...read, unit: "", next: read.next - 1 } : read;
  if (low === undefined || !isWord(tokens[low.next], "and")) return undefined;
  const high = valueAfter(tokens, { first: low.next, next: low.next + 1 }, "<=");
  if (high === undefined || (low.date === undefined) !== (high.date === undefined)) return undefined;
  const { unit, money } = low.unit === "" && !low.money ? high : low;
  return [
    { ...low, unit, money },
    { ...high, before: low.before },
  ];
}

/** "Heavier than 3 kilograms": that something is compared is clear, but not what, nor which way round. */
function otherComparisonAt(tokens: readonly Token[], index: number): Threshold | undefined {
  if (!isWord(tokens[index + 1], "than") || tokens[index]?.kind !== "word") return undefined;
  const found = valueAfter(tokens, { first: index, next: index + 2 }, ">");
  return found === undefined ? undefined : { ...found, unclear: true };
}

function valueAfter(
  tokens: readonly Token[],
  { first, next }: { readonly first: number; readonly next: number },
  operator: Operator,
): Threshold | undefined {
  const token = tokens[next];
  const start = leadingFrom(tokens, first);
  if (token?.kind === "date") {
    return {
      kind: "threshold",
      first: start,
      next: next + 1,
      operator,
      date: token.text,
      unit: "",
      money: false,
      before: "",
    };
  }
  const number = numberAt(tokens, next);
  if (number === undefined || number.reading.ordinal) return undefined;
  const { value, unit, money, percent } = number.reading;
  const end = unit !== "" && tokens[number.next]?.lower === unit ? number.next + 1 : number.next;
  const before = tokens[start - 1]?.lower ?? "";
  return {
    kind: "threshold",
    first: start,
    next: end,
    operator,
    number: value,
    unit: percent ? "percent" : unit,
    money,
    before,
  };
}

function leadingFrom(tokens: readonly Token[], first: number): number {
  let start = first;
  while (start > 0 && leading.has(tokens[start - 1]?.lower ?? "")) start -= 1;
  return start;
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.lower === word;
}
