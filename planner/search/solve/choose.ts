/**
 * From a list to one element. Taking the first of many is a guess, so it needs a reason: the goal asks for all of them,
 * names the one it means, says "the first", or the list is itself the answer to a search for a name.
 */
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import type { Output } from "../link/outputs.js";
import { obeys } from "../schema/rules.js";
import { own, type Shape, shapeOf } from "../schema/shape.js";
import { splitName } from "../words/split.js";
import { isPlural, stem } from "../words/stem.js";
import type { SolveContext } from "./context.js";
import type { Draft, Variable } from "./draft.js";
import type { Choice } from "./reach.js";

export interface Chosen {
  readonly choice: Choice;
  /** Words of the goal the choice rests on. */
  readonly spans: readonly Span[];
  readonly score: number;
}

/** `careful`: what the element is for changes something, so a second one that fits as well ends the plan. */
export function choicesFor(
  context: SolveContext,
  draft: Draft,
  { variable, output, careful }: { variable: Variable; output: Output; careful: boolean },
): Chosen[] {
  const list = listOf(variable, output);
  if (list === undefined)
    return isMeant(context, variable) ? [{ choice: { kind: "first", only: false }, spans: [], score: 0 }] : [];
  const named = whereChoice(context, draft, list);
  if (named !== undefined) return [named];
  if (speaksOfMany(context, list.words)) return [{ choice: { kind: "each" }, spans: [], score: 0.5 }];
  const first = firstChoice(context, variable, careful);
  return first === undefined ? [] : [first];
}

const firstPerson = new Set("i me my mine myself our us we current currently".split(" "));

/** A tool that was told nothing ("who am I") answers about the speaker, or about what the goal speaks of. */
function isMeant({ goal, region }: SolveContext, variable: Variable): boolean {
  if (variable.told) return true;
  const words = goal.tokens.slice(region.first, region.next);
  const own = variable.entry.things;
  return words.some((token) => firstPerson.has(token.lower) || own.includes(token.stem));
}

interface List {
  readonly element: Shape;
  /** Stems for what the list holds. */
  readonly words: readonly string[];
}

function listOf(variable: Variable, output: Output): List | undefined {
  let shape = variable.shape;
  let words: readonly string[] = variable.owners;
  for (const hop of output.hops) {
    if (hop.kind === "element") return { element: shapeOf(shape.schema.items ?? true, shape.root), words };
    shape = shapeOf(own(shape.schema.properties, hop.key) ?? true, shape.root);
    words = splitName(hop.key).map(stem);
  }
  return undefined;
}

const quantifiers = new Set("all every each both".split(" "));

/** "Close all issues", "remind the customers": a quantifier before the word, or its plural. */
function speaksOfMany({ goal, region }: SolveContext, words: readonly string[]): boolean {
  for (let at = region.first; at < region.next; at += 1) {
    const token = goal.tokens[at];
    if (token?.kind === "word" && words.includes(token.stem) && (isPlural(token.lower) || quantified(goal, at, region)))
      return true;
  }
  return false;
}

function quantified(goal: SolveContext["goal"], at: number, region: Span): boolean {
  const before = goal.tokens.slice(Math.max(region.first, at - 3), at);
  return before.some((token) => quantifiers.has(token.lower));
}

/** Properties that say which one is meant. */
const telling = new Set("name titl email label login usernam handl slug subject key code sku number nam".split(" "));

function whereChoice(context: SolveContext, draft: Draft, { element, words }: List): Chosen | undefined {
  if (element.type !== "object") return undefined;
  const required = new Set(element.schema.required);
  const found = Object.keys(element.schema.properties ?? {}).flatMap((key) => {
    const name = splitName(key).map(stem);
    const shape = shapeOf(own(element.schema.properties, key) ?? true, element.root);
    const fits =
      required.has(key) && shape.type === "string" && !shape.nullable && name.some((word) => telling.has(word));
    return fits ? namedBy(context, draft, { key, shape, words: [...words, ...name] }) : [];
  });
  return found.sort((a, b) => b.score - a.score)[0];
}

interface Property {
  readonly key: string;
  readonly shape: Shape;
  readonly words: readonly string[];
}

function namedBy({ goal, region }: SolveContext, draft: Draft, property: Property): Chosen[] {
  return goal.mentions.flatMap((mention) => {
    if (!isFree(mention, region, draft.spans) || !couldName(mention, property)) return [];
    const { words } = property;
    if (!words.includes(wordBeside(goal, mention, -1)) && !words.includes(wordBeside(goal, mention, 1))) return [];
    const equals = /^[#@]/u.test(mention.text) ? mention.text.slice(1) : mention.text;
    return [{ choice: { kind: "where", keys: [property.key], equals }, spans: [mention], score: 1.5 }];
  });
}

const namings = new Set("named called titled is the".split(" "));

/** The stem of the word right before or after a mention, past "named" and the like: what the mention is a name of. */
function wordBeside({ tokens }: SolveContext["goal"], mention: Mention, step: 1 | -1): string {
  let at = step < 0 ? mention.first - 1 : mention.next;
  while (namings.has(tokens[at]?.lower ?? "")) at += step;
  return tokens[at]?.stem ?? "";
}

function isFree(mention: Mention, region: Span, taken: readonly Span[]): boolean {
  const inside = mention.first >= region.first && mention.next <= region.next;
  return inside && isHard(mention) && !taken.some((span) => overlaps(span, mention));
}

const codes = new Set("key code cod sku number".split(" "));

function couldName(mention: Mention, { shape, words }: Property): boolean {
  if (shape.schema.enum !== undefined || !obeys(mention.text, shape.schema)) return false;
  if (shape.schema.format === "email" || mention.kind === "email") return mention.kind === shape.schema.format;
  if (mention.kind === "id") return words.some((word) => codes.has(word));
  return mention.kind === "quoted" || mention.kind === "name" || mention.kind === "tag";
}

const firstWords = new Set(["first", "top"]);
const newestWords = new Set(["latest", "newest", "last", "recent"]);

function firstChoice({ goal, region }: SolveContext, variable: Variable, careful: boolean): Chosen | undefined {
  const newestFirst = /\b(?:newest|latest|most recent) first\b/u.test(
    variable.entry.binding.spec.description.toLowerCase(),
  );
  for (let at = region.first; at < region.next; at += 1) {
    const word = goal.tokens[at]?.lower ?? "";
    const asked = firstWords.has(word) || (newestFirst && newestWords.has(word));
    const spans = [{ first: at, next: at + 1 }];
    if (asked) return { choice: { kind: "first", only: false }, spans, score: 0.3 };
  }
  return variable.anchored ? { choice: { kind: "first", only: careful }, spans: [], score: 0 } : undefined;
}
