import { writtenName } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import { type CallFlow, type DataFlow, how, type Leaf } from "../flow/values/index.js";
import { type Goal, type Span, unusedValues } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange } from "./deeds.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";

/** A literal that a call is given, with the part of the goal that it stands in. */
interface Placed {
  readonly parameter: string;
  readonly value: string | number;
  readonly part: number;
}

/** A change with what it is given of the goal. */
interface Order {
  readonly call: CallFlow;
  readonly given: readonly Placed[];
}

/**
 * Two changes that are given each other's values: "void INV-2041 and send a reminder for INV-3007" the other way round. What a call is given belongs into
 * the part of the goal that says what the call does, or the other things that it is given.
 */
export function findCrossedDeeds(literals: readonly GroundedLiteral[], data: DataFlow, goal: Goal): readonly Issue[] {
  const parts = partsOf(goal);
  if (parts.length < 2) return [];
  const places = new Map(literals.flatMap((one) => placeIn(one, parts, goal)));
  const orders = data.calls
    .filter(({ binding }) => binding.spec.effect !== "read")
    .map((call) => ({ call, given: call.leaves.flatMap((leaf) => placedBy(leaf, places)) }));
  const crossed = orders.flatMap((one, index) =>
    orders.slice(index + 1).flatMap((other) => crossedIn(one, other, parts) ?? []),
  );
  const changes = orders.filter(({ call: { binding } }) => claimsChange(binding.spec));
  return crossed.length > 0 ? crossed : strayed(changes, { parts, goal, literals });
}

interface Part extends Span {
  readonly words: ReadonlySet<string>;
}

const between = /[.!?;](?=\s|$)|,\s|\s(?:and|then|but)\s/giu;

function partsOf({ text, values }: Goal): readonly Part[] {
  const isQuoted = (at: number) => values.some(({ kind, start, end }) => kind === "quoted" && start <= at && at < end);
  const breaks = [...text.matchAll(between)].map(({ index }) => index).filter((at) => !isQuoted(at));
  return [...breaks, text.length].map((end, index) => {
    const start = breaks[index - 1] ?? 0;
    return { start, end, words: new Set(tokensOf(text.slice(start, end)).map(({ key }) => stem(key))) };
  });
}

/** Of values that stand once in the goal. */
function placeIn({ node, grounding }: GroundedLiteral, parts: readonly Part[], { text }: Goal): [unknown, number][] {
  if (grounding.by !== "goal" || grounding.parts !== undefined) return [];
  const word = text.slice(grounding.start, grounding.end).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const times = text.match(new RegExp(`(?<![\\p{L}\\p{N}-])${word}(?![\\p{L}\\p{N}-])`, "giu"))?.length ?? 0;
  const at = parts.findIndex(({ start, end }) => start <= grounding.start && grounding.start < end);
  return times === 1 && at !== -1 ? [[node, at]] : [];
}

function placedBy({ path, origins }: Leaf, places: ReadonlyMap<unknown, number>): readonly Placed[] {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  const part = origin?.kind === "literal" ? places.get(origin.node) : undefined;
  if (part === undefined || origin?.kind !== "literal") return [];
  const { value } = origin;
  return typeof value === "string" || typeof value === "number" ? [{ parameter: path, value, part }] : [];
}

function crossedIn(one: Order, other: Order, parts: readonly Part[]): Issue | undefined {
  for (const mine of one.given) {
    const theirs = other.given.find(({ parameter }) => parameter === mine.parameter);
    if (theirs === undefined || theirs.value === mine.value || theirs.part === mine.part) continue;
    const fits = (order: Order, part: number) =>
      standing(order, { part, but: mine.parameter, beside: [one, other], parts });
    if (fits(one, mine.part) >= fits(one, theirs.part) || fits(other, theirs.part) >= fits(other, mine.part)) continue;
    const message = `The goal says ${JSON.stringify(theirs.value)} where it speaks of what ${writtenName(one.call.binding)} is to do here, and the plan passes ${JSON.stringify(mine.value)} as \`${mine.parameter}\`; the other way round at the other call. Swap them.`;
    return issueAt("crossed_names", placeOf(one.call.call), message, "error");
  }
  return undefined;
}

interface Where {
  readonly part: number;
  /** The parameter that is asked about. */
  readonly but: string;
  readonly beside: readonly Order[];
  readonly parts: readonly Part[];
}

/** How much of what a call is and is given stands in a part of the goal. Words that two tools share tell nothing. */
function standing({ call, given }: Order, { part, but, beside, parts }: Where): number {
  const shared = beside
    .filter((other) => other.call !== call)
    .flatMap(({ call: { binding } }) => wordsIn(binding.spec.name).map(stem));
  const own = wordsIn(call.binding.spec.name).map(stem);
  const told = own.filter((word) => !shared.includes(word) && parts[part]?.words.has(word));
  // What both calls are given tells neither from the other.
  const others = beside.filter((other) => other.call !== call).flatMap((other) => other.given);
  const isShared = ({ parameter, value }: Placed) =>
    others.some((one) => one.parameter === parameter && one.value === value);
  return told.length + given.filter((one) => one.parameter !== but && one.part === part && !isShared(one)).length;
}

interface Strayed {
  readonly parts: readonly Part[];
  readonly goal: Goal;
  readonly literals: readonly GroundedLiteral[];
}

/** A change that is given what the goal says of another one, and not what it says of it, which the plan does not use. */
function strayed(orders: readonly Order[], { parts, goal, literals }: Strayed): readonly Issue[] {
  const left = unusedValues(goal, literals).filter(({ kind }) => kind === "identifier" || kind === "address");
  return orders.flatMap((order) => {
    const beside = orders.filter((other) => other.call.binding !== order.call.binding);
    if (beside.length === 0) return [];
    for (const { parameter, value, part } of order.given) {
      const own = goal.values.find(({ text }) => text === value)?.kind;
      const instead = left.filter(({ kind }) => kind === own);
      const [only] = instead;
      const at = parts.findIndex(({ start, end }) => only !== undefined && start <= only.start && only.start < end);
      const fits = (where: number) => standing(order, { part: where, but: parameter, beside, parts });
      if (only === undefined || instead.length > 1 || at === -1 || fits(part) >= fits(at)) continue;
      const message = `The goal says ${JSON.stringify(only.text)} where it speaks of what ${writtenName(order.call.binding)} does, and the plan passes ${JSON.stringify(value)} as \`${parameter}\`. Pass what the goal says.`;
      return [issueAt("crossed_names", placeOf(order.call.call), message, "error")];
    }
    return [];
  });
}
