// Which words of a goal are plainly meant for a parameter: by its form, its choices, its unit, or because the goal calls them so.
import type { Json } from "../../../toolspecs/index.js";
import { calledBefore, nounOf } from "../../search/fill/called.js";
import { cuesFor } from "../../search/fill/cues.js";
import type { Slot } from "../../search/fill/slots.js";
import { admitted, introduces } from "../../search/fill/strict.js";
import { dimensionOf, isCurrency, isUnit } from "../../search/fill/units.js";
import { valueFor } from "../../search/fill/value.js";
import type { Goal } from "../../search/goal/goal.js";
import { isHard, type Mention } from "../../search/goal/mention.js";
import { obeys } from "../../search/schema/rules.js";
import { splitName } from "../../search/words/split.js";
import { choicesSaid, type Fitting } from "./choices-said.js";

/** Where a parameter stands. */
export interface Around {
  readonly goal: Goal;
  /** The parameters of its tool, itself among them. */
  readonly leaves: readonly Slot[];
  /** Stems of the tool's name. */
  readonly things: ReadonlySet<string>;
  /** The parameters of all tools. */
  readonly everywhere: readonly Slot[];
  /** Whoever misses the value names the parameter and has these words beside it. */
  isQuoted(slot: Slot, mention: Mention): boolean;
}

/** Several where nothing tells them apart; none where fewer values stand in the goal than parameters that would take them. */
export function fittingIn(slot: Slot, around: Around): readonly Fitting[] {
  if (slot.values !== undefined) return choicesSaid(slot, around.goal);
  const every = around.goal.mentions.flatMap((mention) => {
    const value = valueIn(slot, mention, around);
    return value === undefined ? [] : [{ mention, words: saidOf(mention, around.goal), value }];
  });
  const found = every.filter(({ mention }) => !every.some((other) => isPartOf(mention, other.mention)));
  const announced = found.filter(({ mention }) => isAnnounced(slot, mention, around));
  if (announced.length > 0) return announced;
  const rivals = around.leaves.filter(
    (other) =>
      other !== slot && other.required && found.some(({ mention }) => valueIn(other, mention, around) !== undefined),
  );
  return found.length > rivals.length ? found : [];
}

/** "Austin" of "Austin, Texas". */
function isPartOf({ first, next }: Mention, whole: Mention): boolean {
  return whole.first <= first && next <= whole.next && next - first < whole.next - whole.first;
}

/** With the unit of a number, which stands behind it. */
function saidOf({ text, number, next }: Mention, { tokens }: Goal): string {
  return number === undefined || !isUnit(number.unit) ? text : `${text} ${tokens[next]?.text ?? ""}`.trimEnd();
}

/** What a call that changes something would take from these words, if they tell more than that a text is a text. */
function valueIn(slot: Slot, mention: Mention, around: Around): Json | undefined {
  const { goal, leaves, things } = around;
  if (!(isHard(mention) || mention.kind === "place") || isOtherEnd(slot, mention, goal)) return undefined;
  const value = valueFor(slot, mention, slot.shape) ?? (isNumeric(slot) ? mention.number?.value : undefined);
  if (value === undefined) return undefined;
  const strict = { isLookedUp: () => false, slots: leaves, words: things };
  const taken = admitted(strict, goal, { slot, mention, value })?.value;
  if (taken === undefined || !obeys(taken, slot.shape.schema)) return undefined;
  const isMeant = isTelling(slot, mention, around) || isCalled(slot, mention, around) || around.isQuoted(slot, mention);
  return isMeant ? taken : undefined;
}

/** "Before 2026-02-01" is no `since`. */
function isOtherEnd({ name }: Slot, { first }: Mention, { tokens }: Goal): boolean {
  const cue = tokens[first - 1]?.lower ?? "";
  const own = cuesFor(name);
  return ends.some((end, at) => end.has(cue) && !own.has(cue) && isOneOf(own, ends[1 - at]));
}

const ends = [cuesFor(["start"]), cuesFor(["end"])];

function isOneOf(own: ReadonlySet<string>, end: ReadonlySet<string> | undefined): boolean {
  return own.size > 0 && [...own].every((cue) => end?.has(cue));
}

function isNumeric({ shape: { type } }: Slot): boolean {
  return type === "integer" || type === "number";
}

/** A place is no country or city for being called "Tokyo, Japan". */
function isTelling(slot: Slot, mention: Mention, around: Around): boolean {
  const senses: ReadonlySet<string> = slot.senses;
  const { kind, number } = mention;
  if (number === undefined ? senses.has(kind) && kind !== "place" : isItsMeasure(slot, number)) return true;
  return hasForm(slot) && !isCalledOtherwise(slot, mention, around);
}

/** The customer 204117 is no invoice, even if the numbers of invoices look like that. */
function isCalledOtherwise(slot: Slot, mention: Mention, { goal, everywhere }: Around): boolean {
  const called = calledBefore(goal, mention);
  const others = everywhere.filter((other) => nounOf(other) === called && nounOf(other) !== nounOf(slot));
  return others.some((other) => valueFor(other, mention, other.shape) !== undefined);
}

/** A pattern that ordinary words do not have. */
function hasForm({ shape: { schema } }: Slot): boolean {
  return schema.pattern !== undefined && !ordinary.some((text) => obeys(text, { pattern: schema.pattern ?? "" }));
}

const ordinary = ["word", "Some words"];

/** "1200 grams" is a weight, and "30 euros" an amount; "10 years" is nothing that is counted per year. */
function isItsMeasure(slot: Slot, { unit, money }: NonNullable<Mention["number"]>): boolean {
  const parts = splitName(slot.path.at(-1) ?? "");
  if (!isNumeric(slot) || parts.includes("per")) return false;
  if (money || isCurrency(unit)) return slot.senses.has("money") || parts.includes("cents");
  const dimension = dimensionOf(unit);
  return dimension !== undefined && parts.some((part) => dimensionOf(part) === dimension);
}

/** "The system crm", for `system`; "the customer cus_12", for `customer_id`, and for the `name` of what finds customers. */
function isCalled(slot: Slot, mention: Mention, { goal, things }: Around): boolean {
  if (introduces(goal, slot, mention)) return true;
  const called = calledBefore(goal, mention);
  const noun = nounOf(slot);
  return called !== undefined && (noun === "" ? things.has(called) : called === noun);
}

/** What stands right before says which of several parameters it is: "from 28195 to 80331". */
function isAnnounced(slot: Slot, mention: Mention, around: Around): boolean {
  const { goal, leaves } = around;
  if (introduces(goal, slot, mention)) return true;
  if (cuesFor(slot.name).has(goal.tokens[mention.first - 1]?.lower ?? "")) return true;
  const isOnlyOne = leaves.every((other) => other.key === slot.key || nounOf(other) !== nounOf(slot));
  return around.isQuoted(slot, mention) || (isOnlyOne && isCalled(slot, mention, around));
}
