import { wordsIn } from "../../field-names.js";
import { fold, foldWord } from "../../grounding/fold.js";
import type { Goal, StatedValue } from "../../grounding/index.js";
import { tokensOf } from "../../grounding/tokens.js";
import { roots, stem } from "../../grounding/words.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { claimsChange } from "../deeds.js";
import { placeOf } from "../names.js";
import type { Passed } from "./passed.js";
import { writtenAt } from "./place.js";

/** Words before a quotation after which it is meant to be all of a text. */
const naming =
  /(?<!\p{L})(?:text|note|message|comment|subject|title|body|reason|name|saying|says?|reading|reads)\s*:?\s*$/iu;

/**
 * Texts that hold what the goal quotes, and words of the plan's own beside it: the note "Thank you", to which the plan adds "Pay at once". Nothing is
 * said where the quotation is also passed by itself, as a subject beside a body may be. What tools return may be added.
 */
export function findEmbellished(places: readonly Passed[], goal: Goal): readonly Issue[] {
  const quotes = goal.values.filter(({ kind, text }) => kind === "quoted" && /\p{L}/u.test(text));
  if (quotes.length === 0) return [];
  const texts = places.map((passed) => ({
    passed,
    values: passed.seen.flatMap(({ value }) => (typeof value === "string" ? [value] : [])),
  }));
  const alone = new Set(texts.flatMap(({ values }) => values.map((value) => fold(withoutSigns(value)).text)));
  return texts.flatMap(({ passed, values }) => {
    if (values.length === 0 || !claimsChange(passed.call.binding.spec)) return [];
    const quote = quotes.find(
      ({ text }) => values.every((value) => holds(value, text)) && !alone.has(fold(withoutSigns(text)).text),
    );
    if (quote === undefined) return [];
    const added = addedTo(quote, values, passed, goal);
    return added.length === 0 ? [] : [issueFor(passed, quote, added, goal)];
  });
}

function issueFor({ call, path }: Passed, quote: StatedValue, added: readonly string[], goal: Goal): Issue {
  const words = added.map((word) => JSON.stringify(word)).join(", ");
  const message = `The goal quotes ${JSON.stringify(quote.text)}, and the plan passes more than that as \`${path}\`: nobody gives ${words}. Pass what is quoted.`;
  const lead = goal.text.slice(0, quote.start);
  const isWhole = naming.test(lead) || isNamed(path, lead);
  return issueAt("made_up_value", placeOf(writtenAt(call.call, path)), message, isWhole ? "error" : "warning");
}

/** "a ticket titled" before what is passed as the title. */
function isNamed(path: string, lead: string): boolean {
  const word = tokensOf(lead.slice(-40)).at(-1)?.key ?? "";
  const said = new Set([stem(word), ...roots(word)]);
  return wordsIn(path.split(/[.[\]]+/).findLast(Boolean) ?? "").some((name) => said.has(stem(foldWord(name))));
}

function holds(value: string, quote: string): boolean {
  return /\s/.test(value.trim()) && ` ${keysOf(value).join(" ")} `.includes(` ${keysOf(quote).join(" ")} `);
}

function withoutSigns(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/** Words that stand in every one of the texts, that the plan writes, and that the goal says nowhere. */
function addedTo({ text }: StatedValue, values: readonly string[], { origins }: Passed, goal: Goal): readonly string[] {
  const written = new Set(
    [...origins.keys()].flatMap((origin) =>
      origin.kind === "literal" && typeof origin.value === "string" ? keysOf(origin.value) : [],
    ),
  );
  const quoted = new Set(keysOf(text));
  const [first = "", ...others] = [...new Set(values)];
  const inAll = others.map((value) => new Set(keysOf(value)));
  return keysOf(first.replace(/<[^<>]*>/g, " ")).filter(
    (word) =>
      /\p{L}/u.test(word) &&
      written.has(word) &&
      !quoted.has(word) &&
      !goal.words.has(stem(word)) &&
      inAll.every((words) => words.has(word)),
  );
}

function keysOf(text: string): readonly string[] {
  return tokensOf(text).map(({ key }) => key);
}
