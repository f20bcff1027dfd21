/** Fills the arguments of one call from the words of one clause. */
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import { assign, type Wish } from "./assign.js";
import type { Candidate } from "./candidate.js";
import { candidatesFor } from "./candidates.js";
import { type FillContext, leaves } from "./context.js";
import type { Slot } from "./slots.js";

export interface Filled {
  readonly slot: Slot;
  readonly candidate: Candidate;
}

/** One way to fill a call. */
export interface Filling {
  readonly filled: readonly Filled[];
  /** Required slots no word of the goal fits. */
  readonly open: readonly Slot[];
  readonly spans: readonly Span[];
  /** What the values are worth, less what the open slots cost. */
  readonly score: number;
}

/** How choosy to be: the least a value must be worth in a required slot. */
export interface Standard {
  /** With a hard mention behind it. */
  readonly hard: number;
  /** Guessed from its place alone. */
  readonly soft: number;
}

/** An optional value left out is seldom wrong, an idle guess often is. */
const leastOptional = 2.2;
/** What a hard mention costs that no argument uses. */
export const hardCost = 0.8;

/** The best ways to fill `slots`, best first, one for each set of slots left open; never empty. */
export function fillings(slots: readonly Slot[], context: FillContext, standard: Standard): Filling[] {
  const flat = leaves(slots);
  const needed = neededSlots(slots);
  const wishes = flat.map((slot): Wish => {
    const required = needed.has(slot);
    const candidates = candidatesFor(slot, context).filter(({ soft, score }) => !soft || score >= standard.soft);
    return { slot: { ...slot, required }, candidates, least: required ? standard.hard : leastOptional };
  });
  const results = assign(wishes).map(({ chosen, score }) => {
    const filled = flat.flatMap((slot, index) => {
      const candidate = chosen[index];
      return candidate === undefined ? [] : [{ slot, candidate }];
    });
    const whole = withoutPartial(slots, filled);
    const open = flat.filter((slot, index) => chosen[index] === undefined && needed.has(slot));
    const spans = whole.flatMap(({ candidate }) => candidate.spans);
    const worth = score - hardCost * unplaced(spans, context).length;
    return { worth, filling: { filled: whole, open, spans, score } };
  });
  results.sort((a, b) => b.worth - a.worth);
  return onePerOpenSet(results.map(({ filling }) => filling));
}

function onePerOpenSet(sorted: readonly Filling[]): Filling[] {
  const seen = new Set<string>();
  return sorted.filter(({ open }) => {
    const key = open.map((slot) => slot.path.join(".")).join(",");
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** Leaves that are required all the way up. */
export function neededSlots(slots: readonly Slot[]): ReadonlySet<Slot> {
  const needed = slots.filter((slot) => slot.required);
  return new Set(needed.flatMap((slot) => (slot.children.length > 0 ? [...neededSlots(slot.children)] : [slot])));
}

/** An optional object of which a required part is missing is left out whole. */
function withoutPartial(slots: readonly Slot[], filled: readonly Filled[]): Filled[] {
  const broken = slots.flatMap((slot) => brokenParents(slot, new Set(filled.map((entry) => entry.slot))));
  return filled.filter(({ slot }) => !broken.some((parent) => leaves([parent]).includes(slot)));
}

function brokenParents(slot: Slot, given: ReadonlySet<Slot>): Slot[] {
  if (slot.children.length === 0) return [];
  const lacks = [...neededSlots(slot.children)].some((leaf) => !given.has(leaf));
  return !slot.required && lacks ? [slot] : slot.children.flatMap((child) => brokenParents(child, given));
}

/** Mentions of the clause nobody can overlook that no argument uses. */
function unplaced(spans: readonly Span[], { goal, region, taken, toolWords, slotWords }: FillContext): Mention[] {
  const placed = [...spans, ...taken];
  return goal.mentions.filter(
    (mention) =>
      isHard(mention) &&
      mention.first >= region.first &&
      mention.next <= region.next &&
      !placed.some((span) => overlaps(span, mention)) &&
      !goal.tokens.slice(mention.first, mention.next).every(({ stem }) => toolWords.has(stem) || slotWords.has(stem)),
  );
}
