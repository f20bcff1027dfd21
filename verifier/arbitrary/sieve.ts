import fc from "fast-check";
import { type Json, success } from "../../toolspecs/index.js";
import { impossible, type Made, type Place, type Source } from "./place.js";

const firstLook = 24;
const longLook = 400;
/** From this share on, drawing again until a value fits is quick. */
const fitShare = 0.2;

/**
 * The values of a source that pass a test. Never a search without end: a few are drawn at once, and where too few of
 * them fit, the ones found by looking longer are all there is.
 */
export function sieve({ values, weight }: Source, test: (value: Json) => boolean, place: Place): Made {
  const fits = (value: Json): boolean => {
    // A large value is more than one guess: it takes longer to make and to test.
    place.effort.spend(1 + Math.floor(weight / 50));
    return test(value);
  };
  const first = fc.sample(values, { numRuns: firstLook, seed: 1 }).filter(fits);
  if (first.length >= firstLook * fitShare) return success({ values: values.filter(fits), weight });
  const found = [...first, ...fc.sample(values, { numRuns: longLook, seed: 2 }).filter(fits)];
  if (found.length === 0) return impossible(place, "no value was found that keeps to all of the schema");
  const bySize = found.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
  return success({ values: fc.constantFrom(...bySize), weight });
}
