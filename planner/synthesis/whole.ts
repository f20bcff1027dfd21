/** What can be said of a program only when all of it is there. */
import { costs } from "./costs.js";
import { onlyLooks, type Scene, type Wanted } from "./scene.js";
import { element } from "./semantics/position.js";
import type { Sketch } from "./sketch.js";

export function wholeCost(sketch: Sketch, { inputs, wanted }: Scene): number {
  const unrelated = inputs.length === 0 ? 0 : unrelatedCalls(sketch);
  const toLook = changesToLook(sketch) ? costs.changeToLook : 0;
  return numberCost(sketch, wanted) + unrelated * costs.unrelated + roundTrips(sketch) * costs.roundTrip + toLook;
}

/** The first call is the one whose result is returned. */
function changesToLook({ calls: [asked, ...others] }: Sketch): boolean {
  return asked !== undefined && onlyLooks(asked.method) && others.some(({ method }) => !onlyLooks(method));
}

/** One where many are wanted, or any one of many. */
function numberCost({ calls, filters, result }: Sketch, { arrays }: Wanted): number {
  const refs = [result, ...filters.map(({ left }) => left), ...calls.flatMap(({ args }) => args.map(({ ref }) => ref))];
  const many = refs.some(({ path }) => path.includes(element));
  return arrays > 0 === (many && (arrays > 0 || filters.length === 0)) ? 0 : costs.otherNumber;
}

/** Calls that neither take anything from outside nor are compared with it: they come to all there is. */
function unrelatedCalls(sketch: Sketch): number {
  const { calls, filters } = sketch;
  const compared = new Set(filters.map(({ left }) => left.root));
  const related = calls.map(() => false);
  // What a call is given comes from calls behind it in the list.
  for (let index = calls.length - 1; index >= 0; index -= 1) {
    const args = calls[index]?.args ?? [];
    related[index] =
      compared.has(index) || args.some(({ ref }) => (typeof ref.root === "number" ? related[ref.root] : true));
  }
  return related.filter((one) => !one).length;
}

/** Values that a call was given, and that are taken from what it returned. */
function roundTrips(sketch: Sketch): number {
  return sketch.calls
    .flatMap(({ args }) => args)
    .filter(({ slot, ref }) => {
      const source = typeof ref.root === "number" ? sketch.calls[ref.root] : undefined;
      if (source === undefined) return false;
      return source.args.some((arg) => arg.slot.types.some((type) => slot.types.includes(type)));
    }).length;
}
