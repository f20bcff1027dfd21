/** Completes one call: arguments from the goal's words, and backwards from other tools' outputs for the rest. */
import { identifies } from "../fill/called.js";
import { leaves } from "../fill/context.js";
import { type Filled, type Filling, neededSlots, standards } from "../fill/fill.js";
import type { Slot } from "../fill/slots.js";
import { introduces } from "../fill/strict.js";
import { isHard, overlaps, type Span } from "../goal/mention.js";
import type { Link } from "../link/producers.js";
import type { ToolEntry } from "../tools/entry.js";
import { stem } from "../words/stem.js";
import type { SolveContext, Wanted } from "./context.js";
import type { Draft, Given } from "./draft.js";
import { type Argument, type Completed, finished, literal, type Unfinished } from "./finish.js";
import { inherited, settledValue } from "./settle.js";
import { supplies } from "./supply.js";
import { waysToFill } from "./ways.js";

export interface Attempt {
  readonly completed: readonly Completed[];
  /** Required parameters of the best filling that nothing could supply; empty when something was completed. */
  readonly open: readonly Slot[];
}

/** Of how well a feeding call's own arguments fit, only so much counts: it is a means. */
const feedShare = 0.1;
/** And what it must be fed with itself always costs. */
const feedCost = 0.3;
/** What `fillings` takes off for an open slot, given back once it is fed. */
const fedSlot = 3;
const fillingsTried = 4;
const kept = 3;

export function attemptCall(context: SolveContext, draft: Draft, wanted: Wanted): Attempt {
  const tries = fillingsFor(context, draft, wanted)
    .filter((filling) => wanted.answers || filling.filled.every(({ candidate }) => candidate.each === undefined))
    .slice(0, fillingsTried);
  const results = tries.map((filling) => feed(context, draft, { wanted, filling }));
  const completed = results
    .flatMap((result) => result.completed)
    .sort((a, b) => b.draft.score - a.draft.score)
    .slice(0, kept);
  return { completed, open: completed.length > 0 ? [] : (results[0]?.open ?? []) };
}

function fillingsFor(context: SolveContext, draft: Draft, { entry, answers, waiting }: Wanted): readonly Filling[] {
  const { request, producers } = context;
  const slots = answers
    ? entry.slots
    : entry.slots.filter((slot) => inherited(draft, entry.things, slot) === undefined);
  // What a feeding call is narrowed by must have been said of the thing: the deed itself ("close") is no state to look for.
  const others = answers ? [] : [...request.verbSpans, ...spokenFor(context, waiting), ...thingSpans(context, waiting)];
  const taken = [...draft.spans, ...others, ...deedSpans(context, waiting[0] ?? entry)];
  const isLookedUp = entry.acts
    ? (slot: Slot) => producers.producersOf(slot, entry.things).some(asksForName)
    : undefined;
  const standard = answers ? (entry.acts ? standards.act : standards.look) : standards.feed;
  return waysToFill(context, { entry, slots, taken, standard, isLookedUp });
}

/** Where the goal says the deed of a tool that changes something, if in a word of its name: "void" in "Void it" is no state. */
function deedSpans({ request, goal }: SolveContext, entry: ToolEntry): Span[] {
  if (!entry.acts) return [];
  const places = [...request.verbSpans, ...(request.opening === undefined ? [] : [request.opening])];
  return places.filter(({ first }) => entry.name.includes(goal.tokens[first]?.stem ?? ""));
}

/** Values that the goal gives to a parameter of a waiting tool by its name: the body "Hello" is nobody's name. */
function spokenFor({ goal }: SolveContext, waiting: readonly ToolEntry[]): readonly Span[] {
  const slots = waiting.flatMap((entry) => leaves(entry.slots));
  return goal.mentions.filter((mention) => isHard(mention) && slots.some((slot) => introduces(goal, slot, mention)));
}

/** Where the goal names what it asks for: "the failed builds" are no service's name. */
function thingSpans({ goal, region }: SolveContext, [waiting]: readonly ToolEntry[]): Span[] {
  // "Builds" are a thing of `list_builds`, though to build is a deed too.
  const things = waiting?.name.filter((word) => word !== stem(waiting.deeds[0] ?? "")) ?? [];
  const isThing = (at: number) =>
    waiting?.acts === false && goal.tokens[at]?.kind === "word" && things.includes(goal.tokens[at]?.stem ?? "");
  const places = Array.from({ length: region.next - region.first }, (_, index) => region.first + index);
  return places.filter(isThing).map((first) => ({ first, next: first + 1 }));
}

const lookupWords = new Set("name titl title path filenam query queri search email label subject key".split(" "));

function asksForName({ entry }: Link): boolean {
  return leaves(entry.slots).some(({ name }) => name.some((word) => lookupWords.has(word)));
}

