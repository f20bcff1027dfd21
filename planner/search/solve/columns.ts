/**
 * What each of several alike calls is given, decided for all of them at once. A column is what one slot gets in every round: each
 * its own ("in Rome … in Oslo"), the same for all ("in May"), or one that is meant again until another is said. The best columns
 * beside each other are found by a beam over the slots: a stretch of the goal serves one slot of a round.
 */
import type { Wish } from "../fill/assign.js";
import type { Scored } from "../fill/candidate.js";
import { overlaps, type Span } from "../goal/mention.js";

/** What one slot is given in each round. */
export type Column = readonly (Scored | undefined)[];

export interface Columns {
  /** In the order of the slots. */
  readonly chosen: readonly Column[];
  readonly score: number;
}

type Rounds = readonly (readonly Span[])[];

const width = 16;
/** Values of a kind that are tried as columns. */
const likely = 3;
const mostInRow = 4;
const missingCost = 3;
/** By how much likelier a value must have been for the call before to be meant again, rather than another or none. */
const againCost = { required: 1.5, optional: 3 };
/** What it counts for that all calls are told a value in the same way. */
const alikeWorth = 0.5;
/** A value that all calls share although it could be for one. */
const sharedCost = 0.25;

export interface Divided {
  readonly rounds: Rounds;
  /** In what ways a value is said: what stands beside it and what it looks like. */
  readonly tellings: (value: Scored) => readonly string[];
}

/** The best columns, best first. `wishes`: for each round what every slot could be given; `rounds`: the words that are about it alone. */
export function columnsFor(wishes: readonly (readonly Wish[])[], { rounds, tellings }: Divided): Columns[] {
  const slots = wishes[0]?.length ?? 0;
  let beam: State[] = [{ chosen: [], score: 0, spans: rounds.map(() => []) }];
  for (let slot = 0; slot < slots; slot += 1) {
    const column = wishes.flatMap((round) => round.slice(slot, slot + 1));
    const options = optionsFor(column, { rounds, tellings });
    beam = beam
      .flatMap((state) => options.flatMap((option) => extended(state, option) ?? []))
      .sort((a, b) => b.score - a.score)
      .slice(0, width);
  }
  return beam;
}

interface State extends Columns {
  /** What is placed in each round. */
  readonly spans: readonly (readonly Span[])[];
}

interface Option {
  readonly column: Column;
  readonly score: number;
}

function extended(state: State, { column, score }: Option): State | undefined {
  const clash = column.some((value, round) =>
    value?.spans.some((span) => state.spans[round]?.some((other) => overlaps(span, other))),
  );
  if (clash) return undefined;
  const spans = state.spans.map((placed, round) => [...placed, ...(column[round]?.spans ?? [])]);
  return { chosen: [...state.chosen, column], score: state.score + score, spans };
}

function optionsFor(wishes: readonly Wish[], { rounds, tellings }: Divided): Option[] {
  const required = wishes[0]?.slot.required ?? false;
  const own = wishes.map(({ candidates }, round) => candidates.filter((one) => isOf(one, rounds[round] ?? [])));
  const common = wishes.map(({ candidates }, round) => candidates.filter((one) => !isOf(one, rounds[round] ?? [])));
  const found = [
    ...toldAlike(own, tellings),
    rounds.map(() => undefined),
    ...sharedBy(common).slice(0, likely),
    ...inOrder(own),
    ...bestOf(own, common, required),
    ...kept(own, required),
  ];
  const known = new Set<string>();
  return found.flatMap((column) => {
    const key = column.map((value) => (value === undefined ? "" : keyOf(value))).join();
    if (known.has(key)) return [];
    known.add(key);
    const worth = column.reduce((sum, value) => sum + (value?.worth ?? (required ? -missingCost : 0)), 0);
    return [{ column, score: worth / column.length }];
  });
}

function isOf({ spans }: Scored, own: readonly Span[]): boolean {
  return spans.some((span) => own.some((part) => overlaps(span, part)));
}

function keyOf({ spans, value, again }: Scored): string {
  return `${spans.map(({ first, next }) => `${first}-${next}`).join("+")}:${JSON.stringify(value)}${again ? "*" : ""}`;
}

/** Values that are about no call alone, for all calls. */
function sharedBy([first = [], ...others]: readonly (readonly Scored[])[]): Column[] {
  return first.flatMap((value) => {
    const key = keyOf(value);
    const column = [value, ...others.flatMap((round) => round.find((other) => keyOf(other) === key) ?? [])];
    if (column.length <= others.length) return [];
    const cost = value.spans.length > 0 ? sharedCost : 0;
    return [column.map((one) => ({ ...one, worth: one.worth - cost }))];
  });
}

/** The first value of each call, the second of each, and so on: calls that are alike are told alike. */
function inOrder(own: readonly (readonly Scored[])[]): Column[] {
  const rows = own.map(byPlace);
  const shortest = Math.min(mostInRow, ...rows.map(({ length }) => length));
  return Array.from({ length: shortest }, (_, at) => rows.flatMap((row) => row.slice(at, at + 1)));
}

/** Values of each call that are said in the same way: each behind the same word, a city with its country and another with its own. */
function toldAlike(own: readonly (readonly Scored[])[], tellings: Divided["tellings"]): Column[] {
  const [first = [], ...others] = own;
  return first.slice(0, likely).flatMap((value) =>
    tellings(value).flatMap((telling) => {
      const rest = others.flatMap((round) => round.find((other) => tellings(other).includes(telling)) ?? []);
      if (rest.length < others.length) return [];
      return [[value, ...rest].map((one) => ({ ...one, worth: one.worth + alikeWorth }))];
    }),
  );
}

/** The values nobody can overlook, in the order of the goal; of those that begin alike the likeliest. */
function byPlace(values: readonly Scored[]): Scored[] {
  const starts = new Map<number, Scored>();
  for (const value of values) {
    const first = value.spans[0]?.first;
    if (first !== undefined && !value.soft && !starts.has(first)) starts.set(first, value);
  }
  return [...starts].sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** The likeliest of each call's own. Where a call has none: nothing, what was said before, or what is said for all. */
function bestOf(
  own: readonly (readonly Scored[])[],
  common: readonly (readonly Scored[])[],
  required: boolean,
): Column[] {
  const best = own.map(([first]) => first);
  if (best.every((value) => value === undefined)) return [];
  const seconds = own.map((round, at) => best.map((value, other) => (other === at ? (round[1] ?? value) : value)));
  return [best, ...seconds].flatMap((column) => [
    column,
    carried(column, required),
    column.map((value, round) => value ?? common[round]?.[0]),
  ]);
}

/** What the first call is told, for all. */
function kept([first = [], ...others]: readonly (readonly Scored[])[], required: boolean): Column[] {
  return first.slice(0, likely).map((value) => carried([value, ...others.map(() => undefined)], required));
}

/** What was said before is meant again where nothing else is said: it stands on no words of its own. */
function carried(column: Column, required: boolean): Column {
  const cost = required ? againCost.required : againCost.optional;
  let before: Scored | undefined;
  return column.map((value) => {
    const given = value ?? before;
    if (value !== undefined)
      before = { ...value, spans: [], again: true, score: value.score - cost, worth: value.worth - cost };
    return given;
  });
}
