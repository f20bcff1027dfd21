/**
 * Whether a schema allows no value at all. The answer errs to one side: what is called empty surely is, while of a schema
 * that is not called empty nothing is known. Keywords that are not looked at (`if`, most of `not`, `format`, …) only take
 * values away, so leaving them out keeps that promise.
 *
 * A schema that refers to itself is asked for a *finite* value: "may have a value" is the least fixpoint of the rules, found
 * by going over them until a round adds nothing (emptiness of a regular tree language, as for the tree automata of
 * Comon et al., TATA, section 1.7; the states are sets of schemas that hold for one value).
 */
import type { Step } from "../../place.js";
import type { Schema, SchemaObject } from "../../schema.js";
import { alternatives } from "./alternatives.js";
import { arrays } from "./arrays.js";
import { effortOf } from "./effort.js";
import { type Empty, empty, type Inquiry, maxDepth } from "./inquiry.js";
import { kindsOf } from "./kinds.js";
import { isNever, listedIn, mayFit } from "./listed.js";
import { fractions, integers } from "./numbers.js";
import { objects } from "./objects.js";
import { texts } from "./texts.js";

/** Why a schema that stands alone allows no value; nothing when it may allow one. */
export function emptiness(root: Schema): Empty | undefined {
  return new Search(root).run();
}

const nothing = empty("its schema is false", "Say what it may be, or do not require it");
const endless = empty(
  "its schema asks for itself without end",
  "Make the part that refers back optional, or allow null or an empty list there",
);

const rules = {
  null: () => undefined,
  boolean: () => undefined,
  integer: integers,
  fraction: fractions,
  string: texts,
  array: arrays,
  object: objects,
} as const;

const maxEffort = 100_000;

class Search {
  readonly #root: Schema;
  readonly #effort = effortOf(maxEffort);
  readonly #numbers = new Map<SchemaObject, number>();
  /** Sets of schemas that may have a value in common. */
  readonly #possible = new Set<string>();
  /** Sets of schemas looked at in this round, with why they had none so far. */
  readonly #impossible = new Map<string, Empty>();

  constructor(root: Schema) {
    this.#root = root;
  }

  run(): Empty | undefined {
    for (;;) {
      const known = this.#possible.size;
      this.#impossible.clear();
      const found = this.#ask([this.#root], 0);
      if (found === undefined || this.#possible.size === known) return found;
    }
  }

  #ask(all: readonly Schema[], depth: number): Empty | undefined {
    const objects = all.filter((schema) => typeof schema === "object");
    if (all.includes(false)) return nothing;
    if (objects.length === 0 || depth > maxDepth || !this.#effort.spend()) return undefined;
    const key = this.#keyOf(objects);
    if (this.#possible.has(key)) return undefined;
    const known = this.#impossible.get(key);
    if (known !== undefined) return known;
    this.#impossible.set(key, endless);
    const found = this.#anyAlternative(objects, depth);
    if (found === undefined) this.#possible.add(key);
    else this.#impossible.set(key, found);
    return found;
  }

  #anyAlternative(all: readonly SchemaObject[], depth: number): Empty | undefined {
    const inquiry: Inquiry = {
      root: this.#root,
      effort: this.#effort,
      depth,
      ask: (step, parts) => below(step, this.#ask(parts, depth + 1)),
    };
    let first: Empty | undefined;
    for (const one of alternatives(all, inquiry)) {
      const found = ofAlternative(one, inquiry);
      if (found === undefined) return undefined;
      first ??= found;
    }
    return first ?? nothing;
  }

  /** Equal sets of schemas have equal keys, in whatever order they come. */
  #keyOf(schemas: readonly SchemaObject[]): string {
    const numbers = schemas.map((schema) => {
      const number = this.#numbers.get(schema) ?? this.#numbers.size;
      this.#numbers.set(schema, number);
      return number;
    });
    return [...new Set(numbers)].sort((a, b) => a - b).join();
  }
}

function below(step: Step, found: Empty | undefined): Empty | undefined {
  return found === undefined ? undefined : { ...found, path: [step, ...found.path] };
}

/** Schemas without branches and references that hold for the same value. */
function ofAlternative(schemas: readonly SchemaObject[], inquiry: Inquiry): Empty | undefined {
  if (inquiry.effort.spent()) return undefined;
  if (schemas.some(({ not }) => not !== undefined && isNever(not))) {
    return empty("its schema says that it must not be anything", "Say what it may be, or do not require it");
  }
  const listed = listedIn(schemas);
  if (listed !== undefined) {
    if (mayFit(listed, schemas, inquiry)) return undefined;
    return empty(
      "none of the values listed for it keeps to the rest of what is said of it",
      "Correct the values or the rest",
    );
  }
  const kinds = kindsOf(schemas);
  if (kinds.length === 0) return contraryTypes(schemas);
  let first: Empty | undefined;
  for (const kind of kinds) {
    const found = rules[kind](schemas, inquiry);
    if (found === undefined) return undefined;
    first ??= found;
  }
  return first;
}

function contraryTypes(schemas: readonly SchemaObject[]): Empty {
  const wanted = schemas.flatMap(({ type }) => (type === undefined ? [] : [[type].flat().join(" or ")]));
  return empty(`it must be ${[...new Set(wanted)].join(" and ")} at once`, "Drop all but one");
}
