/**
 * Schemas can be written so that finding a value takes for ever. Every guess is counted while a source is being made,
 * and the count is the same on every machine. A source whose making stayed within it is cheap enough to draw from later.
 */
export interface Effort {
  /** Counts a guess, or several; throws when there were too many. */
  spend(guesses?: number): void;
  /** The source is made: guesses are free from here on. */
  finish(): void;
}

/** Leaves the callbacks of a generator, which have no other way out; caught where the making began. */
export class TooMuchEffort extends Error {}

export function effortOf(guesses: number): Effort {
  let left = guesses;
  return {
    spend(guesses = 1) {
      left -= guesses;
      if (left < 0) throw new TooMuchEffort();
    },
    finish() {
      left = Number.POSITIVE_INFINITY;
    },
  };
}
