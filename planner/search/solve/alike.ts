/**
 * How alike the calls of one tool are told apart in a goal: people who ask for the same thing several times say it in the same way
 * each time. As hashed features of the choice among ways to divide a goal.
 */
import type { Scored } from "../fill/candidate.js";
import type { Goal } from "../goal/goal.js";
import { overlaps, type Span } from "../goal/mention.js";
import { determiners } from "../words/stopwords.js";
import type { Draft, Reason } from "./draft.js";

export type Add = (template: number, first?: number, second?: number) => void;

/** What one slot is given in each of several calls; undefined where it is left out. */
type Column = readonly (Scored | undefined)[];

export function addTold(add: Add, goal: Goal, { reasons }: Draft): void {
  const answers = reasons.filter((reason) => reason.answers);
  for (const tool of new Set(answers.map(({ entry }) => entry))) {
    const group = answers.filter(({ entry }) => entry === tool);
    if (group.length > 1) addGroup(add, goal, group);
  }
}

function addGroup(add: Add, goal: Goal, group: readonly Reason[]): void {
  const columns = columnsOf(group);
  const varied = columns.filter((column) => variety(column) > 1);
  const own = columns.filter((column) => column.every((value) => (value?.spans.length ?? 0) > 0) && !isShared(column));
  const told = new Set(goal.tokens.map(({ lower }) => lower));
  add(430, Math.min(3, columns.filter((column) => column.includes(undefined)).length), Math.min(3, columns.length));
  add(431, Math.min(3, own.filter((column) => !isOneSort(goal, column)).length), Math.min(3, own.length));
  add(432, Math.min(3, own.filter((column) => isOneRole(goal, column)).length), Math.min(3, own.length));
  add(433, Math.min(3, own.filter((column) => !isInOrder(column)).length));
  add(434, Number(areApart(group)), Number(told.has("respectively")));
  add(435, shapeOf(varied, group.length), Number(told.has("respectively")));
  add(436, Math.min(3, columns.filter(isRepeated).length), Math.min(3, varied.length));
  add(437, Math.min(3, varied.filter((column) => column.some((value) => value?.soft === true)).length));
  add(438, Math.min(3, varied.filter((column) => isListed(goal, column)).length), Math.min(3, varied.length));
  add(439, Math.min(3, varied.length), Number(variety(columns[0] ?? []) > 1));
}

function columnsOf(group: readonly Reason[]): Column[] {
  const keys = new Set(group.flatMap(({ filling }) => filling.filled.map(({ slot }) => slot.key)));
  return [...keys].map((key) =>
    group.map(({ filling }) => filling.filled.find(({ slot }) => slot.key === key)?.candidate),
  );
}

/** How many values it has. */
function variety(column: Column): number {
  return new Set(column.map((value) => JSON.stringify(value?.value))).size;
}

function isShared([first, ...others]: Column): boolean {
  const at = first?.spans[0]?.first;
  return others.every((other) => other?.again === true || other?.spans[0]?.first === at);
}

/** Numbers beside numbers, names beside names. */
function isOneSort({ tokens }: Goal, column: Column): boolean {
  const sorts = column.map((value) => {
    const token = tokens[value?.spans[0]?.first ?? -1];
    return `${token?.kind} ${/^\p{Lu}/u.test(token?.text ?? "")} ${Array.isArray(value?.value)}`;
  });
  return new Set(sorts).size === 1;
}

/** Each stands behind the same word. */
function isOneRole({ tokens }: Goal, column: Column): boolean {
  const words = column.map((value) => {
    let at = (value?.spans[0]?.first ?? 0) - 1;
    while (determiners.has(tokens[at]?.lower ?? "")) at -= 1;
    return tokens[at]?.stem ?? "";
  });
  return new Set(words).size === 1;
}

function isInOrder(column: Column): boolean {
  const places = column.map((value) => value?.spans[0]?.first ?? 0);
  return places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0));
}

/** All that is said of one call stands before all that is said of the next. */
function areApart(group: readonly Reason[]): boolean {
  const own = group.map(({ filling }, at) =>
    filling.spans.filter((span) => !group.some((other, place) => place !== at && uses(other, span))),
  );
  return own.every((spans, at) => {
    const next = own[at + 1] ?? [];
    return spans.every(({ first }) => next.every((other) => other.first > first));
  });
}

function uses({ filling }: Reason, { first }: Span): boolean {
  return filling.spans.some((span) => span.first === first);
}

/** 1: each call has values of its own; 2: every value of one slot with every one of another; 0: neither. */
function shapeOf(varied: readonly Column[], count: number): number {
  if (varied.some((column) => variety(column) === count)) return 1;
  return varied.reduce((product, column) => product * variety(column), 1) === count ? 2 : 0;
}

/** A value is told once and meant again. */
function isRepeated(column: Column): boolean {
  return column.some((value) => value?.again === true);
}

/** The values are the items of one list, all of them. */
function isListed({ lists }: Goal, column: Column): boolean {
  const spans = column.flatMap((value) => value?.spans ?? []);
  return lists.some(({ items, range }) => !range && items.every((item) => spans.some((span) => overlaps(span, item))));
}
