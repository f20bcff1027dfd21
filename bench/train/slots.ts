/** Examples for the slot model: every parameter of a call with all it could be given, and which of that is right. */
import type { Candidate } from "../../planner/search/fill/candidate.js";
import { choiceFor } from "../../planner/search/fill/candidates.js";
import { contextFor, type FillContext, leaves } from "../../planner/search/fill/context.js";
import type { Slot } from "../../planner/search/fill/slots.js";
import { divisions } from "../../planner/search/goal/parts.js";
import type { Model } from "../../planner/search/learned/model.js";
import type { Example } from "./adagrad.js";
import { type Gold, type Row, takes } from "./rows.js";

export interface SlotExample extends Example {
  readonly row: Row;
  readonly slot: Slot;
  readonly weight: number;
  /** A candidate, not the omission, is right. */
  readonly within: boolean;
}

const hastyWeight = 0.1;

/** Rows whose calls are all of one tool, read as one call over the whole goal. */
export function slotExamples(row: Row, model: Model): SlotExample[] {
  const hasty = row.hasty === undefined ? [] : examplesOf({ ...row, goal: row.hasty }, model);
  return [
    ...examplesOf(row, model),
    ...partExamples(row, model),
    ...hasty.map((example) => ({ ...example, weight: hastyWeight * example.weight })),
  ];
}

function examplesOf(row: Row, model: Model): SlotExample[] {
  const [first] = row.gold;
  if (first === undefined || row.gold.some(({ tool }) => tool !== first.tool)) return [];
  const entry = row.knowledge.tools.entries.find(({ binding }) => binding.spec.name === first.tool);
  if (entry === undefined) return [];
  const region = { first: 0, next: row.goal.tokens.length };
  const place = { goal: row.goal, region, taken: [], model };
  const context = contextFor(place, { words: new Set(entry.name), slots: entry.slots });
  return leaves(entry.slots).flatMap((slot) => exampleOf(row, { slot, context, gold: row.gold }) ?? []);
}

interface Asked {
  readonly slot: Slot;
  readonly context: FillContext;
  readonly gold: readonly Gold[];
}

function exampleOf(row: Row, { slot, context, gold }: Asked): SlotExample | undefined {
  const { candidates, omission } = choiceFor(slot, context);
  const right = candidates.flatMap((candidate, index) => (isRight(candidate, slot, gold) ? [index] : []));
  const omitted = gold.every((one) => takes(one, slot.path, undefined));
  const within = right.length > 0;
  // Where no candidate is right, giving none is what the model should learn.
  if (!within && gold.length > 1 && !omitted) return undefined;
  if (omitted || !within) right.push(candidates.length);
  const options = [...candidates.map(({ features }) => features), omission];
  return { row, slot, weight: gold.length > 1 ? 3 : 1, within: within || omitted, options, right };
}

/**
 * Rows that ask for one tool several times, read the way the search reads them: one call for each part of the goal, the words
 * of the other parts left out. Of the ways to divide the goal, that in which most values are found.
 */
function partExamples(row: Row, model: Model): SlotExample[] {
  const [first] = row.gold;
  if (first === undefined || row.gold.length < 2 || row.gold.some(({ tool }) => tool !== first.tool)) return [];
  const entry = row.knowledge.tools.entries.find(({ binding }) => binding.spec.name === first.tool);
  if (entry === undefined) return [];
  const region = { first: 0, next: row.goal.tokens.length };
  const ways = divisions(row.goal, region).filter(({ rounds }) => rounds.length === row.gold.length);
  const read = ways.map(({ rounds }) =>
    rounds.flatMap((own, round) => {
      const taken = rounds.flat().filter((span) => !own.includes(span));
      const call = { words: new Set(entry.name), slots: entry.slots, once: true };
      const context = contextFor({ goal: row.goal, region, taken, model }, call);
      const gold = row.gold.slice(round, round + 1);
      return leaves(entry.slots).flatMap((slot) => exampleOf(row, { slot, context, gold }) ?? []);
    }),
  );
  const found = (examples: readonly SlotExample[]) => examples.filter(({ within }) => within).length;
  return read.reduce<SlotExample[]>((best, one) => (found(one) > found(best) ? one : best), []);
}

function isRight({ value, each }: Candidate, { path }: Slot, gold: readonly Gold[]): boolean {
  if (each === undefined) return gold.every((one) => takes(one, path, value));
  if (each.length !== gold.length) return false;
  return (
    gold.every((one) => each.some((item) => takes(one, path, item))) &&
    each.every((item) => gold.some((one) => takes(one, path, item)))
  );
}
