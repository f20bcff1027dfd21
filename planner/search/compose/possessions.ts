/** What things have or lack: "that have free cancellation", "with no stops". */
import type { Token } from "../goal/token.js";
import { joinedWords } from "./fields.js";
import type { Adjective, Threshold } from "./modifier.js";
import type { Vocabulary } from "./vocabulary.js";

const having = /^(?:have|has|had|with|without)$/u;
/** Words of the name of a yes-or-no field. */
const longest = 3;

export interface Possessions {
  readonly adjectives: readonly Adjective[];
  readonly thresholds: readonly Threshold[];
}

export function possessionsIn(tokens: readonly Token[], vocabulary: Vocabulary): Possessions {
  const found = tokens.flatMap((token, index) =>
    having.test(token.lower) ? possessionAt(tokens, index, vocabulary) : [],
  );
  return {
    adjectives: found.flatMap((one) => ("word" in one ? [one] : [])),
    thresholds: found.flatMap((one) => ("word" in one ? [] : [one])),
  };
}

function possessionAt(
  tokens: readonly Token[],
  index: number,
  { flags, fields, things }: Vocabulary,
): readonly (Adjective | Threshold)[] {
  const article = tokens[index + 1]?.lower ?? "";
  const lacks = tokens[index]?.lower === "without" || article === "no";
  const start = /^(?:no|a|an|any|the)$/u.test(article) ? index + 2 : index + 1;
  const first = /^(?:that|which|who)$/u.test(tokens[index - 1]?.lower ?? "") && index > 1 ? index - 1 : index;
  for (let next = start + longest; next > start; next -= 1) {
    const words = tokens.slice(start, next).filter(({ kind }) => kind === "word");
    const word = joinedWords(words.map(({ lower }) => lower).join(" "));
    if (words.length === next - start && flags.has(word)) return [{ word, negated: lacks, first, next }];
  }
  const noun = tokens[start];
  if (!lacks || noun === undefined || !fields.has(noun.stem) || things.has(noun.stem)) return [];
  const none = { operator: "===", number: 0, unit: noun.lower, money: false, before: "" } as const;
  return [{ kind: "threshold", first, next: start + 1, ...none }];
}
