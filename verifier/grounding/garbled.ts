/** Values of the goal that a plan got wrong by a letter: "Ines Rot" for "Ines Roth". Models copy long names and texts badly. */
import { editDistance } from "./edit-distance.js";
import type { Goal } from "./goal.js";
import type { Span } from "./span.js";
import { type Token, tokensOf } from "./tokens.js";

const longestLiteral = 500;
/** Words of fewer letters differ by one from too many others. */
const shortestChanged = 5;
const shortestCut = 3;
const mostCut = 2;

/** What the goal says in place of a garbled text; quoted, it says just that. */
export interface Meant extends Span {
  readonly quoted: boolean;
}

/**
 * Where the goal says what the text nearly says: the same words one after the other but for one, which lacks its last letters
 * or has one letter wrong. A single word counts only where the goal quotes it. Undefined too where the goal itself says the
 * word that looks wrong, or where the words differ as a plural does.
 */
export function findGarbled(goal: Goal, text: string): Meant | undefined {
  if (text.length > longestLiteral) return undefined;
  const words = tokensOf(text);
  if (words.length === 0) return undefined;
  const { tokens } = goal.reading;
  const quoted = goal.values.filter(({ kind }) => kind === "quoted");
  for (let at = 0; at + words.length <= tokens.length; at += 1) {
    const said = tokens.slice(at, at + words.length);
    const span = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
    // A literal holds the whole of a quotation, or words that go on in the goal.
    const quote = quoted.find(({ start, end }) => start < span.start && span.end < end);
    const verbatim = quote !== undefined && tokensOf(quote.text).length === words.length;
    if (words.length === 1 && !verbatim) continue;
    if (/[.!?]\s/.test(goal.text.slice(span.start, span.end)) && !verbatim) continue;
    if (isGarbled(words, said, { goal, verbatim })) return { ...span, quoted: verbatim };
  }
  return undefined;
}

interface About {
  readonly goal: Goal;
  readonly verbatim: boolean;
}

function isGarbled(words: readonly Token[], said: readonly Token[], { goal, verbatim }: About): boolean {
  const wrong = words.flatMap((word, index) => {
    const meant = said[index];
    return meant === undefined || word.key === meant.key ? [] : [{ word, meant }];
  });
  const [only] = wrong;
  if (only === undefined || wrong.length > 1) return false;
  const { word, meant } = only;
  if (word.kind !== "word" || meant.kind !== "word" || goal.words.has(word.key)) return false;
  if (!verbatim && isInflected(word.key, meant.key)) return false;
  return isCut(word.key, meant.key) || isMistyped(word.key, meant.key);
}

function isCut(word: string, meant: string): boolean {
  const lost = meant.length - word.length;
  return (
    lost > 0 && lost <= mostCut && word.length >= Math.min(shortestCut, meant.length - 1) && meant.startsWith(word)
  );
}

function isMistyped(word: string, meant: string): boolean {
  return Math.min(word.length, meant.length) >= shortestChanged && editDistance(word, meant) === 1;
}

/** One form of a word for another: one of them goes on with an ending where the other stops, or has another. */
function isInflected(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const ending = /(?:s|es|d|ed|r|er|n|en|ing|ly|y|ies|al|e)$/;
  for (let cut = 0; cut <= 2; cut += 1) {
    const stemmed = short.slice(0, short.length - cut);
    if (stemmed.length < 3 || !long.startsWith(stemmed)) continue;
    const [left, right] = [short.slice(stemmed.length), long.slice(stemmed.length)];
    if ([left, right].every((rest) => rest === "" || ending.exec(rest)?.[0] === rest)) return true;
  }
  return false;
}
