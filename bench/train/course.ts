/** The whole of what is learned from rows, in the order in which one thing needs another. Equal rows give equal bytes. */
import { pack } from "../../planner/search/learned/pack.js";
import { emptyModel } from "./empty.js";
import { folds } from "./folds.js";
import { type Lessons, learn } from "./learn.js";
import { type Planned, planRow } from "./plans.js";
import type { Row } from "./rows.js";
import { slotExamples } from "./slots.js";
import { toolExample } from "./tools.js";
import { learnTrust } from "./trust.js";

export function lessonsOf(rows: readonly Row[]): Lessons {
  return {
    slots: rows.flatMap((row) => slotExamples(row, emptyModel)),
    tools: rows.flatMap((row) => toolExample(row) ?? []),
  };
}

/** A part of what is learned that is left out, to see what it is worth. */
export const parts = ["slots", "tools", "counts"] as const;
export type Part = (typeof parts)[number];

export interface PlansOptions {
  readonly without?: readonly Part[];
  onFold?(fold: number): void;
}

/** What a model says of rows whose tools it has not seen: the only ground to judge trust and accuracy on. */
export function plansOf(
  rows: readonly Row[],
  lessons: Lessons,
  { without = [], onFold = () => {} }: PlansOptions = {},
): Planned[] {
  const plans: Planned[] = [];
  const nothing = Object.fromEntries(without.map((part) => [part, emptyModel[part]]));
  for (let fold = 0; fold < folds; fold += 1) {
    const model = { ...emptyModel, ...learn(lessons, fold), ...nothing };
    for (const row of rows) if (row.fold === fold && row.planned) plans.push(planRow(row, model));
    onFold(fold);
  }
  return plans;
}

/** The file of weights. */
export function weightsOf(lessons: Lessons, plans: readonly Planned[]): Uint8Array {
  return pack({ ...emptyModel, ...learn(lessons, undefined), ...learnTrust(plans) });
}
