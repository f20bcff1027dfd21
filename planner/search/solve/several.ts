/**
 * The same deed several times: "the weather in Rome on Monday and in Oslo on Friday". For each way to divide the clause the
 * tool is called once for each part, with what the part says and what is said for all. Only for looks: what changes something
 * is done several times only where a plain list of values says so.
 */
import { contextFor } from "../fill/context.js";
import { type Filling, fillings, hardCost, standards } from "../fill/fill.js";
import { overlaps, type Span } from "../goal/mention.js";
import { type Division, divisions } from "../goal/parts.js";
import type { ToolEntry } from "../tools/entry.js";
import { start } from "./call.js";
import type { SolveContext, Wanted } from "./context.js";
import type { Draft, Variable } from "./draft.js";
import { type Completed, finished, literal, type Unfinished } from "./finish.js";
import { leftMentions } from "./leftover.js";
import { settledValue } from "./settle.js";

/** For each number of calls the best draft. */
export function severalCalls(context: SolveContext, draft: Draft, entry: ToolEntry): Draft[] {
  if (entry.changes) return [];
  const best = new Map<number, { draft: Draft; worth: number }>();
  for (const { rounds } of divisions(context.goal, context.region)) {
    const made = calledFor(context, draft, { rounds, entry });
    if (made === undefined) continue;
    const worth = made.score - hardCost * leftMentions(context.goal, context.region, made).length;
    if (worth > (best.get(rounds.length)?.worth ?? Number.NEGATIVE_INFINITY))
      best.set(rounds.length, { draft: made, worth });
  }
  return [...best.values()].map(({ draft: made }) => made);
}

/** A value that is said for all calls although it could be for one costs a little. */
const sharedCost = 0.5;

function calledFor(
  context: SolveContext,
  before: Draft,
  { rounds, entry }: Division & { readonly entry: ToolEntry },
): Draft | undefined {
  const wanted: Wanted = { entry, answers: true, depth: 0, waiting: [] };
  const all = rounds.flat();
  const said = new Set<string>();
  let draft = before;
  let like: Variable | undefined;
  let shared = 0;
  for (const own of rounds) {
    const elsewhere = all.filter((span) => !own.includes(span));
    const filling = filled(context, before, { entry, elsewhere });
    const isOwn = (span: Span) => own.some((part) => overlaps(span, part));
    if (filling === undefined || !filling.spans.some(isOwn)) return undefined;
    said.add(JSON.stringify(filling.filled.map(({ candidate }) => candidate.value)));
    shared += filling.spans.filter((span) => !isOwn(span)).length;
    const next = withArguments({ ...start(draft, wanted, filling), like }, wanted, filling);
    if (next === undefined) return undefined;
    draft = next.draft;
    like = next.variable;
  }
  if (said.size < rounds.length) return undefined;
  return { ...draft, score: before.score + (draft.score - before.score - sharedCost * shared) / rounds.length };
}

/** The best arguments for one call from words that are not `elsewhere`: about another. */
function filled(
  { goal, region, model }: SolveContext,
  draft: Draft,
  { entry, elsewhere }: { readonly entry: ToolEntry; readonly elsewhere: readonly Span[] },
): Filling | undefined {
  const place = { goal, region, taken: [...draft.spans, ...elsewhere], model };
  const fillContext = contextFor(place, { words: new Set(entry.name), slots: entry.slots, once: true });
  return fillings(entry.slots, fillContext, standards.look)[0];
}

function withArguments(begun: Unfinished, wanted: Wanted, filling: Filling): Completed | undefined {
  let partial = begun;
  for (const slot of filling.open) {
    const value = settledValue(begun.draft, wanted.entry.things, slot);
    if (value === undefined) return undefined;
    partial = { ...partial, values: [...partial.values, literal(slot, value)] };
  }
  return finished(partial, wanted, filling.filled)[0];
}
