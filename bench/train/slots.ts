/** Examples for the slot model: every parameter of a call with all it could be given, and which of that is right. */
import type { Candidate } from "../../planner/search/fill/candidate.js";
import { choiceFor } from "../../planner/search/fill/candidates.js";
import { contextFor, leaves } from "../../planner/search/fill/context.js";
import type { Slot } from "../../planner/search/fill/slots.js";
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
  return [...examplesOf(row, model), ...hasty.map((example) => ({ ...example, weight: hastyWeight * example.weight }))];
}

function examplesOf(row: Row, model: Model): SlotExample[] {
  const [first] = row.gold;
  if (first === undefined || row.gold.some(({ tool }) => tool !== first.tool)) return [];
  const entry = row.knowledge.tools.entries.find(({ binding }) => binding.spec.name === first.tool);
  if (entry === undefined) return [];
  const region = { first: 0, next: row.goal.tokens.length };
  const place = { goal: row.goal, region, taken: [], model };
  const context = contextFor(place, { words: new Set(entry.name), slots: entry.slots });
  return leaves(entry.slots).flatMap((slot) => {
    const { candidates, omission } = choiceFor(slot, context);
    const right = candidates.flatMap((candidate, index) => (isRight(candidate, slot, row.gold) ? [index] : []));
    const omitted = row.gold.every((gold) => takes(gold, slot.path, undefined));
    const within = right.length > 0;
    // Where no candidate is right, giving none is what the model should learn.
    if (!within && row.gold.length > 1 && !omitted) return [];
    if (omitted || !within) right.push(candidates.length);
    const weight = row.gold.length > 1 ? 3 : 1;
    return [
      {
        row,
        slot,
        weight,
        within: within || omitted,
        options: [...candidates.map(({ features }) => features), omission],
        right,
      },
    ];
  });
}

function isRight({ value, each }: Candidate, { path }: Slot, gold: readonly Gold[]): boolean {
  if (each === undefined) return gold.every((one) => takes(one, path, value));
  if (each.length !== gold.length) return false;
  return (
    gold.every((one) => each.some((item) => takes(one, path, item))) &&
    each.every((item) => gold.some((one) => takes(one, path, item)))
  );
}
