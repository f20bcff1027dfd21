/** Whether the goal says a literal: as a whole, as a number, as an address, or part by part. */
import { findAddress, findExact } from "./fold.js";
import { findGrouped, findText, type Goal } from "./goal.js";
import { findAmount, inOtherMoney } from "./ground-number.js";
import type { Grounding, GroundingContext } from "./grounding.js";
import { isNumber, isOnline, type Look } from "./looks.js";
import { findInitials, type Parts, partsOf, type Surroundings, withoutQualifier } from "./parts.js";
import { withoutExamples } from "./schema.js";
import { spanOf } from "./span.js";
import { tokensOf } from "./tokens.js";
import { type Unit, unitOf } from "./units.js";
import { stem } from "./words.js";

type Found = Extract<Grounding, { by: "goal" | "nothing" }>;

/** `by: "nothing"` where the goal says only parts of it; undefined where it says none. */
export function findInGoal(value: string | number, looks: Look, context: GroundingContext): Found | undefined {
  const { goal } = context;
  if (typeof value === "number") return number(value, goal, surroundings(context));
  const text = value.trim();
  if (isOnline(text)) return findOnline(text, context);
  const exact = findExact(goal.text, value);
  if (exact !== undefined) return { by: "goal", ...exact, how: "exact" };
  if (isNumber(text)) return writtenNumber(text, goal, surroundings(context));
  return findText(goal, text) ?? findComposed(text, looks, context);
}

function findComposed(text: string, looks: Look, context: GroundingContext): Found | undefined {
  const { goal } = context;
  const initials = findInitials(goal, text);
  if (initials !== undefined) return { by: "goal", ...initials, how: "initials" };
  const parts = fromParts(partsOf(goal, text, surroundings(context)), text, looks);
  const name = looks === "name" && parts?.by !== "goal" ? withoutQualifier(text) : undefined;
  const unqualified = name === undefined ? undefined : findInGoal(name, looks, context);
  return unqualified?.by === "goal" ? { ...unqualified, how: "parts" } : parts;
}

function number(value: number, goal: Goal, { units }: Surroundings): Found | undefined {
  const other = inOtherMoney(goal, value, units);
  if (other !== undefined) return { by: "nothing", looks: "number", partly: false, ...other };
  const found = findAmount(goal, value, units);
  return found && { by: "goal", ...found };
}

/** A number in quotation marks. Its digits alone would make `1.5` of `15` and `5` of `-5`. */
function writtenNumber(text: string, goal: Goal, around: Surroundings): Found | undefined {
  const value = Number(text.replace(/[,%]/g, ""));
  const share = text.endsWith("%") ? number(value / 100, goal, around) : undefined;
  return number(value, goal, around) ?? share ?? (/^\+?\d+$/.test(text) ? findGrouped(goal, text) : undefined);
}

/**
 * A mailbox or a host is said as a whole or not at all: neither can be put together. Below a host that the goal says, the
 * rest of a URL may be.
 */
function findOnline(address: string, context: GroundingContext): Found | undefined {
  const { goal } = context;
  const whole = findAddress(goal.text, address);
  if (whole !== undefined) {
    const exact = goal.text.slice(whole.start, whole.end) === address;
    return { by: "goal", ...whole, how: exact ? "exact" : "normalised" };
  }
  // What people leave out when they write an address.
  const bare = address.replace(/^(?:mailto:|https?:\/\/)?(?:www\.)?/i, "").replace(/\/$/, "");
  // A bare word is a host only behind `https://`.
  const place = /[.:@]/.test(bare) ? findAddress(goal.text, bare) : undefined;
  if (place !== undefined) return { by: "goal", ...place, how: "normalised" };
  const [, host = "", rest = ""] = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^/?#@]+)([/?#].*)$/i.exec(bare) ?? [];
  const top = host === "" ? undefined : findAddress(goal.text, host);
  if (top === undefined) return undefined;
  const below = partsOf(goal, rest, surroundings(context));
  return fromParts({ ...below, found: [top, ...below.found].map(spanOf) }, address, "address");
}

function fromParts(
  { found, told, missing, missingDigits, dated, unplaced }: Parts,
  text: string,
  looks: Look,
): Found | undefined {
  const [first] = found;
  if (first === undefined) return undefined;
  // A message is composed by whoever plans; that half of its words are the goal's is as much as can be asked.
  const composed = looks === "text" && /\s\S+\s/.test(text) && found.length + told >= missing;
  const partly = looks === "date" || !missingDigits;
  if (missing > 0 && !composed) return { by: "nothing", looks, partly, nearest: spanOf(first) };
  const how = unplaced ? "day without a clock" : dated ? "date" : "parts";
  return { by: "goal", ...spanOf(first), how, ...(found.length > 1 && { parts: found }) };
}

/** What the signature says around a literal: the units it speaks of, and words that may stand in the literal unsaid. */
function surroundings({ schema, parameter = "", tool }: GroundingContext): Surroundings {
  const described = typeof schema === "object" ? `${schema.title ?? ""} ${schema.description ?? ""}` : "";
  const names = [parameter, described, tool?.name ?? "", tool?.description ?? ""].map(withoutExamples);
  return {
    units: unitsIn([parameter, described]),
    told: new Set(wordsOf(names).map(stem)),
  };
}

/** Units that texts speak of. */
export function unitsIn(texts: readonly string[]): readonly Unit[] {
  return wordsOf(texts).flatMap((word) => unitOf(word) ?? []);
}

function wordsOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => tokensOf(text).map(({ key }) => key));
}
