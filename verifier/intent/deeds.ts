/** Whether the goal speaks of what a tool does, or of a field. */
import { sameDeed, type ToolSpec } from "../../toolspecs/index.js";
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

/** Whoever may be told nothing is sent nothing, whichever way. */
const telling = /^(?:send|message|notify|contact|tell|inform|write|remind|invite|confirm|know|reach|answer|reply)$/u;
const sends = /^(?:send|message|notify|email|mail|text|post|forward|reply|share|dm|remind)$/u;
const ways: readonly ReadonlySet<string>[] = ["email mail", "text sms", "message dm"].map(
  (line) => new Set(line.split(" ")),
);
/** Such a verb says little without its thing. */
export const light = /^(?:make|give|get|take|put|set|do|add|keep)$/iu;

/** Whether words that forbid a deed mean what a tool does: also in another word for it, as "remove" of `delete_file` and "mail" of `send_email`. */
export function meansDeed(tool: string, words: string): boolean {
  if (namesDeed(tool, words)) return true;
  const [verb = "", ...things] = wordsIn(tool);
  return wordsIn(words).some((said) => {
    const word = bare(said);
    if (light.test(word)) return false;
    if (!sends.test(verb)) return !sends.test(word) && sameDeed(word, verb);
    const isWay = ways.some((way) => way.has(word) && [verb, ...things].some((one) => way.has(one)));
    return isWay || /^(?:message|notify|contact|tell|inform|write)$/u.test(word);
  });
}

/** The same, told generously: whether the words may ask for what the tool does. */
export function mayMeanDeed(tool: string, words: string): boolean {
  const [verb = ""] = wordsIn(tool);
  return (
    namesDeed(tool, words) ||
    wordsIn(words).some((said) => sameDeed(said, verb) || (sends.test(verb) && telling.test(bare(said))))
  );
}

/** "mailing", "mailed" and "emails" as "mail" and "email". */
function bare(word: string): string {
  return word.replace(/(?<=\p{L}{3})(?:ing|ed|s)$/u, "");
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
