/** Changes made to what the goal only speaks of to keep it from them: `destroy({ env: "production" })` for "destroy staging, not production". */
import { onlyActs, writtenName } from "../../../toolspecs/index.js";
import { wordsIn } from "../../field-names.js";
import type { CallFlow, DataFlow } from "../../flow/values/index.js";
import type { Goal, Span } from "../../grounding/index.js";
import { tokensOf } from "../../grounding/tokens.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { claimsChange, mayMeanDeed, meansDeed, namesDeed } from "../deeds.js";
import { type Denial, denialsIn, marked, withoutDenials } from "../denials.js";
import { type Given, givenIn, isAbout, type WrittenGiven } from "../given.js";
import type { GroundedLiteral } from "../made-up.js";
import { placeOf } from "../names.js";
import { sentenceAround } from "../sentence.js";

interface Reading {
  readonly goal: Goal;
  readonly denials: readonly Denial[];
  /** The goal without what it forbids. */
  readonly rest: string;
  /** What it orders, each from the name of a deed to the next. */
  readonly orders: readonly string[];
  /** The same in smaller pieces, with their places. */
  readonly clauses: readonly Clause[];
  readonly given: readonly Given[];
}

interface Clause {
  readonly start: number;
  readonly text: string;
}

/** What a goal keeps changes from. */
export interface Sparing {
  readonly denials: readonly Denial[];
  /** By what the goal denies that a change is given this; undefined where nothing does. */
  denialOf(given: Given): Denial | undefined;
}

/** What runs are held against. */
export interface Spared {
  readonly sparing: Sparing;
  readonly data: DataFlow;
  readonly goal: Goal;
}

/** Undefined where the goal denies nothing. */
export function sparingOf(
  literals: readonly GroundedLiteral[],
  calls: readonly CallFlow[],
  goal: Goal,
): (Sparing & { readonly given: readonly WrittenGiven[] }) | undefined {
  const denials = denialsIn(goal);
  if (denials.length === 0) return undefined;
  const rest = withoutDenials(goal.text, denials);
  const given = givenIn(calls, literals, goal);
  const clauses = clausesIn(rest);
  const tools = [...new Set(calls.map(({ binding }) => binding.spec.name))];
  const reading = { goal, denials, rest, clauses, orders: ordersIn(clauses, tools), given };
  return { denials, given, denialOf: (one) => denials.find((denial) => isSpared(one, denial, reading)) };
}

/** Of the values that the program writes; `calls`: those to ask of. */
export function findSpared(
  literals: readonly GroundedLiteral[],
  calls: readonly CallFlow[],
  goal: Goal,
): readonly Issue[] {
  const sparing = sparingOf(literals, calls, goal);
  if (sparing === undefined) return [];
  const told = new Map<CallFlow, Issue>();
  for (const one of sparing.given) {
    const denial = told.has(one.call) ? undefined : sparing.denialOf(one);
    if (denial !== undefined) told.set(one.call, issueFor(one, denial, goal));
  }
  return [...told.values()];
}

function issueFor({ call: { binding }, value, node }: WrittenGiven, denial: Denial, goal: Goal): Issue {
  const message = `The goal says ${wordsOf(denial, goal)}, and the plan calls ${writtenName(binding)} with ${JSON.stringify(value)}. Leave that out, or pass what the goal asks for.`;
  return issueAt("unasked_change", placeOf(node), message);
}

/** In quotation marks. */
export function wordsOf({ start, end }: Span, { text }: Pick<Goal, "text">): string {
  return JSON.stringify(text.slice(start, end).trim());
}

const isIn = (span: Span) => (place: Span) => span.start <= place.start && place.end <= span.end;

