/** Everything a slot could be given from the words of its clause, best first. */
import type { Json } from "../../../toolspecs/index.js";
import { isHard, type Mention, type MentionList, type Span } from "../goal/mention.js";
import { obeys } from "../schema/rules.js";
import { type Shape, shapeOf } from "../schema/shape.js";
import type { Candidate } from "./candidate.js";
import { booleanCandidates, enumCandidates, quotedOptions } from "./choices.js";
import type { FillContext } from "./context.js";
import { featuresOf, profileOf, type SlotProfile } from "./features.js";
import { scoreOf } from "./score.js";
import type { Slot } from "./slots.js";
import { admitted } from "./strict.js";
import { valueFor } from "./value.js";

/** How many candidates of a slot are kept. */
const kept = 10;

export function candidatesFor(slot: Slot, context: FillContext): Candidate[] {
  return allCandidates(slot, context)
    .sort((a, b) => b.score - a.score)
    .slice(0, kept);
}

function allCandidates(slot: Slot, context: FillContext): Candidate[] {
  if (slot.values !== undefined) return enumCandidates(slot, context);
  switch (slot.shape.type) {
    case "boolean":
      return booleanCandidates(slot, context);
    case "array":
      return listCandidates(slot, context);
    case "object":
      return singles(slot, context, slot.shape);
    case "null":
      return [];
    default:
      return [...quotedOptions(slot, context), ...singles(slot, context, slot.shape), ...spreads(slot, context)];
  }
}

function singles(slot: Slot, context: FillContext, shape: Shape): Candidate[] {
  const profile = profileOf({ ...slot, shape });
  return context.mentions.flatMap((mention) => {
    const candidate = single(profile, mention, context);
    return candidate === undefined ? [] : [candidate];
  });
}

function single(profile: SlotProfile, mention: Mention, context: FillContext): Candidate | undefined {
  const { strict, goal } = context;
  const read = valueFor(profile.slot, mention, profile.slot.shape);
  // "$5.50" is no whole number until it is cents.
  const value = read ?? (strict !== undefined && isNumeric(profile.slot) ? mention.number?.value : undefined);
  if (value === undefined) return undefined;
  const taken = strict === undefined ? { value } : admitted(strict, goal, { slot: profile.slot, mention, value });
  if (taken === undefined || !fitsSlot(profile.slot, taken.value)) return undefined;
  const score = scoreOf(featuresOf(profile, mention, context));
  const spans = "span" in taken && taken.span !== mention ? [taken.span] : spansOf(profile, mention);
  return { value: taken.value, score, spans, soft: !isHard(mention) };
}

function isNumeric({ shape }: Slot): boolean {
  return shape.type === "integer" || shape.type === "number";
}

function fitsSlot({ shape }: Slot, value: Json): boolean {
  if (shape.type === "integer" && !Number.isSafeInteger(value)) return false;
  return obeys(value, shape.schema);
}

/** The minutes of `6:30 PM` leave its hours to another slot. */
function spansOf({ slot }: SlotProfile, mention: Mention): Span[] {
  return mention.kind === "time" && slot.shape.type !== "string" && slot.name.includes("minut") ? [] : [mention];
}

/** One call for each item of a list is meant for a handful. */
const mostCalls = 20;

function spreads(slot: Slot, context: FillContext): Candidate[] {
  const profile = profileOf(slot);
  return context.lists.flatMap((list) => {
    const items = list.range ? undefined : itemsOf(list, (mention) => single(profile, mention, context));
    if (items === undefined || items.length < 2 || items.length > mostCalls) return [];
    const [first] = items;
    if (first === undefined) return [];
    const each = items.map((item) => item.value);
    return [{ value: first.value, each, spans: [list], score: first.score, soft: items.some((item) => item.soft) }];
  });
}

function listCandidates(slot: Slot, context: FillContext): Candidate[] {
  const whole = singles(slot, context, slot.shape).map((one) => ({ ...one, score: one.score + 1 }));
  const { items } = slot.shape.schema;
  if (items === undefined) return whole;
  const shape = shapeOf(items, slot.shape.root);
  const profile = profileOf({ ...slot, shape });
  const lists = context.lists.flatMap((list) => {
    const found = itemsOf(list, (mention) => single(profile, mention, context));
    return found === undefined ? [] : [ofItems(list, found)];
  });
  const ones = singles(slot, context, shape).map((one) => ({ ...one, value: [one.value], score: one.score - 0.5 }));
  return [...whole, ...lists, ...ones].filter(({ value }) => fitsLength(slot, value));
}

function ofItems(list: MentionList, items: readonly Candidate[]): Candidate {
  const score = (items[0]?.score ?? 0) + 1 + (list.bracketed ? 1 : 0);
  return { value: items.map((item) => item.value), spans: [list], score, soft: items.some((item) => item.soft) };
}

function itemsOf(list: MentionList, read: (mention: Mention) => Candidate | undefined): Candidate[] | undefined {
  const items: Candidate[] = [];
  for (const mention of list.items) {
    const item = read(mention);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function fitsLength(slot: Slot, value: Json): boolean {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = slot.shape.schema;
  const count = Array.isArray(value) ? value.length : 0;
  return count >= minItems && count <= maxItems;
}
