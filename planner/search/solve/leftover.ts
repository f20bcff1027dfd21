/**
 * What the user said that a program does not honour. A look may be broader than asked; a change may not, so a program
 * that changes something is offered only when nothing of this is left.
 */
import type { Missing } from "../../../verifier/index.js";
import { dictatedAt } from "../goal/dictated.js";
import { type Goal, wordsOf } from "../goal/goal.js";
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import type { Value } from "../program/program.js";
import type { ToolIndex } from "../tools/toolIndex.js";
import { stopWords } from "../words/stopwords.js";
import type { Draft } from "./draft.js";
import { isShortFor, unheardWords } from "./honour.js";
import { misread } from "./misread.js";
import { isPlaced } from "./placed.js";

/** Values of a stretch of the goal that no argument uses. */
export function leftMentions(goal: Goal, region: Span, draft: Draft): Mention[] {
  const known = knownWords(draft);
  const names = new Set(draft.calls.flatMap((entry) => [...entry.name]));
  return goal.mentions.filter(
    (mention) =>
      isHard(mention) &&
      mention.first >= region.first &&
      mention.next <= region.next &&
      !isPlaced(mention, draft) &&
      !goal.tokens
        .slice(mention.first, mention.next)
        .every(({ stem, lower }) => known.has(stem) || stopWords.has(lower) || isShortFor(stem, names)),
  );
}

/** Stems the called tools speak of themselves. */
function knownWords(draft: Draft): ReadonlySet<string> {
  return new Set(draft.calls.flatMap((entry) => [...entry.name, ...entry.description, ...entry.parameters]));
}

/** Why a program that changes something must not be offered; empty when it may. `deeds`: the clauses that ask for changes. */
export function objections(
  goal: Goal,
  draft: Draft,
  { deeds, tools }: { readonly deeds: readonly Span[]; readonly tools: ToolIndex },
): Missing[] {
  if (!draft.calls.some((entry) => entry.acts)) return [];
  const many = goal.quantifiers.filter((span) => deeds.some((deed) => overlaps(deed, span)));
  const whole = { first: 0, next: goal.tokens.length };
  const conditions = goal.conditions.filter((span) => !span.placeable || !isPlaced(span, draft));
  const inCondition = (span: Span) => conditions.some((condition) => overlaps(condition, span));
  const values = leftMentions(goal, whole, draft).filter((mention) => !inCondition(mention));
  const words = unheardWords(goal, draft);
  const dictated = dictatedAt(goal.tokens);
  const isDictated = (sentence: Span) =>
    dictated !== undefined && overlaps(sentence, { first: dictated, next: dictated + 1 });
  const musing = goal.musings.find(
    (sentence) => !isDictated(sentence) && (deeds.length === 0 || deeds.some((deed) => overlaps(deed, sentence))),
  );
  const found = [
    ...(goal.cut ? [cutShort()] : []),
    ...(musing === undefined ? [] : [noOrder(goal, musing)]),
    ...values.map((mention) => unplacedValue(goal, mention)),
    ...conditions.map((span) => unplacedCondition(goal, span)),
    ...misread(goal, draft, tools).map((span) => misunderstood(goal, span)),
    ...(changesSeveral(draft) ? [] : many.slice(0, 1).map((span) => unplacedQuantifier(goal, span))),
  ];
  return found.length === 0 && words.length > 0 ? [unplacedWords(goal, words)] : found;
}

function unplacedValue(goal: Goal, mention: Mention): Missing {
  const words = mention.kind === "quoted" ? mention.text : wordsOf(goal, mention);
  return {
    kind: "value",
    message: `The goal says ${quoted(words)}, and no argument of the plan could take it. Say what it is for, or leave it out.`,
  };
}

function unplacedCondition(goal: Goal, span: Span): Missing {
  const words = wordsOf(goal, span);
  return {
    kind: "choice",
    message: `The plan would change something and cannot honour ${quoted(words)}. Name what is meant, one by one, or leave the condition out.`,
  };
}

/** A tool that changes something is called in a loop, more than once, or with a list. */
function changesSeveral(draft: Draft): boolean {
  const steps = draft.steps.filter((step) => step.kind === "call");
  return draft.calls.some((entry) => {
    const own = entry.acts ? steps.filter((step) => step.binding === entry.binding) : [];
    return own.length > 1 || own.some((step) => step.inside !== undefined || takesList(step.args));
  });
}

function takesList(value: Value): boolean {
  if (value.kind === "record") return value.entries.some((entry) => takesList(entry.value));
  return value.kind === "literal" && Array.isArray(value.value);
}

function unplacedQuantifier(goal: Goal, span: Span): Missing {
  return {
    kind: "choice",
    message: `The goal says ${quoted(wordsOf(goal, span))}, and the plan would change one thing only. Name the things that are meant.`,
  };
}

function cutShort(): Missing {
  return {
    kind: "choice",
    message: `The goal is too long to be read whole, and the plan would change something. Say it in fewer words.`,
  };
}

function noOrder(goal: Goal, span: Span): Missing {
  return {
    kind: "choice",
    message: `The plan would change something, and ${quoted(wordsOf(goal, span))} does not order it. Say what to do, beginning with the verb.`,
  };
}

function misunderstood(goal: Goal, span: Span): Missing {
  return {
    kind: "choice",
    message: `The plan would change something, and not as ${quoted(wordsOf(goal, span))} says. Ask for one change at a time, in the words of its tool.`,
  };
}

function unplacedWords(goal: Goal, spans: readonly Span[]): Missing {
  const words = [...new Set(spans.map((span) => wordsOf(goal, span)))].join(", ");
  return {
    kind: "choice",
    message: `The plan would change something and does nothing about these words: ${quoted(words)}. Say it in the words of the tools, or leave them out.`,
  };
}

/** Words of the goal inside a message, on one line and of bearable length. */
export function quoted(words: string): string {
  const line = words.replaceAll(/\s+/gu, " ").trim();
  return JSON.stringify(line.length > 120 ? `${line.slice(0, 117)}...` : line);
}
