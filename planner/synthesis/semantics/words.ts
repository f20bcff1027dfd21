import { splitName } from "../../search/words/split.js";
import { singular } from "../../search/words/stem.js";

/** The words of a name, in the singular: `order_ids` is an `order id`. */
export function wordsOf(name: string): readonly string[] {
  return splitName(name).map(singularWord);
}

function singularWord(word: string): string {
  return word === "ids" ? "id" : singular(word);
}

export type WordsOf = (name: string) => readonly string[];

/** `wordsOf`, worked out once for each name: thousands of places share a few hundred. */
export function wordsReader(): WordsOf {
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const found = known.get(name) ?? wordsOf(name);
    known.set(name, found);
    return found;
  };
}

/** Whether a name is that of a key of something. */
export function isKeyName(words: readonly string[]): boolean {
  return words.length > 1 && words.at(-1) === "id";
}
