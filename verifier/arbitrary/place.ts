import type fc from "fast-check";
import { failure, type Json, type Outcome, type Schema, type SchemaObject } from "../../toolspecs/index.js";
import type { Violation } from "../../validation/index.js";
import type { Effort } from "./effort.js";
import type { TextsLike } from "./patterns.js";

/** Values and about how many parts one of them has: what is put together from it stays of a bearable size. */
export interface Source {
  readonly values: fc.Arbitrary<Json>;
  readonly weight: number;
}

/** Why there is no source. */
export interface Unmade extends Violation {
  /** The schema may well allow values, but none of a size that could be tried out. */
  readonly tooLarge?: true;
}

export type Made = Outcome<Source, Unmade>;

/** Where in a schema a source is made, and what it may lean on. */
export interface Place {
  /** The path of the values here, for messages. */
  readonly path: string;
  /** Members and items on the way here. */
  readonly depth: number;
  /** How often a recursive reference may still be entered. */
  readonly recursion: number;
  readonly effort: Effort;
  /** Texts made after a pattern. */
  readonly textsLike: TextsLike;
  readonly make: (schema: Schema, place: Place) => Made;
  /** Whether a value keeps to a schema that stands in this root; nothing if the schema cannot be checked. */
  readonly accepts: (schema: SchemaObject) => ((value: Json) => boolean) | undefined;
}

export function inside(place: Place, step: string): Place {
  return {
    ...place,
    depth: place.depth + 1,
    path: place.path === "" || step.startsWith("[") ? place.path + step : `${place.path}.${step}`,
  };
}

export function impossible(place: Place, message: string): Made {
  return failure({ path: place.path, message });
}

export function tooLarge(place: Place, message: string): Made {
  return failure({ path: place.path, message, tooLarge: true });
}

/** More parts than a value should ever have. */
export const maxWeight = 20_000;
