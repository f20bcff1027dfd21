import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, type MentionList, overlaps, type Span } from "../goal/mention.js";
import { type Sense, sensesOf } from "./sense.js";
import type { Slot } from "./slots.js";
import type { Strictness } from "./strict.js";

/** What filling one call may look at. */
export interface FillContext {
  readonly goal: Goal;
  /** The clause the call stands for: only its words are offered. */
  readonly region: Span;
  /** Words that are arguments already. */
  readonly taken: readonly Span[];
  /** What of the clause may still become an argument. */
  readonly mentions: readonly Mention[];
  readonly lists: readonly MentionList[];
  /** Stems of the tool's name: the words that led to the tool are rarely values too. */
  readonly toolWords: ReadonlySet<string>;
  /** Stems of the names of all slots. */
  readonly slotWords: ReadonlySet<string>;
  /** What some slot of the call is about. */
  readonly senses: ReadonlySet<Sense>;
  /** How many slots of the call share a stem: a word all of them have tells none from another. */
  readonly sharing: ReadonlyMap<string, number>;
  /** Set for a call that changes something. */
  readonly strict: Strictness | undefined;
}

/** The words of one clause, and those of them that are spoken for. */
export interface Place {
  readonly goal: Goal;
  readonly region: Span;
  readonly taken: readonly Span[];
}

export interface CallWords {
  readonly words: ReadonlySet<string>;
  readonly slots: readonly Slot[];
  /** For a call that changes something: whether a tool that only looks finds a slot's value by a name. */
  readonly isLookedUp?: ((slot: Slot) => boolean) | undefined;
}

export function contextFor(place: Place, tool: CallWords): FillContext {
  const sharing = new Map<string, number>();
  const flat = leaves(tool.slots);
  for (const slot of flat) {
    for (const word of new Set([...slot.name, ...slot.description])) sharing.set(word, (sharing.get(word) ?? 0) + 1);
  }
  const offered = (span: Span) => isWithin(span, place.region) && !place.taken.some((other) => overlaps(span, other));
  const slotWords = new Set(flat.flatMap((slot) => slot.name));
  return {
    ...place,
    mentions: fewest(place.goal.mentions.filter(offered)),
    lists: place.goal.lists.filter(offered),
    toolWords: tool.words,
    slotWords,
    senses: new Set(flat.flatMap((slot) => [...sensesOf(slot)])),
    sharing,
    strict: tool.isLookedUp === undefined ? undefined : { isLookedUp: tool.isLookedUp, slots: flat },
  };
}

/** Hard and soft mentions that are weighed for one call. A clause of more is a text, and its odd phrases are no values. */
const mostHard = 200;
const mostSoft = 400;

function fewest(mentions: readonly Mention[]): Mention[] {
  if (mentions.length <= mostSoft) return [...mentions];
  const hard = mentions.filter(isHard).slice(0, mostHard);
  return [...hard, ...mentions.filter((mention) => !isHard(mention)).slice(0, mostSoft)];
}

function isWithin(span: Span, region: Span): boolean {
  return span.first >= region.first && span.next <= region.next;
}

/** The slots that take a value themselves. */
export function leaves(slots: readonly Slot[]): Slot[] {
  return slots.flatMap((slot) => (slot.children.length > 0 ? leaves(slot.children) : [slot]));
}
