/** Values of a goal that its gold program does not use, and whether a dropped argument is noticed. */
import { readGoal } from "../../verifier/grounding/goal.js";
import { unusedValues } from "../../verifier/grounding/unused.js";
import type { StatedValue, ValueKind } from "../../verifier/grounding/values.js";
import type { GoldProgram } from "./gold.js";

export interface UnusedCount {
  /** Values of the kind that goals state. */
  stated: number;
  /** How many of them the gold program does not account for: false alarms. */
  unused: number;
  /** Arguments left out one at a time whose place in the goal is a value of the kind, and how many were noticed. */
  dropped: number;
  noticed: number;
}

export function countUnused(programs: readonly GoldProgram[]): ReadonlyMap<ValueKind, UnusedCount> {
  const counts = new Map<ValueKind, UnusedCount>();
  const count = (kind: ValueKind) => {
    const known = counts.get(kind) ?? { stated: 0, unused: 0, dropped: 0, noticed: 0 };
    counts.set(kind, known);
    return known;
  };
  for (const { goal: text, literals } of programs) {
    if (literals.length === 0) continue;
    const goal = readGoal(text);
    const unused = unusedValues(goal, literals);
    for (const { kind } of goal.values) count(kind).stated += 1;
    for (const { kind } of unused) count(kind).unused += 1;
    for (const literal of literals) {
      const value = stating(goal.values, String(literal.value));
      if (value === undefined) continue;
      const rest = literals.filter((other) => other !== literal);
      count(value.kind).dropped += 1;
      if (unusedValues(goal, rest).some(({ start }) => start === value.start)) count(value.kind).noticed += 1;
    }
  }
  return counts;
}

function stating(values: readonly StatedValue[], literal: string): StatedValue | undefined {
  return values.find(({ text }) => text === literal);
}
