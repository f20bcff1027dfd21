/** Whether words of the goal speak of what a tool does. */
import { tokensOf } from "../grounding/tokens.js";
import { roots, stem } from "../grounding/words.js";

/** The verb of a name is its first word: `cancel_order`, `cancelOrder`. */
export function namesDeed(tool: string, words: string): boolean {
  const [verb] = tokensOf(tool);
  if (verb === undefined) return false;
  const said = new Set(tokensOf(words).flatMap(({ key }) => [stem(key), ...roots(key)]));
  return [stem(verb.key), ...roots(verb.key)].some((root) => said.has(root));
}
