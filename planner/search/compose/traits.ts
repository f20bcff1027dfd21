import type { Token } from "../goal/token.js";
import { singular } from "../words/stem.js";
import { determiners, stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import { exceptionEnd, exceptionStart } from "./exceptions.js";
import { joinedWords } from "./fields.js";
import type { Adjective, Modifier } from "./modifier.js";
import type { Vocabulary } from "./vocabulary.js";

/** Words of the goal that say of the elements of some tool's list which of them are meant. */
export function adjectivesIn(tokens: readonly Token[], { traits, things }: Vocabulary): readonly Adjective[] {
  return tokens.flatMap((token, index) => {
    const predicated = predicateStart(tokens, index);
    if (token.kind !== "word" || (stopWords.has(token.lower) && predicated === undefined)) return [];
    if (isVerb(token.lower) && orders(tokens, index)) return [];
    const excepted = exceptedAt(tokens, index, traits);
    if (excepted !== undefined) return [excepted];
    const not = tokens[index - 1]?.lower === "not" ? 1 : 0;
    const opposite = `un${token.lower}`;
    // "Not paid" may have a word of its own; else it is every other value.
    const negated = not === 1 && !traits.has(joinedWords(opposite));
    const word = not === 1 && !negated ? opposite : token.lower;
    if (!traits.has(joinedWords(word))) return [];
    const first = predicated ?? index - not;
    // "If it is waiting" asks something else than "the waiting tickets" and "those that are waiting".
    const tells = first < index - not || isBeforeThing(tokens, index + 1, things);
    return tells ? [{ word, negated, first, next: index + 1 }] : [];
  });
}

/** "Except the paid ones", "excluding admins": every other value. */
function exceptedAt(tokens: readonly Token[], index: number, traits: Vocabulary["traits"]): Adjective | undefined {
  const first = exceptionStart(tokens, index);
  const said = tokens[index]?.lower ?? "";
  const word = [said, singular(said)].find((one) => traits.has(joinedWords(one)));
  if (first === undefined || word === undefined) return undefined;
  return { word, negated: true, first, next: exceptionEnd(tokens, index + 1) };
}

/** "Void it", "please void it", "bitte, void the invoice": the verb of a request. */
function orders(tokens: readonly Token[], index: number): boolean {
  const opens = tokens[index - 1]?.kind === "punctuation" && determiners.has(tokens[index + 1]?.lower ?? "");
  return index === 0 || opens || polite.has(tokens[index - 1]?.lower ?? "");
}

const polite = new Set("please kindly to you then also just now".split(" "));

function isBeforeThing(tokens: readonly Token[], index: number, things: ReadonlySet<string>): boolean {
  return tokens.slice(index, index + 2).some((token) => token.kind === "word" && things.has(token.stem));
}

const adverbs = /^(?:not|still|currently|now|already|yet|just)$/u;

/**
 * Where the words begin that an adjective closes: "that are overdue", and in a question "how many are overdue" too. Undefined where no such words
 * stand before it.
 */
function predicateStart(tokens: readonly Token[], index: number): number | undefined {
  let at = index - 1;
  while (adverbs.test(tokens[at]?.lower ?? "")) at -= 1;
  if (!/^(?:is|are|was|were)$/u.test(tokens[at]?.lower ?? "")) return undefined;
  if (/^(?:that|which|who)$/u.test(tokens[at - 1]?.lower ?? "") && at > 1) return at - 1;
  return at > 1 && asksWhich(tokens) && closes(tokens[index + 1]) ? at : undefined;
}

function asksWhich([first, second]: readonly Token[]): boolean {
  return first?.lower === "which" || (first?.lower === "how" && second?.lower === "many");
}

function closes(token: Token | undefined): boolean {
  return token === undefined || token.kind === "punctuation" || /^(?:and|in|on|at|of|for)$/u.test(token.lower);
}

/** Modifiers together with the name of the field before them: "with cpu over 80", "due before 2027-03-01". */
export function withFieldNames(
  modifiers: readonly Modifier[],
  tokens: readonly Token[],
  { fields: names, things }: Vocabulary,
): readonly Modifier[] {
  return modifiers.map((modifier) => {
    if (modifier.kind !== "threshold") return modifier;
    const word = tokens[modifier.first - 1];
    if (word?.kind !== "word" || !names.has(word.stem) || things.has(word.stem)) return modifier;
    const joined = /^(with|whose|a|an|of)$/u.test(tokens[modifier.first - 2]?.lower ?? "") ? 2 : 1;
    return { ...modifier, before: word.lower, first: modifier.first - joined };
  });
}
