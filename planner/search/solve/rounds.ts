/** For each way to divide a stretch of the goal among calls of one tool, what the calls are given: worked out once for all drafts before it. */
import type { Scored } from "../fill/candidate.js";
import { choiceFor } from "../fill/candidates.js";
import { contextFor, leaves } from "../fill/context.js";
import { judgedBy, neededSlots, standards, wishFor } from "../fill/fill.js";
import { weighed } from "../fill/score.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import { type Division, divisions } from "../goal/parts.js";
import type { ToolEntry } from "../tools/entry.js";
import { determiners } from "../words/stopwords.js";
import { type Column, columnsFor } from "./columns.js";
import type { AlikeCalls, SolveContext } from "./context.js";
import type { Draft } from "./draft.js";

export function alikeCalls(context: SolveContext, draft: Draft, entry: ToolEntry): readonly AlikeCalls[] {
  const taken = draft.spans.filter((span) => overlaps(span, context.region));
  const key = [entry.place, ...new Set(taken.map(({ first, next }) => `${first}-${next}`))].join(" ");
  const known = context.alike.get(key);
  if (known !== undefined) return known;
  const divided = divisions(context.goal, context.region);
  const place = divided.length === 0 ? context : { ...context, goal: promising(context, taken, entry) };
  const found = divided.flatMap(({ rounds }) => callsFor(place, taken, { rounds, entry }));
  context.alike.set(key, found);
  return found;
}

/** Phrases that are weighed for each round, of each parameter: those that would be best if there were one call. */
const phrasesKept = 12;

/** The goal without the phrases that are no likely value of any parameter: of the many stretches of words few are. */
function promising({ goal, region, model }: SolveContext, taken: readonly Span[], entry: ToolEntry): Goal {
  const place = { goal, region, taken, model };
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

/** The best calls for one way to divide the clause. */
function callsFor(context: SolveContext, taken: readonly Span[], { rounds, entry }: Told): AlikeCalls[] {
  const { goal, region, model } = context;
  const counts = roundCounts(context, rounds);
  const all = [...rounds.flat(), ...counts];
  const needed = neededSlots(entry.slots);
  const wishes = rounds.map((own) => {
    const elsewhere = all.filter((span) => !own.includes(span));
    const place = { goal, region, taken: [...taken, ...elsewhere], model };
    const fillContext = contextFor(place, { words: new Set(entry.name), slots: entry.slots, once: true });
    return leaves(entry.slots).map((slot) =>
      wishFor(slot, fillContext, { standard: standards.look, required: needed.has(slot) }),
    );
  });
  const judged = wishes.map((round) => judgedBy(entry.slots, round, false));
  return columnsFor(wishes, { rounds, tellings: tellingsIn(goal) })
    .filter(({ chosen }) => isTold(chosen, rounds))
    .slice(0, mostTables)
    .map(({ chosen, score }) => {
      const fillings = judged.map((fillingOf, round) =>
        fillingOf({ chosen: chosen.map((column) => column[round]), score }),
      );
      return { entry, fillings, counts };
    });
}

/** How a value is said: by the word before it and by the word after it, each with what it looks like. */
function tellingsIn({ tokens }: Goal): (value: Scored) => readonly string[] {
  return ({ spans: [span], value }) => {
    if (span === undefined) return [];
    let at = span.first - 1;
    while (determiners.has(tokens[at]?.lower ?? "")) at -= 1;
    const words = tokens.slice(span.first, span.next);
    const hasComma = words.some(({ text }) => text === ",");
    const looks = `${words[0]?.kind} ${/^\p{Lu}/u.test(words[0]?.text ?? "")} ${hasComma} ${typeof value}`;
    return [`${looks} after ${tokens[at]?.stem}`, `${looks} before ${tokens[span.next]?.stem}`];
  };
}

/** Ways to give the calls of one division their arguments that are looked at further. */
const mostTables = 12;

/** Every call is told something of its own, and no two the same. */
function isTold(columns: readonly Column[], rounds: Division["rounds"]): boolean {
  const said = rounds.map((own, round) => {
    const values = columns.map((column) => column[round]);
    const isOwn = values.some((value) => value?.spans.some((span) => own.some((part) => overlaps(span, part))));
    return isOwn ? JSON.stringify(values.map((value) => value?.value)) : undefined;
  });
  return !said.includes(undefined) && new Set(said).size === said.length;
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
