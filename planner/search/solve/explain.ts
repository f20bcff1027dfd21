/** Why a draft is what it is: told from what the search decided, and worked out only when it is asked for. */
import type { ExplainedArgument, ExplainedCall, Explanation, RivalValue } from "../../../verifier/index.js";
import type { Scored } from "../fill/candidate.js";
import { chancesOf } from "../fill/score.js";
import type { Slot } from "../fill/slots.js";
import { type Goal, wordsOf } from "../goal/goal.js";
import { overlaps, type Span } from "../goal/mention.js";
import type { ToolEntry } from "../tools/entry.js";
import { rankTools } from "../tools/rank.js";
import { requestOf } from "../tools/request.js";
import { stopWords } from "../words/stopwords.js";
import { sameDeed } from "../words/verbs.js";
import type { Draft, Reason } from "./draft.js";
import { unheardWords } from "./honour.js";
import type { Learned } from "./solve.js";

const mostRivals = 3;

export function explain(goal: Goal, draft: Draft, knowledge: Learned): Explanation {
  return {
    confidence: rounded(draft.confidence),
    calls: draft.reasons.map((reason) => callOf(goal, reason, knowledge)),
    unplaced: [...new Set(unheardWords(goal, draft).map((span) => wordsOf(goal, span)))],
  };
}

function callOf(goal: Goal, reason: Reason, { tools, model }: Learned): ExplainedCall {
  const { entry, region, answers, filling } = reason;
  const ranked = rankTools(requestOf(goal, region), tools, { most: mostRivals + 1, table: model.tools });
  const own = ranked.find((one) => one.entry === entry);
  const rivals = answers ? ranked.filter((one) => one.entry !== entry).slice(0, mostRivals) : [];
  return {
    ...nameOf(entry),
    answers,
    score: rounded(own?.score ?? 0),
    words: wordsFor(goal, reason),
    runnersUp: rivals.map((rival) => ({ ...nameOf(rival.entry), score: rounded(rival.score) })),
    arguments: filling.filled.map(({ slot, candidate }) =>
      argumentOf(goal, { slot, candidate, all: filling.weighed.get(slot.key) ?? [] }),
    ),
  };
}

function nameOf({ binding }: ToolEntry): { tool: string; server: string } {
  return { tool: binding.spec.name, server: binding.spec.server };
}

/** Words of the clause that are in the tool's name, its deeds or its description, and are no argument. */
function wordsFor(goal: Goal, { entry, region, filling }: Reason): string[] {
  const found: string[] = [];
  for (let at = region.first; at < region.next; at += 1) {
    const token = goal.tokens[at];
    const isTaken = filling.spans.some((span) => overlaps(span, { first: at, next: at + 1 }));
    if (token?.kind !== "word" || isTaken || stopWords.has(token.lower)) continue;
    const speaks = entry.name.includes(token.stem) || entry.description.has(token.stem);
    if (speaks || entry.deeds.some((deed) => sameDeed(token.lower, deed))) found.push(token.text);
  }
  return [...new Set(found)];
}

interface Weighed {
  readonly slot: Slot;
  readonly candidate: Scored;
  readonly all: readonly Scored[];
}

function argumentOf(goal: Goal, { slot, candidate, all }: Weighed): ExplainedArgument {
  const chance = chancesOf(all, false);
  const said = JSON.stringify(candidate.value);
  const seen = new Set([said]);
  const others = all.filter(({ value }) => {
    const text = JSON.stringify(value);
    return !seen.has(text) && seen.add(text) !== undefined;
  });
  const rivals: RivalValue[] = [
    ...others.map((other) => ({
      value: other.value,
      words: spoken(goal, other.spans),
      probability: rounded(chance(other)),
    })),
    { value: null, words: null, probability: rounded(chance(undefined)) },
  ];
  return {
    parameter: slot.key,
    value: candidate.each === undefined ? candidate.value : [...candidate.each],
    words: spoken(goal, candidate.spans),
    probability: rounded(chance(candidate)),
    runnersUp: rivals.sort((a, b) => b.probability - a.probability).slice(0, mostRivals),
  };
}

function spoken(goal: Goal, spans: readonly Span[]): string | null {
  return spans.length === 0 ? null : spans.map((span) => wordsOf(goal, span)).join(", ");
}

function rounded(number: number): number {
  return Math.round(1000 * number) / 1000;
}
