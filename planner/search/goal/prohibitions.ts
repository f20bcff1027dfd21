/** "Archive it, and do not delete it", "and leave b.txt alone": what the goal forbids beside what it orders. */
import { determiners } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import type { Span } from "./mention.js";
import type { Token } from "./token.js";

export interface Prohibition extends Span {
  /** The verb that is forbidden; undefined where nothing at all is to be done to the things. */
  readonly deed: string | undefined;
  /** The things that are spared, as they are named. */
  readonly things: readonly string[];
  /** "Anything else", "the others": only what the goal orders is to be done. */
  readonly others: boolean;
}

const joints = /^(?:and|but|or|nor)$/u;
const negligent = /^(?:forget|hesitate|fail|worry|neglect|miss|mind)$/u;
/** Whatever is done to a thing does this to it. */
const anyChange = /^(?:touch|alter|affect|change|modify|harm)(?:ing|e?d)?$|^(?:altering|changing|modified)$/u;
/** With one of these only some of what is named is forbidden. */
const conditions =
  /^(?:if|unless|until|when|while|except|only|just|before|after|without|instead|rather|more|less|than)$/u;
const rest = /^(?:others?|else|rest)$/u;

/** The stretches that only forbid, each with what joins it to the rest. Where all of a goal forbids, so does its only stretch. */
export function prohibitionsIn(tokens: readonly Token[]): readonly Prohibition[] {
  const found: Prohibition[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const one =
      deniedAt(tokens, at) ??
      withoutAt(tokens, at) ??
      sparedAt(tokens, at) ??
      keptAt(tokens, at) ??
      passiveAt(tokens, at);
    if (one === undefined) continue;
    found.push(withJoint(tokens, one));
    at = one.next - 1;
  }
  return found;
}

/** The goal without them. */
export function withoutSpans(text: string, tokens: readonly Token[], spans: readonly Span[]): string {
  return [...spans]
    .sort((a, b) => b.first - a.first)
    .reduce((left, { first, next }) => {
      const [start, end] = [tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0];
      return `${left.slice(0, start).trimEnd()}${left.slice(end)}`;
    }, text)
    .trim();
}

/** "Do not delete b.txt", "never touch it". */
function deniedAt(tokens: readonly Token[], at: number): Prohibition | undefined {
  const verb = deniedVerb(tokens, at);
  const first = verb === undefined ? undefined : jointBefore(tokens, at);
  if (verb === undefined || first === undefined) return undefined;
  const next = stretchEnd(tokens, verb + 1);
  return stretch(tokens, { first, next }, verb);
}

