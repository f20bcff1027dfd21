/**
 * Ways in which a stretch of the goal may ask for the same deed several times: "an hour in Rome and two in Oslo". Words that
 * belong to no time alone are about all of them.
 */
import { determiners, stopWords } from "../words/stopwords.js";
import { endsSentence } from "./clauses.js";
import type { Goal } from "./goal.js";
import { isHard, type Mention, type MentionList, overlaps, type Span } from "./mention.js";

export interface Division {
  /** For each time, the words that are about it alone. */
  readonly rounds: readonly (readonly Span[])[];
}

const fewestRounds = 2;
const mostRounds = 8;
/** Mentions of one sort that belong to one part. */
const mostInPart = 4;
const mostDivisions = 24;

export function divisions(goal: Goal, region: Span): Division[] {
  const lists = goal.lists.filter((list) => !list.range && isWithin(list, region));
  const pairs = lists.filter((list) => isPaired(list, lists));
  const spread = lists.filter((list) => !pairs.includes(list));
  const anchored = sorts(goal, region).flatMap((mentions) => anchoredParts(goal, region, mentions));
  const parts = [...(pairs.length > 1 ? [pairs] : []), ...spread.map(({ items }) => items), ...anchored];
  const found = new Map<string, Division>();
  for (const rounds of [...parts.map((own) => zipped(own, spread)), ...products(spread)]) {
    if (rounds.length < fewestRounds || rounds.length > mostRounds) continue;
    found.set(rounds.map((spans) => spans.map(({ first, next }) => `${first}-${next}`).join("+")).join(), { rounds });
  }
  return [...found.values()].slice(0, mostDivisions);
}

/** Of a list outside of the parts that is as long as there are parts, an item belongs to each, in order. */
function zipped(parts: readonly Span[], lists: readonly MentionList[]): Span[][] {
  const beside = lists.filter(
    (list) => list.items.length === parts.length && !parts.some((part) => overlaps(part, list)),
  );
  return parts.map((part, index) => [part, ...beside.flatMap(({ items }) => items.slice(index, index + 1))]);
}

/** "The pairs (45, 60) and (81, 27)": of bracketed lists of one length each is about a time of its own. */
function isPaired(list: MentionList, lists: readonly MentionList[]): boolean {
  const like = lists.filter(({ bracketed, items }) => bracketed && items.length === list.items.length);
  return list.bracketed && like.length > 1;
}

/** "Paris and Rome in May and June": every item of one list with every item of another. */
function products(lists: readonly MentionList[]): Span[][][] {
  return lists.flatMap((left, index) =>
    lists
      .slice(index + 1)
      .filter((right) => !overlaps(left, right))
      .map((right) => left.items.flatMap((item) => right.items.map((other) => [item, other]))),
  );
}

function isWithin(span: Span, region: Span): boolean {
  return span.first >= region.first && span.next <= region.next;
}

/** Mentions that could be values of one parameter, by sort; none inside another. */
function sorts(goal: Goal, region: Span): readonly (readonly Mention[])[] {
  const inside = goal.mentions.filter((mention) => isWithin(mention, region));
  const outer = inside.filter(
    (mention) =>
      (isHard(mention) || mention.kind === "place") &&
      !inside.some((other) => other.kind === "place" && other !== mention && overlaps(other, mention)),
  );
  const groups = new Map<string, Mention[]>();
  for (const mention of outer) {
    for (const sort of [...sortsOf(mention), ...rolesOf(goal, mention)])
      groups.set(sort, [...(groups.get(sort) ?? []), mention]);
  }
  return [...groups.values()].filter(({ length }) => length >= fewestRounds);
}

/** "With the Darwin model, with the Lamarck model": what stands behind or before the same word plays one role. */
function rolesOf({ tokens }: Goal, { kind, first, next }: Mention): string[] {
  let at = first - 1;
  while (determiners.has(tokens[at]?.lower ?? "")) at -= 1;
  const [before, after] = [tokens[at], tokens[next]];
  return [
    ...(before?.kind === "word" ? [`${kind} after ${before.stem}`] : []),
    ...(after?.kind === "word" && !stopWords.has(after.lower) ? [`${kind} before ${after.stem}`] : []),
  ];
}

function sortsOf({ kind, number }: Mention): string[] {
  if (kind === "place") return ["name"];
  if (number === undefined) return [kind];
  return [kind, `${kind} ${number.money ? "money" : number.percent ? "%" : number.unit}`];
}

/** Parts that begin at every mention, every second, every third. */
function anchoredParts(goal: Goal, region: Span, mentions: readonly Mention[]): Span[][] {
  const sizes = Array.from({ length: mostInPart }, (_, index) => index + 1);
  return sizes.flatMap((size) => {
    if (mentions.length % size !== 0 || mentions.length < fewestRounds * size) return [];
    const groups = Array.from({ length: mentions.length / size }, (_, index) => {
      const own = mentions.slice(index * size, (index + 1) * size);
      return { first: own[0]?.first ?? 0, next: own.at(-1)?.next ?? 0 };
    });
    const parts = partsAround(goal, region, groups);
    return parts === undefined ? [] : [parts];
  });
}

const separators = new Set([
  ",",
  ";",
  ".",
  "?",
  "!",
  "and",
  "or",
  "also",
  "then",
  "plus",
  "&",
  "while",
  "but",
  "versus",
  "vs",
]);

/** The stop of "3000 sq ft. in New York" separates nothing. */
function separates(tokens: Goal["tokens"], at: number): boolean {
  const { text = "", lower = "" } = tokens[at] ?? {};
  return separators.has(lower) && (text !== "." || at === tokens.length - 1 || endsSentence(tokens, at));
}

/** What stands around each group up to the sign or word that divides it from the next; undefined where none does. */
function partsAround({ tokens }: Goal, region: Span, groups: readonly Span[]): Span[] | undefined {
  const starts: number[] = [];
  let trailing = 0;
  for (const [index, group] of groups.entries()) {
    const before = groups[index - 1];
    if (before === undefined) continue;
    let at = group.first - 1;
    while (at >= before.next && !separates(tokens, at)) at -= 1;
    if (at < before.next) return undefined;
    starts.push(at + 1);
    let end = at;
    while (end > before.next && separates(tokens, end - 1)) end -= 1;
    trailing = Math.max(trailing, end - before.next);
  }
  const [head, second] = groups;
  const last = groups.at(-1);
  if (head === undefined || second === undefined || last === undefined) return undefined;
  const lead = second.first - (starts[0] ?? second.first);
  const all = [Math.max(region.first, head.first - lead), ...starts];
  return all.map((first, index) => {
    const next = all[index + 1] ?? (trailing > 0 ? sentenceEnd(tokens, last.next, region.next) : last.next);
    return { first, next };
  });
}

/** What is said in a sentence of its own after the last part is said of all. */
function sentenceEnd(tokens: Goal["tokens"], from: number, end: number): number {
  let at = from;
  while (at < end && !(/^[.?!;]$/u.test(tokens[at]?.text ?? "") && separates(tokens, at))) at += 1;
  return at;
}
