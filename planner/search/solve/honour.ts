/**
 * The words of the goal that a program which changes something does nothing about. Every word must be an argument, be
 * said of the tools that are called, or carry no meaning of its own; "half", "tomorrow" and "again" always carry one.
 */
import { isUnit } from "../fill/units.js";
import { dictatedAt } from "../goal/dictated.js";
import type { Goal } from "../goal/goal.js";
import { overlaps, type Span } from "../goal/mention.js";
import type { Token } from "../goal/token.js";
import type { Step, Value } from "../program/program.js";
import { hasSynonym } from "../words/kin.js";
import { splitName, splitText } from "../words/split.js";
import { stem } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import { canLook, isInflected, isVerb, lightVerbs, sameDeed } from "../words/verbs.js";
import type { Draft } from "./draft.js";

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u));
}

/** Words about how much, how often and when: that a tool's description has them too does not honour them. */
const telling = words(`
  half halves third thirds quarter quarters fifth tenth part parts partly partially portion fraction some few several most
  more less fewer rest remainder remaining double triple twice thrice dozen couple pair almost nearly around roughly
  approximately again once repeatedly repeat times besides instead no neither nor
  tomorrow today tonight yesterday morning noon afternoon evening night midnight weekend later soon eventually someday
  next last previous daily weekly monthly yearly hourly nightly always often sometimes till during
  monday tuesday wednesday thursday friday saturday sunday
  january february march april june july august september october november december
  first second latest newest oldest earliest recent same other another different further
  might may maybe perhaps possibly probably did was were had been having doing back
`);

/** Words that a request may carry without asking for anything by them. */
const courteous = words(`
  all every each both one ones thing things please kindly same hi hello hey ok okay thanks thank lot now immediately right away
  just simply go ahead be sure ensure following details make help able directory list so kind
  finally lastly firstly secondly thirdly additionally furthermore moreover specifically assist assistance called named
`);

/** Stretches of words nothing of the program stands for. */
export function unheardWords(goal: Goal, draft: Draft): Span[] {
  const said = vocabularyOf(draft);
  const dictated = dictatedAt(goal.tokens);
  // What a command is there for, whoever dictates it knows.
  const purpose = dictated !== undefined && draft.spans.some(({ first }) => first === dictated) ? dictated : 0;
  return goal.tokens.flatMap((token, index) => {
    if (index < purpose) return [];
    const span = { first: index, next: index + 1 };
    const vague = token.lower === "about" && goal.tokens[index + 1]?.kind === "number";
    const heard = draft.spans.some((placed) => overlaps(placed, span)) || (!vague && isHeard(goal.tokens, index, said));
    return heard ? [] : [span];
  });
}

/** What a program speaks of itself. */
export interface Vocabulary {
  /** Stems of the names of tools alone: what "skip to next" does is to skip to the next. */
  readonly tools: ReadonlySet<string>;
  /** Stems of the names of tools and parameters. */
  readonly names: ReadonlySet<string>;
  readonly descriptions: ReadonlySet<string>;
  readonly deeds: readonly string[];
}

/** The words of the called tools, of the parameters that were given a value and of the outputs that were used. */
function vocabularyOf({ calls, given, steps }: Draft): Vocabulary {
  const used = steps.flatMap((step) => pathsOf(step)).flatMap(splitName);
  return {
    tools: new Set(calls.flatMap((entry) => entry.name)),
    names: new Set([
      ...calls.flatMap((entry) => [...entry.name, ...entry.parameters, ...entry.things]),
      ...used.map(stem),
    ]),
    descriptions: new Set([
      ...calls.flatMap((entry) => [...entry.description]),
      ...given.flatMap(({ slot }) => slot.description),
    ]),
    deeds: calls.flatMap((entry) => entry.deeds),
  };
}

/** The properties that the values of a step are taken from. */
function pathsOf(step: Step): string[] {
  switch (step.kind) {
    case "call":
      return keysOf(step.args);
    case "guard":
      return keysOf(step.value);
    case "pick":
      return [...keysOf(step.list), ...(step.where?.keys ?? [])];
    case "best":
    case "each":
      return keysOf(step.list);
  }
}

function keysOf(value: Value): string[] {
  switch (value.kind) {
    case "literal":
      return [];
    case "reference":
      return value.path.map(({ key }) => key);
    case "record":
      return value.entries.flatMap((entry) => keysOf(entry.value));
  }
}

const articles = new Set(["a", "an", "the"]);

/** "Send her a reminder": a thing that is called like a deed, unless a verb that says nothing itself hands the deed on to it ("make a payment"). */
function isThing(tokens: readonly Token[], at: number): boolean {
  const light = tokens.slice(Math.max(0, at - 3), at).some(({ lower }) => lightVerbs.has(lower));
  return articles.has(tokens[at - 1]?.lower ?? "") && !light;
}

/** Values are named after what one does with them: money comes "from checking", and that checks nothing. */
function isName(tokens: readonly Token[], at: number): boolean {
  return isInflected(tokens[at]?.lower ?? "") && /^(?:from|to|into|in)$/u.test(tokens[at - 1]?.lower ?? "");
}

/** Whether a word of the goal stands for something of the program, or asks for nothing. */
export function isHeard(tokens: readonly Token[], at: number, said: Vocabulary): boolean {
  const token = tokens[at];
  if (token === undefined) return true;
  // Signs that stand for a quantity are words too: "½".
  if (token.kind === "punctuation") return !/[\p{N}\p{Sc}%±]/u.test(token.text);
  // Values are looked after by whoever counts the mentions that were left.
  if (token.kind !== "word") return true;
  if (isPartOfName(tokens, at, said)) return true;
  if (telling.has(token.lower)) return said.tools.has(token.stem);
  if (isUnit(token.lower)) return said.names.has(token.stem);
  if (stopWords.has(token.lower) || courteous.has(token.lower)) return true;
  if (canLook(token.lower) && !isName(tokens, at)) return true;
  if (!isThing(tokens, at) && isVerb(token.lower) && said.deeds.some((deed) => sameDeed(token.lower, deed)))
    return true;
  const parts = [token.stem, ...splitText(token.text).map(stem)];
  return parts.some(
    (part) =>
      said.names.has(part) ||
      hasSynonym(part, said.names) ||
      said.descriptions.has(part) ||
      isShortFor(part, said.names),
  );
}

/** "Roll back", where a tool is named `rollback`. */
function isPartOfName(tokens: readonly Token[], at: number, { tools }: Vocabulary): boolean {
  const joined = (first: number) => stem(`${tokens[first]?.lower ?? ""}${tokens[first + 1]?.lower ?? ""}`);
  return tools.has(joined(at - 1)) || tools.has(joined(at));
}

const shortest = 5;

/** "Config" for a configuration, "PostgreSQL" for postgres: one word is the beginning of the other. */
export function isShortFor(word: string, names: ReadonlySet<string>): boolean {
  if (word.length < shortest) return false;
  return [...names].some((name) => name.length >= shortest && (name.startsWith(word) || word.startsWith(name)));
}