function feed(context: SolveContext, draft: Draft, { wanted, filling }: { wanted: Wanted; filling: Filling }): Attempt {
  let partials: Unfinished[] = [start(draft, wanted, { filling, region: context.region })];
  const lacking: Slot[] = [];
  for (const slot of openSlots(draft, wanted, filling)) {
    const quoted = wanted.answers && wanted.entry.acts && !identifies(slot) ? quotedFor(context, filling, slot) : [];
    const fed = partials.flatMap((partial) => fedSlots(context, partial, { wanted, slot, quoted }));
    if (fed.length === 0) lacking.push(slot);
    else partials = fed.sort((a, b) => b.draft.score - a.draft.score).slice(0, kept);
  }
  if (lacking.length > 0) return { completed: [], open: lacking };
  return { completed: partials.flatMap((partial) => finished(partial, wanted, filling.filled)), open: [] };
}

/** What the goal quotes and the slot could take: `write "hello"` is not to look for hello and to write what is found. */
function quotedFor({ goal }: SolveContext, { weighed }: Filling, slot: Slot): readonly Span[] {
  const quotes = goal.mentions.filter(({ kind }) => kind === "quoted");
  const taken = (weighed.get(slot.key) ?? []).flatMap(({ spans }) => spans);
  return quotes.filter((quote) => taken.some((span) => overlaps(span, quote)));
}

/** A feeding call takes over what the call it feeds was given under the same name, so those slots are open to it too. */
function openSlots(draft: Draft, { entry, answers }: Wanted, filling: Filling): Slot[] {
  if (answers) return [...filling.open];
  const taken = entry.slots.filter((slot) => inherited(draft, entry.things, slot) !== undefined);
  return [...taken.filter((slot) => slot.required), ...filling.open];
}

function worthOf(filling: Filling, { answers }: Wanted): number {
  return (filling.score + fedSlot * filling.open.length) * (answers ? 1 : feedShare);
}

/** A way to fill a call, and the clause it is read from. */
interface Reading {
  readonly filling: Filling;
  readonly region: Span;
}

/** A call with the arguments that the goal gives. */
export function start(draft: Draft, wanted: Wanted, { filling, region }: Reading): Unfinished {
  const { things } = wanted.entry;
  const given = filling.filled.map(
    ({ slot, candidate }): Given => ({
      slot,
      value: candidate.value,
      several: candidate.each !== undefined,
      things,
    }),
  );
  return {
    draft: {
      ...draft,
      given: [...draft.given, ...given],
      reasons: [...draft.reasons, { entry: wanted.entry, region, answers: wanted.answers, filling }],
      spans: [...draft.spans, ...filling.spans],
      chances: wanted.answers ? [...draft.chances, ...filling.chances] : draft.chances,
      score: draft.score + worthOf(filling, wanted),
    },
    values: [
      ...filling.filled.map(({ slot, candidate }) => literal(slot, candidate.value)),
      ...emptyRecords(wanted.entry.slots, filling.filled),
    ],
    inside: undefined,
  };
}

/** A record that must be there although nothing in it must. */
function emptyRecords(slots: readonly Slot[], filled: readonly Filled[]): Argument[] {
  return slots.flatMap((slot) => {
    if (!slot.required || slot.children.length === 0) return [];
    const inside = leaves(slot.children);
    if (filled.some((entry) => inside.includes(entry.slot))) return emptyRecords(slot.children, filled);
    return neededSlots(slot.children).size === 0 ? [literal(slot, {})] : emptyRecords(slot.children, filled);
  });
}

function fedSlots(
  context: SolveContext,
  partial: Unfinished,
  { wanted, slot, quoted }: { wanted: Wanted; slot: Slot; quoted: readonly Span[] },
): Unfinished[] {
  const { entry, waiting, depth } = wanted;
  const settled = settledValue(partial.draft, entry, slot);
  if (settled !== undefined) return [{ ...partial, values: [...partial.values, literal(slot, settled)] }];
  const produce = (draft: Draft, producer: typeof entry) => {
    if (depth <= 0 || producer === entry || waiting.includes(producer)) return [];
    const next: Wanted = { entry: producer, answers: false, depth: depth - 1, waiting: [...waiting, entry] };
    return attemptCall(context, draft, next).completed;
  };
  return supplies(context, partial.draft, { slot, things: entry.things, careful: endsInAct(wanted) }, produce).flatMap(
    ({ draft, reference, inside }) => {
      if (draft.spans.slice(partial.draft.spans.length).some((span) => quoted.some((one) => overlaps(one, span))))
        return [];
      // Two loops at once would pair every element with every other.
      if (inside !== undefined && partial.inside !== undefined && inside !== partial.inside) return [];
      const score = wanted.answers ? draft.score : Math.min(draft.score, partial.draft.score - feedCost);
      const values = [...partial.values, { path: slot.path, value: reference }];
      return [{ draft: { ...draft, score }, values, inside: inside ?? partial.inside }];
    },
  );
}

/** The call that all this is for changes something. */
function endsInAct({ entry, waiting }: Wanted): boolean {
  return (waiting[0] ?? entry).acts;
}
