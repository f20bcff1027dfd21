/**
 * The mood of a sentence. "Can you delete it?" and "it should be deleted" are orders; "should I delete it?", "tell me
 * how to delete it" and "I deleted it" are not, and nothing may be changed on the strength of them.
 */
import type { Span } from "./mention.js";
import type { Token } from "./token.js";

const greetings = new Set("please kindly hi hello hey ok okay well so now then and also just".split(" "));
const questionWords = new Set("what who how when where which why whose whom".split(" "));
const auxiliaries = new Set(
  "is are am was were do does did has have had should shall may might must can could will would isn't aren't can't couldn't won't wouldn't shouldn't didn't doesn't".split(
    " ",
  ),
);
const requests = new Set("can could will would".split(" "));
const explaining = new Set("explain describe wonder wondering".split(" "));
/** After these a question word opens what is to be told: "show me how", "tell me what". */
const asking = new Set("tell show teach ask know see understand learn explain describe me us".split(" "));
/** What is only possible, past or somebody's thought. */
const unreal = new Set(
  (
    "might may maybe perhaps possibly probably suppose supposing imagine hypothetically would've could've was were had did been " +
    "considering thinking whether simulate simulating simulated pretend pretending"
  ).split(" "),
);
const wishes = new Set("want need like ask asking order expect would'd i'd we'd".split(" "));

/** The sentences of the goal that order nothing. */
export function findMusings(tokens: readonly Token[]): Span[] {
  return sentences(tokens).filter((span) => isMusing(tokens.slice(span.first, span.next)));
}

const negligent = new Set("forget hesitate fail worry neglect miss".split(" "));

/** "Do not delete it", "never skip": the goal says what is not to be done, and of nothing what is. */
export function onlyForbids(tokens: readonly Token[]): boolean {
  const said = sentences(tokens).map(({ first, next }) => tokens.slice(first, next));
  return said.length > 0 && said.every(forbids);
}

function forbids(sentence: readonly Token[]): boolean {
  const words = sentence.map(({ lower }) => lower);
  const [first = "", ...rest] = words.slice(
    Math.max(
      0,
      words.findIndex((word) => !greetings.has(word)),
    ),
  );
  const denied = first === "do" && rest[0] === "not" ? rest.slice(1) : rest;
  const isDenial = /^(?:don['’]t|never)$/u.test(first) || denied !== rest || rest[0] === "neither";
  // "Do not forget to" orders, and after a comma or "but" there may be an order.
  return (
    isDenial &&
    !negligent.has(denied[0] ?? "") &&
    !words.some((word) => /^(?:,|but|instead|rather|just|only)$/u.test(word))
  );
}

function sentences(tokens: readonly Token[]): Span[] {
  const found: Span[] = [];
  let first = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    if (!/^[.!?;]$/u.test(tokens[index]?.text ?? "")) continue;
    found.push({ first, next: index + 1 });
    first = index + 1;
  }
  return first < tokens.length ? [...found, { first, next: tokens.length }] : found;
}

function isMusing(sentence: readonly Token[]): boolean {
  const words = sentence.filter(({ kind }) => kind === "word").map(({ lower }) => lower);
  const opening = words.slice(
    Math.max(
      0,
      words.findIndex((word) => !greetings.has(word)),
    ),
  );
  const [first = "", second = ""] = opening;
  if (words.length === 0) return false;
  // Forbidding is no question; whoever looks for conditions sees to it.
  if (first === "do" && second === "not") return false;
  if (requests.has(first) && second === "you") return foresees(opening.slice(2)) || explains(opening.slice(2));
  const asks = questionWords.has(first) || auxiliaries.has(first) || sentence.at(-1)?.text === "?";
  return asks || explains(opening) || reports(opening);
}

/** "Will you have purged it?", "will you be purging it?": whoever asks wants to know what is going to be. */
function foresees([verb = "", participle = ""]: readonly string[]): boolean {
  return (verb === "have" && /(?:ed|en|nt|t|d)$/u.test(participle)) || (verb === "be" && participle.endsWith("ing"));
}

function explains(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (explaining.has(word) || unreal.has(word)) return true;
    return questionWords.has(word) && (asking.has(words[index - 1] ?? "") || words[index + 1] === "to");
  });
}

const speakers = new Set("i we he she they you it".split(" "));

/** "I deleted it", "she has deleted it": who speaks of a deed, and neither wishes nor must, reports it. */
function reports(words: readonly string[]): boolean {
  const [first = "", ...rest] = words;
  const wished = rest.slice(0, 4).some((word) => wishes.has(word) || word === "should" || word === "must");
  const stated = rest.slice(0, 4).some((word) => /(?:ed|ing)$/u.test(word) || auxiliaries.has(word));
  return speakers.has(first) && !wished && stated;
}
