/**
 * What a draft lacks that another one has: words that it leaves and another places, values and tools that are less likely than another's.
 * As hashed features of the choice among ways to divide a goal.
 */
import type { Goal } from "../goal/goal.js";
import { featureId } from "../learned/hash.js";
import type { Draft } from "./draft.js";
import { unheardWords } from "./honour.js";
import { leftMentions } from "./leftover.js";

/** Each of them is the better the higher it is. */
interface Facts {
  readonly values: number;
  readonly words: number;
  readonly mean: number;
  readonly worst: number;
  readonly fit: number;
  readonly least: number;
}

/** How finely a fact is looked at, and how much of a difference matters. */
const steps: { readonly [Name in keyof Facts]: { readonly size: number; readonly most: number } } = {
  values: { size: 1, most: 4 },
  words: { size: 1, most: 8 },
  mean: { size: 0.25, most: 12 },
  worst: { size: 0.5, most: 10 },
  fit: { size: 0.5, most: 10 },
  least: { size: 0.5, most: 10 },
};
const names = Object.keys(steps) as (keyof Facts)[];

/** For each draft what it lacks, by how much. */
export function besideOthers(goal: Goal, drafts: readonly Draft[]): number[][] {
  const facts = drafts.map((draft) => factsOf(goal, draft));
  return drafts.map((draft, at) => {
    const own = facts[at];
    if (own === undefined) return [];
    const many = Number(draft.results.length > 1);
    const lacks = names.flatMap((name, place) => {
      const { size, most } = steps[name];
      const best = Math.max(...facts.map((other) => other[name]));
      const count = Math.min(most, Math.round((best - own[name]) / size));
      // One feature for each step: what lacks much lacks little too.
      return Array.from({ length: count }, (_, step) => featureId(450 + place, step, many));
    });
    return [...lacks, ...alikeFeatures(draft)];
  });
}

function factsOf(goal: Goal, draft: Draft): Facts {
  const logs = draft.chances.map((chance) => Math.log(Math.max(chance, 1e-4)));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const fits = draft.fits.map((fit) => Math.min(8, fit));
  return {
    values: -leftMentions(goal, { first: 0, next: goal.tokens.length }, draft).length,
    words: -unheardWords(goal, draft).length,
    mean: sum(logs) / Math.max(1, draft.results.length),
    worst: Math.min(0, ...logs),
    fit: sum(fits) / Math.max(1, fits.length),
    least: Math.min(8, ...fits),
  };
}

/** How many calls are made as another one is, say nothing that another one does not say, and rest on no words of their own. */
function alikeFeatures({ reasons, results }: Draft): number[] {
  const many = Number(results.length > 1);
  const answers = reasons.filter((reason) => reason.answers);
  const said = answers.map(({ entry, filling }) => ({
    entry,
    values: filling.filled.map(({ slot, candidate }) => JSON.stringify([slot.key, candidate.value])),
    words: filling.filled.flatMap(({ candidate }) => candidate.spans.map(({ first }) => first)),
  }));
  const others = (at: number) => said.filter((other, place) => place !== at && other.entry === said[at]?.entry);
  const within = said.filter(({ values }, at) =>
    others(at).some((other) => values.every((one) => other.values.includes(one))),
  );
  const equal = within.filter(({ values }, at) => others(at).some((other) => other.values.length === values.length));
  const owned = said.filter(({ words }, at) =>
    words.some((first) => !said.some((other, place) => place !== at && other.words.includes(first))),
  );
  return [
    featureId(456, Math.min(3, equal.length), many),
    featureId(457, Math.min(3, within.length), many),
    featureId(458, Math.min(3, said.length - owned.length), many),
  ];
}
