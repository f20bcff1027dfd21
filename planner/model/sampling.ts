import type { Round } from "../round.js";

/** Asked to mend a program with little chance, small models say it again. */
const mending = 0.5;

/** Enough for candidates to differ, little enough for them to stay sensible. */
const varied = 0.7;

/** Added for each round that only said again what was rejected, up to the hottest at which small models still write programs. */
const heat = 0.3;
const hottest = 1.2;

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
  const repeats = round?.repeats ?? 0;
  const mustDiffer = round !== undefined && (round.candidate > 0 || (round.mends === 0 && again));
  if (!mustDiffer) return again && given !== undefined ? Math.max(given, mending) : given;
  const warm = Math.max(given ?? varied, varied);
  return Math.max(warm, Math.min(hottest, warm + heat * repeats));
}

/** Places for the candidates of a round, so that no two programs of a plan are drawn with the same seed. */
const seedsEach = 64;

/** For what is to differ from what was said before; the first program is asked for with the server's own. */
export function seedFor({ round, again }: Situation): number | undefined {
  if (round === undefined || (round.of === 1 && !again)) return undefined;
  return round.number * seedsEach + round.candidate;
}