function isSpared(given: Given, denial: Denial, reading: Reading): boolean {
  const { places, call } = given;
  const place = places.find(isIn(denial.objects));
  if (place === undefined) return false;
  const isOutside = places.some((one) => !reading.denials.some((denial) => isIn(denial)(one)));
  const around = aroundIn(reading.goal, place, denial);
  if (denial.kind === "deed") return isForbidden(given, { ...around, denial, isOutside, place }, reading);
  if (isOutside || typeof given.value !== "string") return false;
  const { name } = call.binding.spec;
  const sentence = sentenceAround(reading.goal.text, denial);
  const isNamed =
    namesDeed(name, reading.rest) ||
    reading.clauses.some(
      ({ start, text }) => isIn(sentence)({ start, end: start }) && meansDeed(name, wordsIn(text)[0] ?? ""),
    );
  const isTakenUp = after(denial, reading).some(({ text }) => mayMeanDeed(name, text) && pronoun.test(text));
  if (!isAbout(around.lead, given, { besides: false }) || isTakenUp) return false;
  switch (denial.kind) {
    case "any":
      if (!isAbout(around.tail, given, { besides: true })) return false;
      return claimsChange(call.binding.spec) || isNamed;
    case "exception":
      if (/(?:not|never)$/iu.test(denial.verbs) && !isAbout(around.tail, given, { besides: true })) return false;
      return isNamed && !namesDeed(name, denial.verbs) && !isPartnerElsewhere(given, denial, reading);
    case "exchange":
      return isNamed && !isPartnerElsewhere(given, denial, reading);
    case "kept":
      return (
        destroys(name) ||
        (empties(call) && !emptying.test(reading.rest)) ||
        (/(?<!\p{L})(?:where|place|put)(?!\p{L})/iu.test(denial.verbs) && moves.test(name))
      );
  }
}

interface Denied {
  readonly denial: Denial;
  readonly place: Span;
  readonly isOutside: boolean;
  /** Its words before the value and behind it. */
  readonly lead: string;
  readonly tail: string;
}

/** Its words before a value and behind it, without what is only listed beside it. */
function aroundIn(goal: Goal, place: Span, { objects }: Denial): { readonly lead: string; readonly tail: string } {
  const masked = marked(goal);
  const [lead, tail] = [masked.slice(objects.start, place.start), masked.slice(place.end, objects.end)];
  const unlisted = (at: number, words: string, listed: RegExp) =>
    [...words.matchAll(listed)].reduce(
      (left, { 0: { length }, index }) => left.slice(0, index) + " ".repeat(length) + left.slice(index + length),
      goal.text.slice(at, at + words.length),
    );
  return {
    lead: unlisted(objects.start, lead, /_+(?=\s*(?:,|(?:and|or)\s))/giu).replace(listedBefore, " "),
    tail: unlisted(place.end, tail, /(?<=(?:,|(?:and|or)\s)\s*)_+/giu).replace(listedBehind, " "),
  };
}

/** "main and" of "main and dev": a list of single words. */
const listedBefore = /(?<=^\s*(?:(?:the|to|for|from) )?)(?:[\p{L}\p{N}_-]+(?:\s*,\s*(?:and |or )?| (?:and|or) ))+$/iu;
const listedBehind = /^(?:(?:\s*,\s*(?:and |or )?| (?:and|or) )[\p{L}\p{N}_-]+)+\s*$/iu;

/** The deed itself is denied, of this. */
function isForbidden(given: Given, { denial, place, isOutside, lead, tail }: Denied, reading: Reading): boolean {
  const { name } = given.call.binding.spec;
  const isEmptied = destroys(denial.verbs) && empties(given.call) && !emptying.test(reading.rest);
  const isOverwritten = /^(?:overwrit|replac)/iu.test(denial.verbs) && overwrites(given);
  if (!meansDeed(name, denial.verbs) && !isEmptied && !isOverwritten) return false;
  const word = reading.goal.text.slice(place.start, place.end).toLowerCase();
  const { orders } = reading;
  if (isOutside && orders.some((order) => mayMeanDeed(name, order) && order.toLowerCase().includes(word))) return false;
  const again = after(denial, reading).filter(({ text }) => mayMeanDeed(name, text));
  const before = preposition.exec(lead)?.[1];
  const isOutright = isAbout(`${lead} ${tail}`, given, { besides: true });
  if (before === undefined) return isOutright && !again.some(({ text }) => pronoun.test(text));
  // "Do not send the report to bob; send it to ada": what is denied is whom it is sent to.
  const others = again.flatMap(({ text }) => new RegExp(`(?<!\\p{L})${before}\\s+(\\S+)`, "iu").exec(text)?.[1] ?? []);
  return !others.some((one) => pronoun.test(one)) && (others.length > 0 || isOutright);
}

function after({ start }: Denial, { clauses }: Reading): readonly Clause[] {
  return clauses.filter((clause) => clause.start >= start);
}

