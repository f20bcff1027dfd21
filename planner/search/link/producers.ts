/** Which tools could produce a value: an index from the words of outputs to the tools that have them. */
import type { Slot } from "../fill/slots.js";
import type { Check } from "../program/program.js";
import { shapeOf } from "../schema/shape.js";
import type { ToolEntry } from "../tools/entry.js";
import { checksFor } from "./assignable.js";
import { isGeneric, matchOf } from "./match.js";
import { type Output, outputsOf } from "./outputs.js";

export interface Link {
  readonly entry: ToolEntry;
  readonly output: Output;
  readonly checks: readonly Check[];
  readonly match: number;
}

export interface ProducerIndex {
  /** Tools that only look and whose output holds a fitting value, best first. */
  producersOf(slot: Slot, things: readonly string[]): readonly Link[];
}

/** How many producers are tried for one parameter. */
const tried = 5;

export function indexProducers(entries: readonly ToolEntry[]): ProducerIndex {
  const outputs = outputsByWord(entries);
  const known = new WeakMap<Slot, readonly Link[]>();
  return {
    producersOf(slot, things) {
      const links = known.get(slot) ?? linksOf(slot, things, outputs);
      known.set(slot, links);
      return links;
    },
  };
}

interface Held {
  readonly entry: ToolEntry;
  readonly output: Output;
}

/** Outputs under the words of their names and of what they belong to: `customer` finds the `id` of a customer. */
function outputsByWord(entries: readonly ToolEntry[]): ReadonlyMap<string, readonly Held[]> {
  const outputs = new Map<string, Held[]>();
  for (const entry of entries) {
    if (entry.acts) continue;
    const { schema } = entry.binding.spec.output;
    for (const output of outputsOf(shapeOf(schema, typeof schema === "boolean" ? {} : schema))) {
      for (const word of new Set([...output.name, ...output.owners, ...entry.things])) {
        const list = outputs.get(word);
        if (list === undefined) outputs.set(word, [{ entry, output }]);
        else list.push({ entry, output });
      }
    }
  }
  return outputs;
}

function linksOf(slot: Slot, things: readonly string[], outputs: ReadonlyMap<string, readonly Held[]>): Link[] {
  const best = new Map<ToolEntry, Link>();
  for (const { entry, output } of heldFor(slot, things, outputs)) {
    const link = linkOf(slot, things, { entry, output });
    const known = best.get(entry);
    if (link !== undefined && (known === undefined || link.match > known.match)) best.set(entry, link);
  }
  return [...best.values()].sort((a, b) => b.match - a.match || a.entry.place - b.entry.place).slice(0, tried);
}

/** A mail address may have any name; everything else is found by a word that tells, its own or its owner's. */
function heldFor(
  slot: Slot,
  things: readonly string[],
  outputs: ReadonlyMap<string, readonly Held[]>,
): ReadonlySet<Held> {
  const own = slot.name.filter((word) => !isGeneric(word));
  const words = own.length > 0 ? own : things;
  const email = slot.senses.has("email") ? ["email"] : [];
  return new Set([...words, ...email].flatMap((word) => outputs.get(word) ?? []));
}

export function linkOf(
  slot: Slot,
  things: readonly string[],
  { entry, output, owners = entry.things }: { entry: ToolEntry; output: Output; owners?: readonly string[] },
): Link | undefined {
  const match = matchOf({ slot, things }, { output, things: owners });
  if (match === 0) return undefined;
  const checks = checksFor(output.shape, slot.shape);
  return checks === undefined ? undefined : { entry, output, checks, match };
}
