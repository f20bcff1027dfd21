/** What the goal says instead of a literal that has no source: the value of the same kind that is spelled most like it. */
import { editDistance } from "./edit-distance.js";
import type { Goal } from "./goal.js";
import type { Literal, Look } from "./looks.js";
import type { Span } from "./span.js";
import type { StatedValue, ValueKind } from "./values.js";

const kinds: { readonly [look in Look]: readonly ValueKind[] } = {
  placeholder: ["identifier"],
  address: ["address"],
  identifier: ["identifier", "number"],
  date: ["date"],
  time: ["number"],
  number: ["number", "amount"],
  name: ["quoted"],
  text: ["quoted"],
};
const mostCompared = 64;
const longestCompared = 80;

export function nearestTo(goal: Goal, value: Literal, look: Look): Span | undefined {
  const alike = goal.values.filter(({ kind }) => kinds[look].includes(kind)).slice(0, mostCompared);
  let best: { readonly value: StatedValue; readonly distance: number } | undefined;
  for (const one of alike) {
    const distance = editDistance(String(value).slice(0, longestCompared), one.text.slice(0, longestCompared));
    if (best === undefined || distance < best.distance) best = { value: one, distance };
  }
  return best && { start: best.value.start, end: best.value.end };
}
