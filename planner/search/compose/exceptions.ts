/** "All invoices except the paid ones", "every user but U-1": what is left out, read backwards from the word that says which. */
import type { Token } from "../goal/token.js";

const opening = /^(?:except|excepting|excluding|besides)$/u;
const between = /^(?:for|the|those|that|which|are|is|with|of|any|all)$/u;
/** "Except for the ones that are paid". */
const longest = 5;

/** Where the exception begins that a word stands in; undefined where it stands in none. */
export function exceptionStart(tokens: readonly Token[], at: number): number | undefined {
  for (let index = at - 1; index >= Math.max(0, at - longest); index -= 1) {
    const word = tokens[index]?.lower ?? "";
    if (opensException(tokens, index)) return index;
    if (!between.test(word) && word !== "ones" && word !== "than") return undefined;
  }
  return undefined;
}

/** "Except", "excluding", "other than": what follows is not meant. */
export function opensException(tokens: readonly Token[], index: number): boolean {
  const [word = "", next = ""] = tokens.slice(index, index + 2).map(({ lower }) => lower);
  if (opening.test(word) || (word === "other" && next === "than")) return true;
  return word === "but" && (next === "not" || isOfAll(tokens, index));
}

const all = /^(?:all|every|everything|everyone|each|any)$/u;
/** "All draft invoices of Ada but". */
const farthest = 6;

/** "All but INV-12", not "refund it, but quickly". */
function isOfAll(tokens: readonly Token[], index: number): boolean {
  const before = tokens.slice(Math.max(0, index - farthest), index);
  const isSet = before.some(({ kind }) => kind === "punctuation");
  const after = tokens[index + 1];
  const isThing = after !== undefined && (after.kind !== "word" || /^(?:the|those)$|^\p{Lu}/u.test(after.text));
  return !isSet && isThing && before.some(({ lower }) => all.test(lower));
}

/** Past "ones", which stands for the things that were named before. */
export function exceptionEnd(tokens: readonly Token[], next: number): number {
  return tokens[next]?.lower === "ones" ? next + 1 : next;
}
