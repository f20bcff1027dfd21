/** "The amount of the invoices": what is computed of the things, before the things. */
const beforeThings = new Set("the of every all amount amounts value values price cost costs size".split(" "));

/** The goal without what a program computes, so that what is left asks for the calls alone. */
import type { Span } from "../goal/mention.js";
import type { Token } from "../goal/token.js";
import type { Adjective, Modifier } from "./modifier.js";

const scaffolding = new Set("does do did is are was were have has there".split(" "));
const questions = new Set("how what which whats".split(" "));

/**
 * "How many overdue invoices does ada@example.com have?" becomes "List the overdue invoices ada@example.com"; "Refund the
 * latest paid invoice" becomes "Refund every paid invoice".
 */
export function plainRequest(
  text: string,
  tokens: readonly Token[],
  modifiers: readonly (Modifier | Adjective)[],
): string {
  const kept = tokens.map((token) => text.slice(token.start, token.end));
  const asks = isQuestion(tokens, modifiers);
  for (const modifier of modifiers) {
    for (let index = modifier.first; index < modifier.next; index += 1) kept[index] = "";
    if (!("kind" in modifier) || modifier.kind !== "order") continue;
    // Of the many, the order picks one later.
    kept[articleBefore(tokens, modifier) ?? modifier.first] = asks ? "" : "every";
  }
  return asks ? `List ${asRequest(tokens, kept)}` : joined(kept);
}

function articleBefore(tokens: readonly Token[], { first }: Span): number | undefined {
  return tokens[first - 1]?.lower === "the" ? first - 1 : undefined;
}

function isQuestion(tokens: readonly Token[], modifiers: readonly (Modifier | Adjective)[]): boolean {
  const opening = tokens.find((token) => token.kind === "word")?.lower ?? "";
  const asksFor = modifiers.some((one) => "kind" in one && one.kind === "aggregate" && one.first <= 1);
  return questions.has(opening) || asksFor;
}

function asRequest(tokens: readonly Token[], kept: readonly string[]): string {
  const rest = kept.map((word, index) => {
    const lower = tokens[index]?.lower ?? "";
    if (questions.has(lower) || scaffolding.has(lower) || tokens[index]?.text === "?") return "";
    return word;
  });
  const first = rest.findIndex((word) => word !== "" && !beforeThings.has(word.toLowerCase()));
  return `every ${joined(rest.slice(Math.max(0, first)))}`;
}

function joined(words: readonly string[]): string {
  return words
    .filter((word) => word !== "")
    .join(" ")
    .replace(/ ([.,;:?!])/gu, "$1");
}
