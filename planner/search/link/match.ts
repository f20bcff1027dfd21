/** How well an output value is what a parameter means, by names: 1 is the same name, 0 is no reason at all. */

import type { Slot } from "../fill/slots.js";
import type { Output } from "./outputs.js";

/** Names that say what kind of value it is and not whose. */
const generic = new Set(
  "id name titl type status state kind value number key date time url link text content description count email cod code".split(
    " ",
  ),
);

/** Whether a word of a name says what kind of value it is and not whose. */
export function isGeneric(word: string): boolean {
  return generic.has(word);
}

export interface Wanted {
  readonly slot: Slot;
  /** What the tool that wants it works on: `issue` for `close_issue`. */
  readonly things: readonly string[];
}

export interface Offered {
  readonly output: Output;
  /** What the tool that offers it works on: `customer` for `find_customer`. */
  readonly things: readonly string[];
}

export function matchOf({ slot, things }: Wanted, { output, things: offeredThings }: Offered): number {
  const own = output.name;
  const owners = [...offeredThings, ...output.owners];
  const [slotWords, outputWords] = [slot.name, own];
  if (outputWords.length === 0) return slotWords.some((word) => offeredThings.includes(word)) ? 0.6 : 0;
  if (equal(slotWords, outputWords)) return sameName(slotWords, things, owners);
  const rest = without(slotWords, owners);
  if (rest.length < slotWords.length && equal(rest, outputWords)) return 0.9;
  const stripped = without(outputWords, owners);
  if (stripped.length < outputWords.length && equal(slotWords, stripped) && shares(things, owners)) return 0.8;
  if (equal(outputWords, ["id"]) && slotWords.every((word) => owners.includes(word))) return 0.7;
  return sameSense(slot, output) ? 0.5 : 0;
}

function sameName(words: readonly string[], things: readonly string[], owners: readonly string[]): number {
  if (!words.every((word) => generic.has(word))) return 1;
  return shares(things, owners) ? 0.85 : 0;
}

/** A mail address is a mail address, whatever the parameter is called: `to` from `email`. */
function sameSense(slot: Slot, output: Output): boolean {
  if (!slot.senses.has("email")) return false;
  return output.shape.schema.format === "email" || output.name.includes("email");
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

function without(words: readonly string[], removed: readonly string[]): string[] {
  return words.filter((word) => !removed.includes(word));
}

function shares(left: readonly string[], right: readonly string[]): boolean {
  return left.some((word) => right.includes(word));
}
