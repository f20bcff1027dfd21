/** From arguments to a call. */
import type { Json } from "../../../toolspecs/index.js";
import { leaves } from "../fill/context.js";
import type { Filled } from "../fill/fill.js";
import type { Slot } from "../fill/slots.js";
import { recordOf, type Value } from "../program/program.js";
import type { Wanted } from "./context.js";
import { type Draft, type Variable, withCall } from "./draft.js";

export interface Argument {
  readonly path: readonly string[];
  readonly value: Value;
}

/** A call with some of its arguments. */
export interface Unfinished {
  readonly draft: Draft;
  readonly values: readonly Argument[];
  /** The loop it stands in. */
  readonly inside: string | undefined;
  /** The result of the call before it in a row of alike ones. */
  readonly like?: Variable | undefined;
}

export interface Completed {
  readonly draft: Draft;
  readonly variable: Variable;
}

/** The call itself, once for each item where the goal names several. */
export function finished(partial: Unfinished, { entry, answers }: Wanted, filled: readonly Filled[]): Completed[] {
  const anchored = filled.some(identifies);
  const rounds = roundsOf(filled);
  let { draft } = partial;
  let variable: Variable | undefined;
  for (const round of rounds) {
    const values = partial.values.map((given) => round.find(({ path }) => path === given.path) ?? given);
    const args = recordOf(inSchemaOrder(entry.slots, values));
    const made = withCall(draft, {
      entry,
      args,
      inside: partial.inside,
      anchored,
      answers,
      like: variable ?? partial.like,
    });
    draft = made.draft;
    variable = made.variable;
  }
  return variable === undefined ? [] : [{ draft, variable }];
}

/** In the order of the schema. A record given whole stands where its parts would. */
function inSchemaOrder(slots: readonly Slot[], values: Argument[]): Argument[] {
  const order = leaves(slots).map(({ path }) => path.join("."));
  const place = ({ path }: { path: readonly string[] }) =>
    order.findIndex((leaf) => `${leaf}.`.startsWith(`${path.join(".")}.`));
  return values.toSorted((a, b) => place(a) - place(b));
}

/** One round for each item when a slot that takes one value was given several. */
function roundsOf(filled: readonly Filled[]): Argument[][] {
  const spread = filled.filter(({ candidate }) => candidate.each !== undefined);
  const count = Math.max(1, ...spread.map(({ candidate }) => candidate.each?.length ?? 1));
  return Array.from({ length: count }, (_, round) =>
    spread.map(({ slot, candidate }) => literal(slot, candidate.each?.[round] ?? candidate.value)),
  );
}

const telling = new Set("name titl title email login usernam handl slug query queri search keyword term".split(" "));

/** The value singles something out: a name or words to look for, not a state, a place or the id of something else. */
function identifies({ slot, candidate }: Filled): boolean {
  const text = typeof candidate.value === "string" && slot.values === undefined;
  return text && !candidate.soft && slot.name.some((word) => telling.has(word));
}

export function literal(slot: Slot, value: Json): Argument {
  return { path: slot.path, value: { kind: "literal", value } };
}
