import type { Round } from "../round.js";

/** Asked to mend a program with no chance at all, small models say it again. */
const mending = 0.3;

/** Enough for candidates to differ, little enough for them to stay sensible. */
const varied = 0.7;

interface Situation {
  readonly round: Round | undefined;
  /** Something was rejected before. */
  readonly again: boolean;
}

/**
 * The first program is asked for as the caller wants it. Further candidates, and programs written anew after a failure, are to
 * differ from what was said before, so they are drawn with at least some chance. `undefined` leaves it to the server.
 */
export function temperatureFor(given: number | undefined, { round, again }: Situation): number | undefined {
  const mustDiffer = round !== undefined && (round.candidate > 0 || (round.mends === 0 && again));
  if (mustDiffer) return Math.max(given ?? varied, varied);
  return again && given !== undefined ? Math.max(given, mending) : given;
}
