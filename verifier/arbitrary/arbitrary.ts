/**
 * Values that keep to a schema, for the worlds a plan is tried in. A source is made once per schema and everything that
 * could take for ever is decided then: a schema that allows nothing, or nothing that can be found, is a failure here and
 * never a search at the time of drawing.
 */
import type fc from "fast-check";
import {
  isRecursive,
  type Json,
  type Outcome,
  resolveRef,
  type Schema,
  type SchemaObject,
  success,
} from "../../toolspecs/index.js";
import { validatorOf } from "../../validation/index.js";
import { alternatives } from "./alternatives.js";
import { effortOf, TooMuchEffort } from "./effort.js";
import { rememberedTexts, type TextsLike } from "./patterns.js";
import { impossible, type Made, type Place, type Unmade } from "./place.js";
import { either, plainValues, withExamples } from "./plain.js";
import { selfContained } from "./root.js";

const maxGuesses = 40_000;
/** What making the source of one part of a schema counts for: schemas can grow as their references are followed. */
const guessesPerPart = 8;
const maxDepth = 32;
/** How often a recursive reference is entered: shallow values first, deeper ones only where the schema insists. */
const depths = [2, 5, 16];

/**
 * An arbitrary of the values that keep to a schema, or why there is none. `default` and `examples` come up often. Whoever
 * asks for several hands in what remembers the patterns they share.
 */
export function arbitraryOf(schema: Schema, textsLike = rememberedTexts()): Outcome<fc.Arbitrary<Json>, Unmade> {
  const [first = 0, ...deeper] = depths;
  let tried = attempt(schema, first, textsLike);
  for (const recursion of deeper) if (!tried.made.ok && tried.cut) tried = attempt(schema, recursion, textsLike);
  return tried.made.ok ? success(tried.made.value.values) : tried.made;
}

/** `cut` tells whether deeper recursion could have helped. */
function attempt(
  root: Schema,
  recursion: number,
  textsLike: TextsLike,
): { readonly made: Made; readonly cut: boolean } {
  const effort = effortOf(maxGuesses);
  const references = referencesIn(root);
  const place: Place = {
    path: "",
    depth: 0,
    recursion,
    effort,
    textsLike,
    make: (schema, at) => {
      // As the stack would say later, and at a place that depends on the machine.
      if (at.depth > maxDepth) throw new RangeError("nested too deep");
      const inside = references.within(at);
      const options = alternatives(schema, root, inside.mayEnter);
      effort.spend(guessesPerPart * (1 + options.length));
      const deeper = inside.place();
      return either(
        options.map((one) => valuesOf(one, deeper, references)),
        at,
      );
    },
    accepts: (schema) => {
      const check = validatorOf(selfContained(schema, root));
      return check.ok ? (value) => check.value(value).length === 0 : undefined;
    },
  };
  try {
    const made = place.make(root, place);
    effort.finish();
    return { made, cut: references.cut() };
  } catch (error) {
    if (error instanceof TooMuchEffort) return { made: impossible(place, "values are too hard to find"), cut: false };
    if (error instanceof RangeError) return { made: impossible(place, "the schema is nested too deep"), cut: false };
    throw error;
  }
}

function valuesOf(schema: SchemaObject, place: Place, references: References): Made {
  if (schema.$ref === undefined) return plainValues(schema, place);
  const made = references.values(schema.$ref, place);
  return made.ok ? withExamples(made.value, schema, place) : made;
}

interface References {
  values(ref: string, place: Place): Made;
  /** Entering references without a source of their own, as other keywords stand beside them. */
  within(place: Place): { readonly mayEnter: (ref: string) => boolean; readonly place: () => Place };
  /** Whether a reference was not entered because it had been entered often enough. */
  cut(): boolean;
}

/** One source per reference and depth, whoever refers to it. */
function referencesIn(root: Schema): References {
  const known = new Map<string, Made>();
  const recursive = new Map<string, boolean>();
  let cut = false;
  const isLoop = (ref: string): boolean => {
    const loops = recursive.get(ref) ?? isRecursive(root, ref);
    recursive.set(ref, loops);
    return loops;
  };
  return {
    cut: () => cut,
    within(place) {
      let entered = false;
      return {
        mayEnter(ref) {
          if (!isLoop(ref)) return true;
          if (place.recursion === 0) cut = true;
          else entered = true;
          return place.recursion > 0;
        },
        place: () => (entered ? { ...place, recursion: place.recursion - 1 } : place),
      };
    },
    values(ref, place) {
      const loops = isLoop(ref);
      if (loops && place.recursion === 0) cut = true;
      if (loops && place.recursion === 0) return impossible(place, "the schema asks for itself without end");
      const target = resolveRef(root, ref);
      if (target === undefined) return impossible(place, `${ref} is not defined`);
      const deeper = loops ? { ...place, recursion: place.recursion - 1 } : place;
      const key = `${deeper.recursion} ${ref}`;
      const made = known.get(key) ?? place.make(target, deeper);
      known.set(key, made);
      return made;
    },
  };
}
