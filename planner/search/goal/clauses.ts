/**
 * A goal often asks for several deeds: "find the customer and refund her last order". A clause is the stretch of
 * words for one deed. Cuts are made where a new verb or question begins; a cut too many does little harm, because a
 * clause that no tool fits is joined to its neighbour again.
 */
import { stopWords } from "../words/stopwords.js";
import { isInflected, isVerb } from "../words/verbs.js";
import type { Token } from "./token.js";

export interface Clause {
  readonly first: number;
  readonly next: number;
}

const questionWords = new Set("what who how when where which why whose".split(" "));
const fillers = new Set(
  "then also please afterwards finally lastly next subsequently additionally furthermore".split(" "),
);

export function findClauses(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let first = 0;
  // "search and replace": a verb alone is no clause.
  let hasObject = false;
  for (let index = 0; index < tokens.length; index += 1) {
    const start = hasObject ? clauseStart(tokens, index) : undefined;
    if (start === undefined) {
      hasObject ||= isObject(tokens[index]);
      continue;
    }
    clauses.push({ first, next: index });
    first = start;
    hasObject = isObject(tokens[start]);
    index = start;
  }
  if (first < tokens.length) clauses.push({ first, next: tokens.length });
  return clauses;
}

function isObject(token: Token | undefined): boolean {
  if (token === undefined || token.kind === "punctuation") return false;
  return token.kind !== "word" || (!stopWords.has(token.lower) && !isVerb(token.lower));
}

/** If `index` is the boundary of two clauses, where the second begins. */
function clauseStart(tokens: readonly Token[], index: number): number | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (/^[;.!?]$/u.test(token.text)) return endsSentence(tokens, index) ? index + 1 : undefined;
  const comma = token.text === "," ? 1 : 0;
  const joiner = tokens[index + comma]?.lower === "and" ? 1 : 0;
  if (comma + joiner === 0 && token.lower !== "then") return undefined;
  let start = index + comma + joiner;
  let filled = false;
  for (; fillers.has(tokens[start]?.lower ?? ""); start += 1) filled = true;
  const word = tokens[start];
  if (word?.kind !== "word") return undefined;
  if (questionWords.has(word.lower)) return joiner === 1 || filled ? start : undefined;
  // ", leaving at noon" says how, and asks for nothing.
  return isVerb(word.lower) && !isInflected(word.lower) ? start : undefined;
}

/** A full stop inside `e.g. this` or `Bros. game` ends nothing. */
export function endsSentence(tokens: readonly Token[], index: number): boolean {
  const follower = tokens[index + 1];
  if (follower === undefined) return false;
  return tokens[index]?.text !== "." || follower.kind !== "word" || /^\p{Lu}/u.test(follower.text);
}
