import type { Choices } from "./choices.js";

/** The types that drawn programs have variables of, with how TypeScript writes them. */
export const typeTexts = {
  str: "string",
  num: "number",
  bool: "boolean",
  item: "Item",
  items: "Item[]",
  strs: "string[]",
  map: "Map<string, string>",
  set: "Set<string>",
  rec: "Record<string, string>",
  fn: "() => Promise<string>",
} as const;

export type Type = keyof typeof typeTexts;

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Declared with `let`. */
  readonly mutable?: boolean;
}

/** A function declared by the program: its parameters, and what it gives. Asynchronous ones give a promise of it. */
export interface Helper {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type;
  readonly async: boolean;
}

/** Where in a program something is being written. */
export interface Place {
  readonly choices: Choices;
  readonly variables: readonly Variable[];
  readonly helpers: readonly Helper[];
  /** Whether `await` may stand here. */
  readonly async: boolean;
  readonly inLoop: boolean;
  /** What `return` gives here. */
  readonly result: Type;
  /** Whether lists are made longer and shorter by any name: hardly a bound is left then. */
  readonly wild: boolean;
  /** How many more levels may be nested. */
  readonly depth: number;
  readonly fresh: (prefix: string) => string;
  /** Writes some statements: expressions hold functions, and those hold statements. */
  readonly block: (place: Place) => string;
}

export function deeper(place: Place, more: Partial<Place> = {}): Place {
  return { ...place, depth: place.depth - 1, ...more };
}

export function withVariables(place: Place, ...more: readonly Variable[]): Place {
  return { ...place, variables: [...place.variables, ...more] };
}
