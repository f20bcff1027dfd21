import type { Json } from "../../../toolspecs/index.js";
import { sumOf, type Table } from "../learned/table.js";
import type { Choice, Scored } from "./candidate.js";

/** The least that the words of the goal must speak for a value they do not name. */
const leastTie = 0.4;

/** And what is said in so many words counts for. */
const leastStated = 1;

/** The candidates with what the model makes of them, best first. */
export function weighed({ candidates, omission }: Choice, table: Table): readonly Scored[] {
  const none = sumOf(table, omission);
  return candidates
    .filter(({ ties }) => ties === undefined || sumOf(table, ties) >= leastTie)
    .map((candidate) => {
      const learned = sumOf(table, candidate.features) - none;
      const score = candidate.stated === true ? Math.max(learned, leastStated) : learned;
      return { ...candidate, score, worth: score };
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * Probability of each value, or of no value, against all others that could have been chosen. Several stretches of the goal
 * may stand for one value: then each of them speaks for it. `sure`: there is a value in any case.
 */
export function chancesOf(all: readonly Scored[], sure: boolean): (chosen: Scored | undefined) => number {
  const shares = new Map<string, number>();
  const keys = new Map<Json, string>();
  const keyOf = (value: Json): string => {
    const known = keys.get(value) ?? JSON.stringify(value);
    keys.set(value, known);
    return known;
  };
  let sum = sure ? 0 : 1;
  for (const { score, value } of all) {
    const share = Math.exp(score);
    sum += share;
    shares.set(keyOf(value), (shares.get(keyOf(value)) ?? 0) + share);
  }
  return (chosen) => {
    if (chosen === undefined) return 1 / sum;
    // What was said for a call before was not weighed for this one, and counts beside what was.
    const more = chosen.again === true ? Math.exp(chosen.score) : 0;
    return ((shares.get(keyOf(chosen.value)) ?? 0) + more) / (sum + more);
  };
}
