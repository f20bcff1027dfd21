/** Feeds a parameter the goal gives no value for: from what the program already holds, or from one more call. */
import type { Slot } from "../fill/slots.js";
import { outputsOf } from "../link/outputs.js";
import { type Link, linkOf } from "../link/producers.js";
import type { ToolEntry } from "../tools/entry.js";
import { choicesFor } from "./choose.js";
import type { SolveContext } from "./context.js";
import type { Draft, Variable } from "./draft.js";
import { type Reached, reach } from "./reach.js";

/** Makes a call for its output; told by the caller so that this file need not know how calls are completed. */
export type Produce = (draft: Draft, entry: ToolEntry) => readonly { draft: Draft; variable: Variable }[];

export interface Need {
  readonly slot: Slot;
  /** What the tool works on that has the parameter. */
  readonly things: readonly string[];
  /** What is done with the value in the end changes something. */
  readonly careful: boolean;
}

/** A good name match is worth as much as a solid hint in the goal's words. */
const matchWorth = 1.5;
/** Something already at hand is better than one more call. */
const atHand = 0.6;
const callCost = 0.8;
/** The goal speaks of what holds the value: "the reporter of the ticket". */
const ownerWorth = 0.5;
const kept = 3;

export function supplies(context: SolveContext, draft: Draft, need: Need, produce: Produce): Reached[] {
  // What a change makes of a thing is for the goal to say: its own state is no new one.
  if (need.careful && need.slot.values !== undefined) return [];
  const held = draft.variables.flatMap((variable) => fromVariable(context, draft, { variable, need }));
  const made = context.producers
    .producersOf(need.slot, need.things)
    .filter(({ entry }) => !asksBack(entry, need.slot))
    .flatMap((link) => fromCall(context, draft, { link, need, produce }));
  return [...held, ...made].sort((a, b) => b.draft.score - a.draft.score).slice(0, kept);
}

/** A tool that must be told the very value it is asked for has nothing to add. */
function asksBack(entry: ToolEntry, slot: Slot): boolean {
  return entry.slots.some(({ path }) => path.at(-1) === slot.path.at(-1));
}

function fromVariable(
  context: SolveContext,
  draft: Draft,
  { variable, need }: { variable: Variable; need: Need },
): Reached[] {
  return outputsOf(variable.shape).flatMap((output) => {
    const link = linkOf(need.slot, need.things, { entry: variable.entry, output, owners: variable.owners });
    return link === undefined ? [] : along(context, scored(draft, atHand), { variable, link, need });
  });
}

function fromCall(
  context: SolveContext,
  draft: Draft,
  { link, need, produce }: { link: Link; need: Need; produce: Produce },
): Reached[] {
  return produce(draft, link.entry).flatMap((made) =>
    along(context, scored(made.draft, -callCost), { variable: made.variable, link, need }),
  );
}

function along(
  context: SolveContext,
  draft: Draft,
  { variable, link, need }: { variable: Variable; link: Link; need: Need },
): Reached[] {
  const { output, checks } = link;
  return choicesFor(context, draft, { variable, output, careful: need.careful }).flatMap(({ choice, spans, score }) => {
    const spoken = output.owners.some((word) => context.request.stems.includes(word)) ? ownerWorth : 0;
    const worth = scored({ ...draft, spans: [...draft.spans, ...spans] }, matchWorth * link.match + score + spoken);
    const reached = reach(worth, variable, { output, choice, checks });
    return reached === undefined ? [] : [reached];
  });
}

function scored(draft: Draft, more: number): Draft {
  return { ...draft, score: draft.score + more };
}
