/** Whether the goal speaks of what a tool does, or of a field. */
import type { ToolSpec } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { roots, stem } from "../grounding/words.js";

/** The verb of a name is its first word: `cancel_order`, `cancelOrder`. */
export function namesDeed(tool: string, words: string): boolean {
  const [verb] = tokensOf(tool);
  if (verb === undefined) return false;
  const said = new Set(tokensOf(words).flatMap(({ key }) => [stem(key), ...roots(key)]));
  return [stem(verb.key), ...roots(verb.key)].some((root) => said.has(root));
}

const ifItCan = /(?:if|where|when) (?:at all )?possible|best effort|(?<!\p{L})(?:try|attempt)(?!\p{L})/iu;

/** Whether the goal orders what the tool does, and not only if it can be done. */
export function ordersDeed(goal: string, { name }: { readonly name: string }): boolean {
  return !ifItCan.test(goal) && namesDeed(name, goal);
}

/** Whether the goal says all words of the name of a field; that it is an id need not be said. */
export function saysName({ words }: Goal, field: string): boolean {
  const own = wordsIn(field).filter((word) => !/^(?:id|uuid|guid)$/.test(word));
  return own.length > 0 && own.every((word) => words.has(stem(foldWord(word))));
}

/** Whether a tool changes something, by what whoever offers it says. */
export function claimsChange({ effect, effectSupposed }: Pick<ToolSpec, "effect" | "effectSupposed">): boolean {
  return effect !== "read" && effectSupposed !== true;
}
