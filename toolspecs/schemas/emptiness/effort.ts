/**
 * Schemas can be written so that deciding takes for ever. Every step is counted; when too many were taken, whatever is
 * still open gets the benefit of the doubt. The count is the same on every machine.
 */
export interface Effort {
  /** Counts a step, or several; whether it may still be taken. */
  spend(steps?: number): boolean;
  spent(): boolean;
}

export function effortOf(steps: number): Effort {
  let left = steps;
  return {
    spend(some = 1) {
      left -= some;
      return left >= 0;
    },
    spent: () => left < 0,
  };
}
