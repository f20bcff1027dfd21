/** Fills the arguments of one call from the words of one clause. */
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import { stopWords } from "../words/stopwords.js";
import { type Assignment, assign, type Wish } from "./assign.js";
import type { Scored } from "./candidate.js";
import { choiceFor } from "./candidates.js";
import { type FillContext, leaves } from "./context.js";
import { chancesOf, weighed } from "./score.js";
import type { Slot } from "./slots.js";

export interface Filled {
  readonly slot: Slot;
  readonly candidate: Scored;
}

/** One way to fill a call. */
export interface Filling {
  readonly filled: readonly Filled[];
  /** Required slots no word of the goal fits. */
  readonly open: readonly Slot[];
  readonly spans: readonly Span[];
  /** Probability of each decision: of the values chosen, and of leaving out what was left out. */
  readonly chances: readonly number[];
  /** What was weighed for each slot, by its key, best first. */
  readonly weighed: ReadonlyMap<string, readonly Scored[]>;
  /** What the values are worth, less what the open slots cost. */
  readonly score: number;
}

/** How choosy to be: the least a value must be worth. */
export interface Standard {
  /** In a required slot, with a hard mention behind it. */
  readonly hard: number;
  /** Guessed from its place alone. */
  readonly soft: number;
  /** In a slot that may be left out: 0 is as likely as no value. */
  readonly optional: number;
}

/** By how much rides on the values: a look, a change, a look that only feeds another call. */
export const standards = {
  look: { hard: -1, soft: -3, optional: -2 },
  act: { hard: -3, soft: 1.5, optional: 0 },
  feed: { hard: 3, soft: 3, optional: 0 },
} as const satisfies Record<string, Standard>;

function leastOf(
  { hard, soft, optional }: Standard,
  { required, guessed }: { required: boolean; guessed: boolean },
): number {
  if (required) return guessed ? soft : hard;
  return guessed ? Math.max(soft, optional) : optional;
}

/** A value that the call needs is likelier said than fetched: beside what another tool could give it counts for more. */
const requiredWorth = { hard: 5, soft: 3 };

function asRequired(candidate: Scored): Scored {
  return { ...candidate, worth: candidate.score + (candidate.soft ? requiredWorth.soft : requiredWorth.hard) };
}

/** Beside another value that the parameter could take. */
const tieWorth = 3;

function withTie(candidate: Scored): Scored {
  if (candidate.tied !== true) return candidate;
  const score = candidate.score + tieWorth;
  return { ...candidate, score, worth: score };
}

/** What a hard mention costs that no argument uses. */
export const hardCost = 2;
/** And a telling word, where a call changes something: what it says must not get lost. */
const wordCost = 1;

/** The best ways to fill `slots`, best first, one for each set of slots left open; never empty. */
export function fillings(slots: readonly Slot[], context: FillContext, standard: Standard): Filling[] {
  const needed = neededSlots(slots);
  const wishes = leaves(slots).map((slot) => wishFor(slot, context, { standard, required: needed.has(slot) }));
  // A change is not made without a value that it needs.
  const judged = judgedBy(slots, wishes, context.strict !== undefined);
  const results = assign(wishes).map((assignment) => {
    const filling = judged(assignment);
    const placed = [...filling.spans, ...context.taken];
    const unheard = context.strict === undefined ? 0 : unheardIn(placed, context);
    const worth = filling.score - hardCost * unplaced(placed, context).length - wordCost * unheard;
    return { worth, filling };
  });
  results.sort((a, b) => b.worth - a.worth);
  return onePerOpenSet(results.map(({ filling }) => filling));
}

/** Turns one value or none for every wish into a filling. `sure`: what a slot needs is given in any case. */
export function judgedBy(
  slots: readonly Slot[],
  wishes: readonly Wish[],
  sure: boolean,
): (assignment: Assignment) => Filling {
  const flat = leaves(slots);
  const needed = neededSlots(slots);
  const all = new Map(wishes.map((wish) => [wish.slot.key, wish.all]));
  const chanceOf = wishes.map(({ all, slot }) => chancesOf(all, slot.required && sure));
  return ({ chosen, score }) => {
    const filled = flat.flatMap((slot, index) => {
      const candidate = chosen[index];
      return candidate === undefined ? [] : [{ slot, candidate }];
    });
    const whole = withoutPartial(slots, filled);
    const open = flat.filter((slot, index) => chosen[index] === undefined && needed.has(slot));
    const chances = wishes.flatMap(({ slot }, index) =>
      chosen[index] === undefined && slot.required ? [] : [chanceOf[index]?.(chosen[index]) ?? 1],
    );
    const spans = whole.flatMap(({ candidate }) => candidate.spans);
    return { filled: whole, open, spans, chances, weighed: all, score };
  };
}

interface WishOptions {
  readonly standard: Standard;
  readonly required: boolean;
}

export function wishFor(slot: Slot, context: FillContext, { standard, required }: WishOptions): Wish {
  const all = weighed(choiceFor(slot, context), context.model.slots)
    .map(withTie)
    .sort((a, b) => b.score - a.score);
  const stated = slot.required ? all.map(asRequired) : all;
  const candidates = stated.filter(({ soft, worth }) => worth >= leastOf(standard, { required, guessed: soft }));
  return { slot: { ...slot, required }, candidates, all };
}

function onePerOpenSet(sorted: readonly Filling[]): Filling[] {
  const seen = new Set<string>();
  return sorted.filter(({ open }) => {
    const key = open.map((slot) => slot.key).join(",");
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
function unplaced(placed: readonly Span[], { goal, region, toolWords, slotWords }: FillContext): Mention[] {
  return goal.mentions.filter(
    (mention) =>
      isHard(mention) &&
      mention.first >= region.first &&
      mention.next <= region.next &&
      !placed.some((span) => overlaps(span, mention)) &&
      !goal.tokens.slice(mention.first, mention.next).every(({ stem }) => toolWords.has(stem) || slotWords.has(stem)),
  );
}

/** Telling words of the clause that neither an argument nor the tool itself speaks of; values are counted elsewhere. */
function unheardIn(spans: readonly Span[], { goal, region, toolWords, sharing }: FillContext): number {
  const placed = [...spans, ...goal.mentions.filter(isHard)];
  let count = 0;
  for (let at = region.first; at < region.next; at += 1) {
    const token = goal.tokens[at];
    if (token?.kind !== "word" || stopWords.has(token.lower) || toolWords.has(token.stem) || sharing.has(token.stem))
      continue;
    const place = { first: at, next: at + 1 };
    if (!placed.some((span) => overlaps(span, place))) count += 1;
  }
  return count;
}
