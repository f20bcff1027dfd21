import { splitName } from "../../search/words/split.js";
import { singular } from "../../search/words/stem.js";

/** The words of a name, in the singular: `order_ids` is an `order id`. */
export function wordsOf(name: string): readonly string[] {
  return splitName(name).map(singularWord);
}

function singularWord(word: string): string {
  return word === "ids" ? "id" : singular(word);
}

/** Whether a name is that of a key of something. */
export function isKeyName(words: readonly string[]): boolean {
  return words.length > 1 && words.at(-1) === "id";
}