const preposition =
  /(?<!\p{L})(to|in|on|at|for|from|with|into|onto)(?:\s+(?:the|my|our|your|his|her|its|their))?(?:\s+\p{L}+)?\s+["'“‘]?$/iu;
/** What was just denied of a thing, an order may ask of it in another way. */
const pronoun =
  /(?<!\p{L})(?:it|them|him|her|both|these|those|they|(?:this|that)(?= one|\W*$| (?:to|in|on|from) ))(?!\p{L})/iu;

/** What is wanted in its place is given to another tool, or to another parameter of this one: the plan changes the one into the other. */
function isPartnerElsewhere({ call, path }: Given, { start }: Denial, { goal, given }: Reading): boolean {
  // "All services in prod with the exception of billing": what it is taken out of is no partner.
  const { start: from } = sentenceAround(goal.text, { start, end: start });
  if (/(?<!\p{L})(?:all|any|each|every\p{L}*)(?!\p{L})/iu.test(goal.text.slice(from, start))) return false;
  const partner = /(\S*[\p{L}\p{N}])\P{L}*$/u.exec(goal.text.slice(0, start))?.[1]?.toLowerCase() ?? "";
  return given.some(
    (other) =>
      (other.call.binding !== call.binding || other.path !== path) &&
      partner.endsWith(String(other.value).toLowerCase()),
  );
}

const emptying = /(?<!\p{L})(?:empty|clear|blank|truncate|reset|wipe)(?!\p{L})/iu;

/** What a tool writes to: of one that takes two places, the second. */
function overwrites({ call, path }: Given): boolean {
  const [verb = ""] = wordsIn(call.binding.spec.name);
  if (/^(?:write|save|upload|put|create|export|download)$/u.test(verb)) return true;
  return (
    /^(?:copy|move|rename)$/u.test(verb) &&
    wordsIn(path).some((word) => /^(?:to|target|dest|destination|new|name)$/u.test(word))
  );
}

const moves = /^(?:move|rename|relocate|archive)(?!\p{L})/iu;

/** `write_file({ path, content: "" })`: nothing is left of what it held. */
function empties({ leaves }: CallFlow): boolean {
  return leaves.some(
    ({ path, origins }) =>
      /^(?:content|contents|text|body|data|value)$/iu.test(path) &&
      origins.size > 0 &&
      [...origins.keys()].every((origin) => origin.kind === "literal" && String(origin.value).trim() === ""),
  );
}

const destroying =
  /^(?:delete|remove|erase|destroy|drop|purge|wipe|clear|trash|discard|cancel|archive|void|terminate|kill|uninstall|prune|close|revoke)$/u;

/** `delete_file`, `move_to_trash`. */
function destroys(tool: string): boolean {
  const [first = "", ...others] = wordsIn(tool);
  return (
    destroying.test(first) || (!/^(?:un|re|list|get|find)/u.test(first) && others.some((word) => final.test(word)))
  );
}

const final = /^(?:delete|remove|erase|destroy|purge|trash|wipe)$/u;

function clausesIn(text: string): readonly Clause[] {
  const breaks = [...text.matchAll(/[.!?;:]+(?=\s|$)|\n+|,\s+|(?<!\p{L})(?:and|then|but|also)(?!\p{L})/giu)];
  const starts = [0, ...breaks.map(({ 0: { length }, index }) => index + length)];
  const ends = [...breaks.map(({ index }) => index), text.length];
  return starts.map((start, index) => ({ start, text: text.slice(start, ends[index]) }));
}

/** Verbs that are things as well. */
const things = /^(?:order|book|bill|invoice|note|e?mail|message|post|record|log|text|mark|label|tag|flag|star|pin)$/u;

function ordersIn(clauses: readonly Clause[], tools: readonly string[]): readonly string[] {
  const orders: string[] = [];
  for (const { text } of clauses) {
    const [first] = tokensOf(text);
    const isOrder = first !== undefined && onlyActs(first.key) && !things.test(first.key);
    const goesOn = first !== undefined && !isOrder && !tools.some((tool) => mayMeanDeed(tool, first.key));
    const last = goesOn ? orders.pop() : undefined;
    orders.push(last === undefined ? text : `${last} ${text}`);
  }
  return orders;
}