/** Where the verb of "do not delete", "don't delete", "never delete" stands. */
function deniedVerb(tokens: readonly Token[], at: number): number | undefined {
  const [first = "", second = ""] = tokens.slice(at, at + 2).map(({ lower }) => lower);
  const verb = first === "do" && second === "not" ? at + 2 : /^(?:don['’]t|dont|never)$/u.test(first) ? at + 1 : -1;
  const word = tokens[verb]?.lower ?? "";
  return (isVerb(word) || anyChange.test(word)) && !negligent.test(word) ? verb : undefined;
}

/** "Without deleting it". */
function withoutAt(tokens: readonly Token[], at: number): Prohibition | undefined {
  const verb = tokens[at + 1]?.lower ?? "";
  if (tokens[at]?.lower !== "without" || !verb.endsWith("ing") || !(isVerb(verb) || anyChange.test(verb)))
    return undefined;
  return stretch(tokens, { first: at, next: stretchEnd(tokens, at + 2) }, at + 1);
}

/** What is forbidden from a verb on; undefined where conditions limit it, or a thing is meant that has no name. */
function stretch(tokens: readonly Token[], span: Span, verb: number): Prohibition | undefined {
  const said = tokens.slice(verb + 1, span.next);
  if (said.some(({ lower }) => conditions.test(lower))) return undefined;
  const word = tokens[verb]?.lower ?? "";
  const deed = anyChange.test(word) ? undefined : word;
  const things = said.filter(isNamed).map(({ text }) => text);
  const others = said.some(({ lower }) => rest.test(lower));
  return deed === undefined && things.length === 0 && !others ? undefined : { ...span, deed, things, others };
}

/** "But not b.txt", "instead of b.txt". */
function sparedAt(tokens: readonly Token[], at: number): Prohibition | undefined {
  const [word, next] = [tokens[at]?.lower ?? "", tokens[at + 1]?.lower ?? ""];
  const isSet = word === "not" && /^(?:but|,|and)$/u.test(tokens[at - 1]?.lower ?? "");
  const isOther = (word === "instead" && next === "of") || (word === "rather" && next === "than");
  if (!isSet && !isOther) return undefined;
  const list = namedFrom(tokens, isOther ? at + 2 : at + 1);
  return list && { first: at, next: list.next, deed: undefined, things: list.things, others: false };
}

/** "Leave b.txt alone", "keep b.txt". */
function keptAt(tokens: readonly Token[], at: number): Prohibition | undefined {
  const word = tokens[at]?.lower ?? "";
  const opens = at === 0 || /^(?:and|but|please|[,;.!])$/u.test(tokens[at - 1]?.lower ?? "");
  if (!/^(?:leave|keep)$/u.test(word) || !opens) return undefined;
  const isRest = tokens.slice(at + 1, at + 4).findIndex(({ lower }) => rest.test(lower));
  const list = isRest < 0 ? namedFrom(tokens, at + 1) : { things: [], next: at + 2 + isRest };
  if (list === undefined) return undefined;
  const length = aloneAt(tokens, list.next);
  if (length === 0 && (word === "leave" || !ends(tokens[list.next]))) return undefined;
  return { first: at, next: list.next + length, deed: undefined, things: list.things, others: isRest >= 0 };
}

const alone = [
  "alone",
  "untouched",
  "unchanged",
  "intact",
  "in place",
  "as it is",
  "as is",
  "as they are",
  "where it is",
].map((text) => text.split(" "));

/** How many words say that a thing stays as it is. */
function aloneAt(tokens: readonly Token[], at: number): number {
  return alone.find((words) => words.every((word, index) => tokens[at + index]?.lower === word))?.length ?? 0;
}

/** "B.txt must not be changed". */
function passiveAt(tokens: readonly Token[], at: number): Prohibition | undefined {
  const list =
    at === 0 || /^(?:and|but|[,;.!])$/u.test(tokens[at - 1]?.lower ?? "") ? namedFrom(tokens, at) : undefined;
  if (list === undefined) return undefined;
  const [must = "", not = "", be = "", verb = "", after] = tokens
    .slice(list.next, list.next + 5)
    .map(({ lower }) => lower);
  const denies =
    /^(?:must|may|should|shall|can)$/u.test(must) && not === "not" && be === "be" && /(?:ed|en)$/u.test(verb);
  if (!denies || !(after === undefined || /^[.,;!]$/u.test(after))) return undefined;
  const deed = anyChange.test(verb) ? undefined : verb;
  return { first: at, next: list.next + 4, deed, things: list.things, others: false };
}

/** A list of things by their names: "the file a.txt and b.txt". */
function namedFrom(tokens: readonly Token[], first: number): { things: readonly string[]; next: number } | undefined {
  let next = first;
  const things: string[] = [];
  for (let at = first; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (isNamed(token)) {
      things.push(token.text);
      next = at + 1;
    } else if (!isBetween(tokens, at, things.length > 0)) break;
  }
  return things.length === 0 ? undefined : { things, next };
}

/** Before a name may stand what it is the name of, and between names what joins them. */
function isBetween(tokens: readonly Token[], at: number, isJoint: boolean): boolean {
  const { kind, lower } = tokens[at] ?? { kind: "punctuation", lower: "" };
  if (isJoint) return /^(?:,|and|or|nor)$/u.test(lower) && tokens.slice(at + 1, at + 3).some(isNamed);
  const isNoun = kind === "word" && !isVerb(lower) && tokens[at + 1] !== undefined && isNamed(tokens[at + 1] as Token);
  return determiners.has(lower) || /^(?:of|for|on|to)$/u.test(lower) || isNoun;
}

function isNamed({ kind, text, start }: Token): boolean {
  return (
    /^(?:id|path|quoted|email|url|tag|number)$/u.test(kind) || (kind === "word" && start > 0 && /^\p{Lu}/u.test(text))
  );
}

function ends(token: Token | undefined): boolean {
  return token === undefined || token.kind === "punctuation" || joints.test(token.lower);
}

/** Where ", and", "but", ";" or the sentence before it ends; undefined where nothing sets it off. */
function jointBefore(tokens: readonly Token[], at: number): number | undefined {
  let first = at;
  while (/^(?:please|also)$/u.test(tokens[first - 1]?.lower ?? "")) first -= 1;
  const before = tokens[first - 1];
  const isSet = before === undefined || joints.test(before.lower) || /^[.,;!?\n]$/u.test(before.text);
  return isSet ? first : undefined;
}

/** The end of the sentence, or where an order begins in it: "do not close T-1, delete it". */
function stretchEnd(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && !/^[.!?;]$/u.test(tokens[at]?.text ?? "") && !isOrder(tokens, at)) at += 1;
  return at;
}

function isOrder(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== ",") return false;
  let verb = at + 1;
  while (/^(?:and|but|only|just|instead|rather|please)$/u.test(tokens[verb]?.lower ?? "")) verb += 1;
  return tokens[verb]?.kind === "word" && isVerb(tokens[verb]?.lower ?? "");
}

/** With the joint before it; where it opens the goal, with what joins the order to it. */
function withJoint<T extends Span>(tokens: readonly Token[], one: T): T {
  let { first, next } = one;
  if (joints.test(tokens[first - 1]?.lower ?? "")) first -= 1;
  if (/^[,;]$/u.test(tokens[first - 1]?.text ?? "")) first -= 1;
  if (first === 0) while (/^(?:and|but|only|just|instead|[,;.])$/u.test(tokens[next]?.lower ?? "")) next += 1;
  return { ...one, first, next };
}
