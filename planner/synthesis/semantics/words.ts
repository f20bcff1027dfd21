import { splitName } from "../../search/words/split.js";
import { singular } from "../../search/words/stem.js";

/** The words of a name, in the singular: `order_ids` is an `order id`. */
export function wordsOf(name: string): readonly string[] {
  return splitName(name).map(singularWord);
}

function singularWord(word: string): string {
  return word === "ids" ? "id" : singular(word);
}

export function lastWords(words: readonly string[], count: number): readonly string[] {
  return words.slice(Math.max(0, words.length - count));
}

/** Whether a name is that of a key of something. */
export function isKeyName(words: readonly string[]): boolean {
  return words.length > 1 && words.at(-1) === "id";
}
