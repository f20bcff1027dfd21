/** The goal, read once. Everything later asks this record and never the text again. */
import { type Clause, findClauses } from "./clauses.js";
import { statedDay } from "./clock.js";
import { type Condition, findConditions, findQuantifiers } from "./conditions.js";
import { findLists } from "./lists.js";
import type { Mention, MentionList, Span } from "./mention.js";
import { findMentions } from "./mentions.js";
import { findMusings } from "./mood.js";
import type { Token } from "./token.js";
import { tokenise } from "./tokens.js";

export interface Goal {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly lists: readonly MentionList[];
  readonly clauses: readonly Clause[];
  readonly conditions: readonly Condition[];
  /** "All", "every": the deed is for many. */
  readonly quantifiers: readonly Span[];
  /** Sentences that ask, explain, report or wonder, and order nothing. */
  readonly musings: readonly Span[];
  /** The goal was longer than the limit and its end was not read. */
  readonly cut: boolean;
}

/** `today`: the day that "tomorrow" is counted from, `YYYY-MM-DD`; without it such words are no dates. */
export function analyseGoal(text: string, longest: number, today?: string): Goal {
  const read = unescaped(unquoted(text.length > longest ? beforeSpace(text.slice(0, longest)) : text));
  const tokens = tokenise(read);
  const clock = statedDay(tokens);
  const words = { text: read, tokens, today: clock?.today ?? today };
  const mentions = findMentions(words).filter(({ first, next }) => !clock?.at.some((at) => within(at, first, next)));
  return {
    text: read,
    tokens,
    mentions,
    lists: findLists(words, mentions),
    clauses: findClauses(tokens),
    conditions: findConditions(tokens),
    quantifiers: findQuantifiers(tokens),
    musings: findMusings(tokens),
    cut: read.length < text.length,
  };
}

/** A goal that stands in quotes as a whole is read as if it did not. Blanks keep the offsets. */
function unquoted(text: string): string {
  const whole = /^\s*(?:(")[^"]*"|(['`])[^"'`]*\2)\s*$/u.exec(text);
  return whole === null ? text : text.replaceAll(whole[1] ?? whole[2] ?? "", " ");
}

/** A line break that somebody wrote as `\\n` is one, unless the text holds a path with backslashes. Blanks keep the offsets. */
function unescaped(text: string): string {
  return /\p{L}:\\/u.test(text) ? text : text.replaceAll(/\\[nrt](?![\p{Ll}_]*\\)/gu, "  ");
}

/** Cut between words, so that half a value is never taken for a whole one. */
function beforeSpace(text: string): string {
  return text.replace(/\S{1,2000}$/u, "");
}

function within(at: number, first: number, next: number): boolean {
  return at >= first && at < next;
}

/** The words of a stretch as they were written. */
export function wordsOf(goal: Goal, span: Span): string {
  return goal.text.slice(goal.tokens[span.first]?.start ?? 0, goal.tokens[span.next - 1]?.end ?? 0);
}
