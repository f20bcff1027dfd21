/**
 * The same deed several times: "the weather in Rome on Monday and in Oslo on Friday". For each way to divide the clause the
 * tool is called once for each part, with what the part says and what is said for all. Only for looks: what changes something
 * is done several times only where a plain list of values says so.
 */
import { choiceFor } from "../fill/candidates.js";
import { contextFor, leaves } from "../fill/context.js";
import { type Filling, hardCost, judgedBy, neededSlots, standards, wishFor } from "../fill/fill.js";
import { weighed } from "../fill/score.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import { type Division, divisions } from "../goal/parts.js";
import type { ToolEntry } from "../tools/entry.js";
import { start } from "./call.js";
import { type Column, columnsFor } from "./columns.js";
import { mostAlike } from "./contenders.js";
import type { SolveContext, Wanted } from "./context.js";
import { type Draft, rowOf, type Variable } from "./draft.js";
import { type Completed, finished, literal, type Unfinished } from "./finish.js";
import { leftMentions } from "./leftover.js";
import { settledValue } from "./settle.js";

/** For each number of calls the best drafts: which way to divide is meant is decided when the goal is whole. */
export function severalCalls(context: SolveContext, draft: Draft, entry: ToolEntry): Draft[] {
  if (entry.changes) return [];
  const divided = divisions(context.goal, context.region);
  if (divided.length === 0) return [];
  const found = new Map<number, Map<string, Weighed>>();
  const place = { ...context, goal: promising(context, draft, entry) };
  for (const { rounds } of divided) {
    const alike = found.get(rounds.length) ?? new Map<string, Weighed>();
    found.set(rounds.length, alike);
    for (const made of calledFor(place, draft, { rounds, entry })) {
      const worth = made.score - hardCost * leftMentions(context.goal, context.region, made).length;
      const key = rowOf(made);
      if (worth > (alike.get(key)?.worth ?? Number.NEGATIVE_INFINITY)) alike.set(key, { draft: made, worth });
    }
  }
  return [...found.values()].flatMap((alike) =>
    [...alike.values()]
      .sort((a, b) => b.worth - a.worth)
      .slice(0, mostAlike)
      .map((one) => one.draft),
  );
}

interface Weighed {
  readonly draft: Draft;
  readonly worth: number;
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

interface Told extends Division {
  readonly entry: ToolEntry;
}

/** The best drafts for one way to divide the clause. */
function calledFor(context: SolveContext, before: Draft, { rounds, entry }: Told): Draft[] {
  const { goal, region, model } = context;
  const counts = roundCounts(context, rounds);
  const all = [...rounds.flat(), ...counts];
  const needed = neededSlots(entry.slots);
  const wishes = rounds.map((own) => {
    const taken = [...before.spans, ...all.filter((span) => !own.includes(span))];
    const place = { goal, region, taken, model };
    const fillContext = contextFor(place, { words: new Set(entry.name), slots: entry.slots, once: true });
    return leaves(entry.slots).map((slot) =>
      wishFor(slot, fillContext, { standard: standards.look, required: needed.has(slot) }),
    );
  });
  const judged = wishes.map((round) => judgedBy(entry.slots, round, false));
  return columnsFor(wishes, rounds)
    .filter(({ chosen }) => isTold(chosen, rounds))
    .slice(0, mostTables)
    .flatMap(({ chosen, score }) => {
      const fillings = judged.map((fillingOf, round) =>
        fillingOf({ chosen: chosen.map((column) => column[round]), score }),
      );
      return withCalls(context, before, { entry, fillings, counts }) ?? [];
    });
}

/** Ways to give the calls of one division their arguments that are looked at further. */
const mostTables = 6;

/** Every call is told something of its own, and no two the same. */
function isTold(columns: readonly Column[], rounds: Division["rounds"]): boolean {
  const said = rounds.map((own, round) => {
    const values = columns.map((column) => column[round]);
    const isOwn = values.some((value) => value?.spans.some((span) => own.some((part) => overlaps(span, part))));
    return isOwn ? JSON.stringify(values.map((value) => value?.value)) : undefined;
  });
  return !said.includes(undefined) && new Set(said).size === said.length;
}

interface Calls {
  readonly entry: ToolEntry;
  readonly fillings: readonly Filling[];
  readonly counts: readonly Mention[];
}

function withCalls(context: SolveContext, before: Draft, { entry, fillings, counts }: Calls): Draft | undefined {
  const wanted: Wanted = { entry, answers: true, depth: 0, waiting: [] };
  let draft = before;
  let like: Variable | undefined;
  for (const filling of fillings) {
    const next = withArguments({ ...start(draft, wanted, { filling, region: context.region }), like }, wanted, filling);
    if (next === undefined) return undefined;
    draft = next.draft;
    like = next.variable;
  }
  const score = before.score + (draft.score - before.score) / fillings.length;
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

function withArguments(begun: Unfinished, wanted: Wanted, filling: Filling): Completed | undefined {
  let partial = begun;
  for (const slot of filling.open) {
    const value = settledValue(begun.draft, wanted.entry.things, slot);
    if (value === undefined) return undefined;
    partial = { ...partial, values: [...partial.values, literal(slot, value)] };
  }
  return finished(partial, wanted, filling.filled)[0];
}
