// Which words of a goal are plainly meant for a parameter: by its form, its choices, its unit, or because the goal calls them so.
import type { Json } from "../../../toolspecs/index.js";
import { calledBefore, nounOf } from "../../search/fill/called.js";
import { cuesFor } from "../../search/fill/cues.js";
import type { Slot } from "../../search/fill/slots.js";
import { admitted, introduces } from "../../search/fill/strict.js";
import { dimensionOf, isCurrency } from "../../search/fill/units.js";
import { valueFor } from "../../search/fill/value.js";
import { type Goal, wordsOf } from "../../search/goal/goal.js";
import { isHard, type Mention, type Span } from "../../search/goal/mention.js";
import { obeys } from "../../search/schema/rules.js";
import { splitName, splitText } from "../../search/words/split.js";
import { stem } from "../../search/words/stem.js";
import { stopWords } from "../../search/words/stopwords.js";
import { isVerb } from "../../search/words/verbs.js";

/** Where a parameter stands. */
export interface Around {
  readonly goal: Goal;
  /** The parameters of its tool, itself among them. */
  readonly leaves: readonly Slot[];
  /** Stems of the tool's name. */
  readonly things: ReadonlySet<string>;
  /** The parameters of all tools. */
  readonly everywhere: readonly Slot[];
}

export interface Fitting {
  /** As the goal has them. */
  readonly words: string;
  readonly value: Json;
}

/** Several where nothing tells them apart; none where fewer values stand in the goal than parameters that would take them. */
export function fittingIn(slot: Slot, around: Around): readonly Fitting[] {
  if (slot.values !== undefined) return choicesIn(slot.values, around.goal);
  const found = around.goal.mentions.flatMap((mention) => {
    const value = valueIn(slot, mention, around);
    return value === undefined ? [] : [{ mention, words: mention.text, value }];
  });
  const announced = found.filter(({ mention }) => isAnnounced(slot, mention, around));
  if (announced.length > 0) return announced;
  const rivals = around.leaves.filter(
    (other) =>
      other !== slot && other.required && found.some(({ mention }) => valueIn(other, mention, around) !== undefined),
  );
  return found.length > rivals.length ? found : [];
}

/** What a call that changes something would take from these words, if they tell more than that a text is a text. */
function valueIn(slot: Slot, mention: Mention, around: Around): Json | undefined {
  const { goal, leaves, things } = around;
  if (!isHard(mention)) return undefined;
  const isNumeric = slot.shape.type === "integer" || slot.shape.type === "number";
  const value = valueFor(slot, mention, slot.shape) ?? (isNumeric ? mention.number?.value : undefined);
  if (value === undefined) return undefined;
  const strict = { isLookedUp: () => false, slots: leaves, words: things };
  const taken = admitted(strict, goal, { slot, mention, value })?.value;
  if (taken === undefined || !obeys(taken, slot.shape.schema)) return undefined;
  return isTelling(slot, mention, around) || isCalled(slot, mention, around) ? taken : undefined;
}

function isTelling(slot: Slot, mention: Mention, around: Around): boolean {
  const senses: ReadonlySet<string> = slot.senses;
  const { kind, number } = mention;
  if (number === undefined ? senses.has(kind) : isItsMeasure(slot, number)) return true;
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

/** "1200 grams" is a weight, and "30 euros" an amount. */
function isItsMeasure(slot: Slot, { unit, money }: NonNullable<Mention["number"]>): boolean {
  const parts = splitName(slot.path.at(-1) ?? "");
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
  const before = around.goal.tokens[mention.first - 1]?.lower ?? "";
  return isCalled(slot, mention, around) || cuesFor(slot.name).has(before);
}

function choicesIn(values: readonly Json[], goal: Goal): readonly Fitting[] {
  return values.flatMap((value) => {
    const span = typeof value === "string" ? choiceIn(value, goal) : undefined;
    return span === undefined ? [] : [{ words: wordsOf(goal, span), value }];
  });
}

/** Where a choice is said as such: "not paid" does not choose `paid`, nor does "open it" choose `open`. */
function choiceIn(choice: string, { tokens }: Goal): Span | undefined {
  const wanted = splitText(choice);
  if (wanted.every((word) => word.length < 2 || stopWords.has(word))) return undefined;
  const stems = wanted.map(stem).join(" ");
  const first = tokens.findIndex((token, at) => {
    const said = tokens.slice(at, at + wanted.length).map(({ text }) => splitText(text).map(stem).join(" "));
    if (said.join(" ") !== stems) return false;
    const before = tokens[at - 1];
    return !denying.has(before?.lower ?? "") && !(isVerb(token.lower) && opens(before?.text));
  });
  return first < 0 ? undefined : { first, next: first + wanted.length };
}

const denying = new Set("not non no never except without but unless isn't aren't".split(" "));

function opens(before: string | undefined): boolean {
  return before === undefined || /^[.!?:;,]$/u.test(before) || before === "and";
}
