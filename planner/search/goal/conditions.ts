import { isVerb } from "../words/verbs.js";
import type { Span } from "./mention.js";
import type { Token } from "./token.js";

/** Words that narrow what the deed applies to: ignoring them would do more than was asked. */
export interface Condition extends Span {
  /** An argument taken from these words honours it: "before 2027-03-01", but not "if T-12 is open". */
  readonly placeable: boolean;
}

const absolute = new Set("if unless except excluding never not these those".split(" "));
const narrowing = new Set(
  (
    "only without older newer bigger larger smaller longer shorter higher lower over under above below exceeding than " +
    "before after since until whose where when"
  ).split(" "),
);
const pairs = new Set(["more than", "less than", "at least", "at most", "no more", "other than", "as long"]);
const quantifiers = new Set("all every each everyone everybody everything any both them".split(" "));
const longest = 12;

/** Stretches of the goal that state a condition, each to the next punctuation mark or joining word. */
export function findConditions(tokens: readonly Token[]): Condition[] {
  const found: Condition[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const placeable = conditionAt(tokens, index);
    if (placeable === undefined) continue;
    let next = index + 1;
    while (next < tokens.length && next < index + longest && !closes(tokens[next])) next += 1;
    found.push({ first: index, next, placeable });
    index = next - 1;
  }
  return found;
}

/** Whether a condition opens here, and if so whether a value can honour it. */
function conditionAt(tokens: readonly Token[], index: number): boolean | undefined {
  const token = tokens[index];
  if (token?.kind !== "word") return undefined;
  if (absolute.has(token.lower) || isNegated(token.lower)) return false;
  if (isException(tokens, index) || isAlternative(tokens, index) || isElsewhen(tokens, index)) return false;
  // "Don't close it" forbids; "don't" before anything but a verb is a way of speaking.
  if (/n['’]t$|^dont$/u.test(token.lower)) return isVerb(tokens[index + 1]?.lower ?? "") ? false : undefined;
  // A question word that opens the goal asks; it does not narrow.
  if (index === 0 || isSequence(tokens, index)) return undefined;
  // Of an amount that is changed, a bound is not the amount.
  if (token.lower === "up" && tokens[index + 1]?.lower === "to") return false;
  const pair = pairs.has(`${token.lower} ${tokens[index + 1]?.lower ?? ""}`);
  return narrowing.has(token.lower) || pair ? true : undefined;
}

const goingOn = new Set(", i we please".split(" "));

/** "After that, close it": the order in which it is said is the order in which it is done. */
function isSequence(tokens: readonly Token[], index: number): boolean {
  const [word, that, next] = tokens.slice(index, index + 3).map(({ lower, text }) => lower || text);
  return word === "after" && (that === "that" || that === "this") && goingOn.has(next ?? "");
}

/** The word at which a goal says what no filter and no order can: exceptions, alternatives, other times. `placed`: where a filter begins that does. */
export function unsayable(tokens: readonly Token[], placed: readonly number[] = []): Token | undefined {
  return tokens.find(
    ({ kind, lower }, index) =>
      kind === "word" &&
      !placed.includes(index) &&
      (lower === "or" || isNegated(lower) || isException(tokens, index) || isElsewhen(tokens, index)),
  );
}

/** "isn't overdue", "non-overdue", "un-paid": the opposite of what a state is called. */
function isNegated(word: string): boolean {
  return /^(?:is|are|was|were|has|have)n['’]t$/u.test(word) || /^(?:non|not|un)[-‐‑–]\p{L}/u.test(word);
}

const many = new Set(
  "all every everything everyone each any anything nothing no none last latest next first".split(" "),
);

/** "All but the overdue ones", "the latest but one"; not "refund it, but quickly". */
function isException(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.lower !== "but") return false;
  const before = tokens.slice(Math.max(0, index - longest), index);
  return (
    before.some(({ lower }) => many.has(lower)) || /^(?:the|those|one|for|not)$/.test(tokens[index + 1]?.lower ?? "")
  );
}

/** "INV-1 or INV-2", "on or before": one of two is to be chosen, or a bound is to be counted in. */
function isAlternative(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.lower !== "or") return false;
  const after = tokens[index + 1];
  const bound = /^(?:before|after|earlier|later|less|more|fewer|above|below|over|under)$/;
  const names = (from: number) => tokens.slice(Math.max(0, from), from + near).some(isIdentifier);
  return bound.test(after?.lower ?? "") || (names(index - near) && names(index + 1));
}

/** "Used to be overdue", "will be overdue", "the one before the latest": what is called so here and now is not meant. */
function isElsewhen(tokens: readonly Token[], index: number): boolean {
  const words = tokens.slice(index, index + 3).map(({ lower }) => lower);
  const [first = "", second = "", third = ""] = words;
  // "The name will be 'crm'" says what is wanted.
  const isGiven = tokens[index + 2]?.kind !== "word" && tokens[index + 2]?.kind !== "punctuation";
  if ((first === "used" && second === "to") || (first === "will" && second === "be" && !isGiven)) return true;
  if (first === "for" && /^tests?$|^testing$/.test(second)) return third === "only" || /^(?:\p{P}|)$/u.test(third);
  return (
    /^(?:before|after)$/.test(first) && second === "the" && /^(?:latest|last|earliest|first|newest|oldest)$/.test(third)
  );
}

/** So many words may stand between "or" and what it is between: "or the order OR-2". */
const near = 3;

function isIdentifier({ kind, text }: Token): boolean {
  return kind === "quoted" || kind === "id" || (/\d/.test(text) && /\p{L}/u.test(text));
}

function closes(token: Token | undefined): boolean {
  return token?.kind === "punctuation"
    ? /^[.;,!?]$/u.test(token.text)
    : token?.lower === "and" || token?.lower === "then";
}

/** Where the goal speaks of many. */
export function findQuantifiers(tokens: readonly Token[]): Span[] {
  return tokens.flatMap((token, index) => (quantifiers.has(token.lower) ? [{ first: index, next: index + 1 }] : []));
}
