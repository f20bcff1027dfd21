import type { Step } from "./outline.js";

/** Steps one after the other that are all shown, or all folded away. */
export interface Fold {
  readonly shown: boolean;
  readonly steps: readonly Step[];
}

/** Steps beyond which the rest is folded, so that what comes after them can be found. */
export const mostUnfolded = 40;

/** The steps in their order. What cannot be undone is never folded away, however many there are. */
export function folds(steps: readonly Step[]): readonly Fold[] {
  const found: { readonly shown: boolean; readonly steps: Step[] }[] = [];
  for (const [index, step] of steps.entries()) {
    const shown = index < mostUnfolded || isGrave(step);
    const last = found.at(-1);
    if (last?.shown === shown) last.steps.push(step);
    else found.push({ shown, steps: [step] });
  }
  return found;
}

/** Of what nobody says what it does the worst is supposed. */
export function isGrave({ effect }: Pick<Step, "effect">): boolean {
  return effect === undefined || effect === "irreversible";
}

/** `and 12 more steps (41 to 52), none of them irreversible` */
export function foldWords(steps: readonly Step[]): string {
  const [first, last] = [steps[0]?.number, steps.at(-1)?.number];
  if (steps.length === 1) return `and 1 more step (${first}), not irreversible`;
  return `and ${steps.length} more steps (${first} to ${last}), none of them irreversible`;
}
