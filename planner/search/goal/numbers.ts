/** Numbers as people write them: digits with separators, money, percent, scale words, and small numbers in words. */
import type { Token } from "./token.js";

export interface NumberReading {
  readonly value: number;
  readonly percent: boolean;
  readonly money: boolean;
  /** The unit written right after the number, lower-case (`cm`, `hours`), or empty. */
  readonly unit: string;
  /** A position (`3rd`, `14th`) rather than an amount. */
  readonly ordinal: boolean;
  /** Written in words: as often a way of speaking ("the two cities") as a value. */
  readonly spelled: boolean;
}

export interface NumberSpan {
  readonly reading: NumberReading;
  /** Token indices: the number ends before `next`; the unit word, if any, stands at `next`. */
  readonly next: number;
}

const small: ReadonlyMap<string, number> = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((word, value) => [word, value]),
);
const tens: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, index) => [word, 20 + 10 * index]),
);
const scales: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1_000],
  ["k", 1_000],
  ["million", 1_000_000],
  ["m", 1_000_000],
  ["billion", 1_000_000_000],
  ["bn", 1_000_000_000],
  ["trillion", 1_000_000_000_000],
  ["dozen", 12],
]);
const ordinalEndings = new Set(["st", "nd", "rd", "th"]);

/** Reads the number that starts at `index`, in digits or in words. */
export function numberAt(tokens: readonly Token[], index: number): NumberSpan | undefined {
  const token = tokens[index];
  if (token?.kind === "number") return digitsAt(tokens, index);
  if (token?.kind === "word") return wordsAt(tokens, index);
  return undefined;
}

function digitsAt(tokens: readonly Token[], index: number): NumberSpan {
  const token = tokens[index];
  const text = token?.text ?? "";
  let value = Number(text.replace(/[$€£¥₹,]/gu, ""));
  let next = index + 1;
  const follower = tokens[next];
  if (follower?.text === "%") {
    return { reading: { ...plain(value), percent: true }, next: next + 1 };
  }
  const scale = follower === undefined ? undefined : scaleAfter(follower, token);
  if (scale !== undefined) {
    value = precise(value * scale);
    next += 1;
  }
  const money = /[$€£¥₹]/u.test(text);
  const unit = tokens[next];
  const ordinal = unit !== undefined && unit.start === token?.end && ordinalEndings.has(unit.lower);
  if (ordinal) return { reading: { ...plain(value), ordinal }, next: next + 1 };
  return { reading: { ...plain(value), money, percent: unit?.lower === "percent", unit: unitText(unit) }, next };
}

/** `k` and `m` scale only when they touch the number and it is money or a count: `5k`, `$2m`, but not `5 m`. */
function scaleAfter(word: Token, number: Token | undefined): number | undefined {
  const scale = scales.get(word.lower);
  if (scale === undefined || word.lower.length > 2) return scale;
  if (word.start !== number?.end) return undefined;
  // 300K is a temperature and 5m a length, unless money is meant.
  return word.text === "k" || /[$€£¥₹]/u.test(number.text) ? scale : undefined;
}

function wordsAt(tokens: readonly Token[], index: number): NumberSpan | undefined {
  let total: number | undefined;
  let next = index;
  for (; next < tokens.length && next < index + 8; next += 1) {
    const word = tokens[next];
    if (word?.kind !== "word") break;
    const grown = withWord(total, word.lower);
    if (grown === undefined) break;
    total = grown;
  }
  if (total === undefined) return undefined;
  return { reading: { ...plain(total), unit: unitText(tokens[next]), spelled: true }, next };
}

function withWord(total: number | undefined, word: string): number | undefined {
  const [head = "", tail] = word.split("-");
  const ten = tens.get(head);
  if (tail !== undefined) {
    const unit = small.get(tail);
    return total === undefined && ten !== undefined && unit !== undefined ? ten + unit : undefined;
  }
  const scale = word.length > 2 ? scales.get(word) : undefined;
  if (scale !== undefined) return total === undefined ? undefined : total * scale;
  const amount = ten ?? small.get(word);
  if (amount === undefined) return undefined;
  if (total === undefined) return amount;
  return total % 100 === 0 && total > 0
    ? total + amount
    : total % 10 === 0 && total >= 20 && amount < 10
      ? total + amount
      : undefined;
}

function unitText(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.text === "°" ? "°" : "";
}

function plain(value: number): NumberReading {
  return { value, percent: false, money: false, unit: "", ordinal: false, spelled: false };
}

/** Without the noise of binary fractions: 2.3 million is 2300000. */
export function precise(value: number): number {
  return Number(value.toPrecision(15));
}
