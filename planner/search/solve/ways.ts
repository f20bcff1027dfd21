/** The ways to fill a call, each set of circumstances worked out once: drafts that share a clause ask the same again and again. */
import { contextFor } from "../fill/context.js";
import { type Filling, fillings, type Standard } from "../fill/fill.js";
import type { Slot } from "../fill/slots.js";
import { overlaps, type Span } from "../goal/mention.js";
import type { ToolEntry } from "../tools/entry.js";
import type { SolveContext } from "./context.js";

export interface Wished {
  readonly entry: ToolEntry;
  readonly slots: readonly Slot[];
  /** Words that are spoken for. */
  readonly taken: readonly Span[];
  readonly standard: Standard;
  /** For a call that changes something: whether a tool that only looks finds a slot's value by a name. */
  readonly isLookedUp?: ((slot: Slot) => boolean) | undefined;
}

/** Best first; never empty. */
export function waysToFill(context: SolveContext, wished: Wished): readonly Filling[] {
  const { goal, region, tools, model, ways } = context;
  const { entry, slots, standard, isLookedUp } = wished;
  const taken = wished.taken.filter((span) => overlaps(span, region));
  const key = keyOf({ ...wished, taken });
  const known = ways.get(key);
  if (known !== undefined) return known;
  const words = new Set(entry.name);
  const place = { goal, region, taken, model };
  const found = fillings(slots, contextFor(place, { words, slots, isLookedUp, nouns: tools.nouns }), standard);
  ways.set(key, found);
  return found;
}

function keyOf({ entry, slots, taken, standard, isLookedUp }: Wished): string {
  const spans = [...new Set(taken.map(({ first, next }) => `${first}-${next}`))].sort().join();
  const open = slots.map(({ key }) => key).join();
  const { hard, soft, optional } = standard;
  return [entry.place, open, spans, hard, soft, optional, isLookedUp !== undefined].join(" ");
}
