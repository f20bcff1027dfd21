/** "Read notes.md and archive it": what is ordered beside a look, and which no call of the plan does. */
import type { Goal } from "../goal/goal.js";
import type { Span } from "../goal/mention.js";
import type { Token } from "../goal/token.js";
import { determiners } from "../words/stopwords.js";
import { isInflected, onlyActs, sameDeed } from "../words/verbs.js";
import type { Draft } from "./draft.js";
import { unheardWords } from "./honour.js";

const joints = new Set(["and", "then", "&", ",", ";", ".", "also", "plus"]);
/** Words that may stand between the joint and the verb. */
const between = /^(?:then|also|please|finally|afterwards|immediately|and|just)$/u;
const pronouns = /^(?:it|them|him|her|me|us|everyone|everybody|someone|all|one)$/u;

/** The verbs of such orders. A verb that can mean to look asks for nothing beside a look. */
export function undoneDeeds(goal: Goal, draft: Draft): readonly Span[] {
  const unheard = unheardWords(goal, draft).filter(({ first }) => {
    const verb = goal.tokens[first]?.lower ?? "";
    return onlyActs(verb) && !isInflected(verb) && isOrdered(goal.tokens, first);
  });
  return [...unheard, ...undoneLooks(goal, draft)].filter(({ first }) => {
    const verb = goal.tokens[first]?.lower ?? "";
    return !draft.calls.some(({ deeds }) => deeds.some((deed) => sameDeed(deed, verb)));
  });
}

/** What makes something else of what was looked up is no part of the look, and to look is no part of a change. */
function undoneLooks({ tokens }: Goal, { calls }: Draft): readonly Span[] {
  const isChange = calls.every(({ acts }) => acts);
  return tokens.flatMap(({ lower }, first) => {
    const isOwn = reworking.test(lower) || (isChange && reading.test(lower));
    const isOfIt = /^(?:it|them)$/u.test(tokens[first + 1]?.lower ?? "");
    return isOwn && isOfIt && isOrdered(tokens, first) ? [{ first, next: first + 1 }] : [];
  });
}

const reworking = /^(?:summari[sz]e|translate|paraphrase|convert|proofread|rewrite)$/u;
const reading = /^(?:read|open|view|display|show|print)$/u;

/** It stands behind a joint and has an object of its own: in "the author and book of the year" a noun looks like it. */
function isOrdered(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  while (between.test(tokens[before]?.lower ?? "") && before > 0) before -= 1;
  const joint = tokens.slice(Math.max(0, before), at).some(({ lower }) => joints.has(lower));
  return joint && isObject(tokens[at + 1]);
}

function isObject(token: Token | undefined): boolean {
  if (token === undefined || token.kind === "punctuation") return false;
  if (token.kind !== "word") return true;
  return pronouns.test(token.lower) || determiners.has(token.lower) || /^\p{Lu}/u.test(token.text);
}
