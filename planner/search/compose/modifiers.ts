/**
 * Words of a goal that say something of many things at once: how many, the total, the latest, those over 100 euros. They
 * are no arguments of a call, but what a program computes from what a call returned.
 */
import { numberAt } from "../goal/numbers.js";
import type { Token } from "../goal/token.js";
import type { Aggregate, Modifier, Operator, Threshold } from "./modifier.js";
import { orderAt } from "./orders.js";

/** Every modifier, in the order of the goal; they do not overlap. */
export function modifiersIn(tokens: readonly Token[]): readonly Modifier[] {
  const found: Modifier[] = [];
  for (let index = 0; index < tokens.length; ) {
    const one = () => thresholdAt(tokens, index) ?? aggregateAt(tokens, index) ?? orderAt(tokens, index);
    const modifiers = rangeAt(tokens, index) ?? [one() ?? []].flat();
    found.push(...modifiers);
    index = modifiers.at(-1)?.next ?? index + 1;
  }
  return found;
}

/** Longest first. */
const sums: readonly (readonly [readonly string[], Aggregate["how"]])[] = (
  [
    ["how many", "count"],
    ["how much", "money"],
    ["the number of", "count"],
    ["number of", "count"],
    ["count", "count"],
    ["total", "sum"],
    ["sum", "sum"],
    ["average", "average"],
    ["mean", "average"],
  ] as const
).map(([text, how]) => [text.split(" "), how]);

function aggregateAt(tokens: readonly Token[], index: number): Aggregate | undefined {
  for (const [words, how] of sums) {
    if (!words.every((word, offset) => isWord(tokens[index + offset], word))) continue;
    return { kind: "aggregate", how, first: index, next: index + words.length };
  }
  return asksForCost(tokens, index) ? { kind: "aggregate", how: "money", first: index, next: index + 1 } : undefined;
}

/** "What did the department cost": the verb, and not the name of a field. */
function asksForCost(tokens: readonly Token[], index: number): boolean {
  const asks = isWord(tokens[0], "what") && /^(did|do|does|will|would)$/u.test(tokens[1]?.lower ?? "");
  return asks && index > 1 && isWord(tokens[index], "cost");
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
