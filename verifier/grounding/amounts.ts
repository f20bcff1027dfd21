/** Numbers as people write them: digits, words, thousands, money, shares and units. */
import type { Span } from "./span.js";
import { gapAfter, type Token } from "./tokens.js";
import { precise, type Unit, unitOf } from "./units.js";

export interface Amount extends Span {
  readonly value: number;
  readonly unit?: Unit;
  /** Written in words: "three", "a dozen". */
  readonly spelled: boolean;
}

const small: ReadonlyMap<string, number> = new Map([
  ..."zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(" ")
    .map((word, value) => [word, value] as const),
  ..."zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    .split(" ")
    .map((word, value) => [word, value] as const),
  ..."twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, index) => [word, 20 + 10 * index] as const),
]);
/** Words that are a number on their own and never part of a longer one. */
const single: ReadonlyMap<string, number> = new Map([
  ["half", 0.5],
  ["once", 1],
  ["single", 1],
  ["twice", 2],
  ["both", 2],
  ["pair", 2],
  ["couple", 2],
  ["double", 2],
  ["triple", 3],
  ["dozen", 12],
  ["score", 20],
  ["hundred", 100],
  ["thousand", 1_000],
  ["million", 1_000_000],
]);
const scales: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["dozen", 12],
  ["k", 1_000],
  ["thousand", 1_000],
  ["m", 1_000_000],
  ["mn", 1_000_000],
  ["million", 1_000_000],
  ["b", 1_000_000_000],
  ["bn", 1_000_000_000],
  ["billion", 1_000_000_000],
  ["trillion", 1_000_000_000_000],
]);

/** All readings; one stretch may have several (`5m` is five metres and five millions). */
export function amountsOf(text: string, tokens: readonly Token[]): readonly Amount[] {
  const amounts: Amount[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.kind === "number" && isCode(token)) continue;
    if (token?.kind === "number") amounts.push(...digitsAt(text, tokens, index));
    else if (token !== undefined) {
      const read = wordsAt(text, tokens, index);
      if (read === undefined) continue;
      amounts.push(...read.amounts);
      index = read.last;
    }
  }
  return amounts;
}

/** More digits than a number can tell apart: they are compared as they are written. */
function isCode({ key }: Token): boolean {
  return key.length > mostDigits && key.replace(/\D/g, "").length > mostDigits;
}

const mostDigits = 15;

function digitsAt(text: string, tokens: readonly Token[], index: number): readonly Amount[] {
  const token = tokens[index];
  if (token === undefined) return [];
  const value = signed(text, token);
  const grouped = text.slice(token.start, token.end).split(",");
  const parts = grouped.length > 1 ? grouped.map(Number) : [];
  const scale = scaleAfter(text, tokens, index);
  const readings = [
    ...withUnit(text, tokens, { index, last: index, value, spelled: false }),
    ...(scale === undefined
      ? []
      : withUnit(text, tokens, { index, last: index + 1, value: precise(value * scale), spelled: false })),
  ];
  // `100,200` may be a list as well.
  return [...readings, ...parts.map((part) => ({ value: part, start: token.start, end: token.end, spelled: false }))];
}

function signed(text: string, { key, start }: Token): number {
  const minus = /[-−]/.test(text.charAt(start - 1)) && !/[\p{L}\p{N})\]]/u.test(text.charAt(start - 2));
  return minus ? -Number(key) : Number(key);
}

function scaleAfter(text: string, tokens: readonly Token[], index: number): number | undefined {
  const word = tokens[index + 1];
  const gap = gapAfter(text, tokens, index);
  if (word === undefined || gap === undefined) return undefined;
  const scale = scales.get(word.key);
  return gap === "" || (word.key.length > 2 && /^[ -]$/.test(gap)) ? scale : undefined;
}

interface Read {
  readonly index: number;
  /** The last token of the number itself. */
  readonly last: number;
  readonly value: number;
  readonly spelled: boolean;
}

function withUnit(text: string, tokens: readonly Token[], { index, last, value, spelled }: Read): readonly Amount[] {
  const start = tokens[index]?.start ?? 0;
  const end = tokens[last]?.end ?? start;
  const signBefore = unitOf(/[$€£₹¥₩₿](?= ?-?$)/u.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? "");
  const after = unitAfter(text, tokens, last);
  const unit = signBefore ?? after?.unit ?? codeBefore(text, tokens, index);
  if (unit === undefined) return [{ value, start, end, spelled }];
  return [{ value, start, end: after === undefined ? end : after.end, unit, spelled }];
}

function unitAfter(text: string, tokens: readonly Token[], last: number): { unit: Unit; end: number } | undefined {
  const end = tokens[last]?.end ?? 0;
  const sign = /^ ?([%$€£₹¥₩])/u.exec(text.slice(end, end + 2));
  const bySign = unitOf(sign?.[1] ?? "");
  if (sign !== null && bySign !== undefined) return { unit: bySign, end: end + sign[0].length };
  const word = tokens[last + 1];
  if (word?.kind !== "word" || !/^(?:[ -]|°|° | °)?$/u.test(gapAfter(text, tokens, last) ?? "far")) return undefined;
  const unit = unitOf(word.key);
  return unit === undefined ? undefined : { unit, end: word.end };
}

/** `USD 500`. */
function codeBefore(text: string, tokens: readonly Token[], index: number): Unit | undefined {
  const word = tokens[index - 1];
  if (word?.kind !== "word" || word.key.length !== 3 || gapAfter(text, tokens, index - 1) !== " ") return undefined;
  return unitOf(word.key);
}

function wordsAt(
  text: string,
  tokens: readonly Token[],
  index: number,
): { amounts: readonly Amount[]; last: number } | undefined {
  let total = small.get(tokens[index]?.key ?? "");
  let last = index;
  while (total !== undefined) {
    const gap = gapAfter(text, tokens, last);
    if (gap === undefined || !/^[ -]$/.test(gap)) break;
    const skipped = tokens[last + 1]?.key === "and" && total >= 100 ? 1 : 0;
    const grown = withWord(total, tokens[last + 1 + skipped]?.key ?? "");
    if (grown === undefined) break;
    total = grown;
    last += 1 + skipped;
  }
  const value = total ?? single.get(tokens[index]?.key ?? "");
  if (value === undefined) return oneAt(text, tokens, index);
  const skip = value === 0.5 && /^an?$/.test(tokens[last + 1]?.key ?? "") ? 1 : 0;
  const amounts = withUnit(text, tokens, { index, last: last + skip, value, spelled: true });
  return { amounts, last };
}

const ones = new Set("a an the per each every last past next previous this".split(" "));

/** "a week", "the past hour": one, but only of a unit. */
function oneAt(text: string, tokens: readonly Token[], index: number) {
  if (!ones.has(tokens[index]?.key ?? "")) return undefined;
  const amounts = withUnit(text, tokens, { index, last: index, value: 1, spelled: true });
  return amounts[0]?.unit === undefined ? undefined : { amounts, last: index };
}

function withWord(total: number, word: string): number | undefined {
  const scale = word.length > 2 ? scales.get(word) : undefined;
  if (scale !== undefined) return total * scale;
  const amount = small.get(word);
  if (amount === undefined || amount === 0) return undefined;
  if (total >= 100 && total % 100 === 0 && amount < 100) return total + amount;
  return total >= 20 && total < 100 && total % 10 === 0 && amount < 10 ? total + amount : undefined;
}
