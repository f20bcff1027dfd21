/**
 * The same deed several times: "the weather in Rome on Monday and in Oslo on Friday". For each way to divide the clause the
 * tool is called once for each part, with what the part says and what is said for all. Only for looks: what changes something
 * is done several times only where a plain list of values says so.
 */
import type { Scored } from "../fill/candidate.js";
import { choiceFor } from "../fill/candidates.js";
import { contextFor, leaves } from "../fill/context.js";
import { type Before, type Filling, hardCost, standards } from "../fill/fill.js";
import { weighed } from "../fill/score.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import { type Division, divisions } from "../goal/parts.js";
import type { ToolEntry } from "../tools/entry.js";
import { start } from "./call.js";
import type { SolveContext, Wanted } from "./context.js";
import type { Draft, Variable } from "./draft.js";
import { type Completed, finished, literal, type Unfinished } from "./finish.js";
import { leftMentions } from "./leftover.js";
import { settledValue } from "./settle.js";
import { waysToFill } from "./ways.js";

/** For each number of calls the best draft. */
export function severalCalls(context: SolveContext, draft: Draft, entry: ToolEntry): Draft[] {
  if (entry.changes) return [];
  const divided = divisions(context.goal, context.region);
  if (divided.length === 0) return [];
  const best = new Map<number, { draft: Draft; worth: number }>();
  const place = { ...context, goal: promising(context, draft, entry) };
  for (const { rounds } of divided) {
    const made = calledFor(place, draft, { rounds, entry });
    if (made === undefined) continue;
    const worth = made.score - hardCost * leftMentions(context.goal, context.region, made).length;
    if (worth > (best.get(rounds.length)?.worth ?? Number.NEGATIVE_INFINITY))
      best.set(rounds.length, { draft: made, worth });
  }
  return [...best.values()].map(({ draft: made }) => made);
}

/** Phrases that are weighed for each round, of each parameter: those that would be best if there were one call. */
const phrasesKept = 12;

/** The goal without the phrases that are no likely value of any parameter: of the many stretches of words few are. */
function promising({ goal, region, model }: SolveContext, draft: Draft, entry: ToolEntry): Goal {
  const place = { goal, region, taken: draft.spans, model };
  const fillContext = contextFor(place, { words: new Set(entry.name), slots: entry.slots, once: true });
  const likely = leaves(entry.slots).flatMap((slot) =>
    weighed(choiceFor(slot, fillContext), model.slots)
      .slice(0, phrasesKept)
      .flatMap(({ spans }) => spans),
  );
  const kept = new Set<Span>(likely);
  return { ...goal, mentions: goal.mentions.filter((mention) => isHard(mention) || kept.has(mention)) };
}

/** A value that is said for all calls although it could be for one costs a little; more if only some of them take it. */
const sharedCost = 0.5;
const partlySharedCost = 2;

function costOf(shared: readonly Span[], rounds: number): number {
  const uses = (span: Span) => shared.filter((other) => other.first === span.first && other.next === span.next).length;
  return shared.reduce((sum, span) => sum + (uses(span) < rounds ? partlySharedCost : sharedCost), 0);
}

function calledFor(
  context: SolveContext,
  before: Draft,
  { rounds, entry }: Division & { readonly entry: ToolEntry },
): Draft | undefined {
  const wanted: Wanted = { entry, answers: true, depth: 0, waiting: [] };
  const counts = roundCounts(context, rounds);
  const all = [...rounds.flat(), ...counts];
  const said = new Set<string>();
  let draft = before;
  let like: Variable | undefined;
  const shared: Span[] = [];
  let earlier: Before = new Map();
  for (const own of rounds) {
    const elsewhere = all.filter((span) => !own.includes(span));
    const filling = filled(context, before, { entry, elsewhere, earlier });
    const isOwn = (span: Span) => own.some((part) => overlaps(span, part));
    if (filling === undefined || !filling.spans.some(isOwn)) return undefined;
    earlier = new Map([...earlier, ...saidNow(filling)]);
    said.add(JSON.stringify(filling.filled.map(({ candidate }) => candidate.value)));
    shared.push(...filling.spans.filter((span) => !isOwn(span)));
    const next = withArguments({ ...start(draft, wanted, { filling, region: context.region }), like }, wanted, filling);
    if (next === undefined) return undefined;
    draft = next.draft;
    like = next.variable;
  }
  if (said.size < rounds.length) return undefined;
  const score = before.score + (draft.score - before.score - costOf(shared, rounds.length)) / rounds.length;
  return { ...draft, spans: [...draft.spans, ...counts], score };
}

/** "For two houses: the first…": a number in words that says how many calls there are is no value of one. */
function roundCounts({ goal, region }: SolveContext, rounds: Division["rounds"]): Mention[] {
  return goal.mentions.filter(
    (mention) =>
      mention.number?.spelled === true &&
      mention.number.value === rounds.length &&
      overlaps(mention, region) &&
      !rounds.flat().some((part) => overlaps(part, mention)),
  );
}

/** What was given from words of the goal, and not because the call before was given it. */
function saidNow({ filled }: Filling): [string, Scored][] {
  return filled.flatMap(({ slot, candidate }): [string, Scored][] =>
    candidate.again === true ? [] : [[slot.key, candidate]],
  );
}

interface Round {
  readonly entry: ToolEntry;
  readonly elsewhere: readonly Span[];
  readonly earlier: Before;
}

/** The best arguments for one call from words that are not `elsewhere`: about another. */
function filled(context: SolveContext, draft: Draft, { entry, elsewhere, earlier }: Round): Filling | undefined {
  const taken = [...draft.spans, ...elsewhere];
  return waysToFill(context, {
    entry,
    slots: entry.slots,
    taken,
    standard: standards.look,
    once: true,
    before: earlier,
  })[0];
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
