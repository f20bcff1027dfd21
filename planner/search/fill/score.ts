import { sumOf, type Table } from "../learned/table.js";
import type { Choice, Scored } from "./candidate.js";

/** The candidates with what the model makes of them, best first. */
export function weighed({ candidates, omission }: Choice, table: Table): readonly Scored[] {
  const none = sumOf(table, omission);
  return candidates
    .map((candidate) => {
      const score = sumOf(table, candidate.features) - none;
      return { ...candidate, score, worth: score };
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * Probability of the value, or of no value, against all others that could have been chosen. Several stretches of the goal may
 * stand for one value: then each of them speaks for it. `sure`: there is a value in any case.
 */
export function chanceOf(
  { all, sure }: { readonly all: readonly Scored[]; readonly sure: boolean },
  chosen: Scored | undefined,
): number {
  const said = JSON.stringify(chosen?.value);
  let own = chosen === undefined ? 1 : 0;
  let sum = sure ? 0 : 1;
  for (const { score, value } of all) {
    const share = Math.exp(score);
    sum += share;
    if (chosen !== undefined && JSON.stringify(value) === said) own += share;
  }
  return own / sum;
}
