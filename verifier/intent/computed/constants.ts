import { type Grounding, type GroundingContext, ground, judgeGrounding } from "../../grounding/index.js";
import { isOnline, lookOf } from "../../grounding/looks.js";
import { isShifted } from "../made-up.js";
import { isPieceOf, isSpelledOf } from "./spelled.js";

/** What a value was computed from: nothing but what the plan writes itself. */
export interface Parts {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

/** Of a value that a plan computed of its own literals: the part of it that it should not have made up, or undefined. */
export function inventedIn(
  value: string | number,
  parts: Parts,
  context: GroundingContext,
): string | number | undefined {
  if ([...parts.texts, ...parts.numbers].includes(value) || isFounded(value, context)) return undefined;
  if (typeof value === "number") return isInventedNumber(value, parts, context) ? value : undefined;
  const texts = parts.texts.filter((text) => isGiven(text, context));
  const isMade = (text: string) => isPutTogether(text, texts, { parts, context });
  switch (lookOf(value.trim(), context.parameter)) {
    case "date":
    case "time":
    case "number":
      return isReckoned(parts, context) ? undefined : value;
    case "text":
      // A message is worded by whoever plans, but for the addresses in it.
      if (/\s/.test(value.trim())) return addressesIn(value).find((one) => !isFounded(one, context) && !isMade(one));
      return isMade(value) ? undefined : value;
    default:
      return isMade(value) ? undefined : value;
  }
}

/** From texts that were given, and numbers that count from one that the goal says to another. */
function isPutTogether(value: string, given: readonly string[], { parts, context }: Put): boolean {
  const spelled = () => isSpelledOf(value, given, (number) => isCounted(number, value, { parts, context }));
  if (!isOnline(value)) return spelled();
  const [local = "", host, ...more] = value.split("@");
  if (host !== undefined) return more.length === 0 && isFounded(local, context) && isFounded(host, context);
  return given.some((one) => isPieceOf(value, one) || (isOnline(one) && value.startsWith(one) && spelled()));
}

interface Put {
  readonly parts: Parts;
  readonly context: GroundingContext;
}

/** Digits that stand in a text and not in the value were moved about, not counted. */
function isCounted(number: number, value: string, { parts: { texts, numbers }, context }: Put): boolean {
  const moved = texts.some((text) => /[1-9]/.test(text) && !value.includes(text));
  const said = (context.goal.text.match(/\d+/g) ?? []).map(Number);
  const [least, most] = [Math.min(1, ...said), Math.max(...said)];
  const isWithin = (one: number) => least <= one && one <= most;
  // A single digit may be a width or a step.
  return (
    numbers.length > 0 && !moved && isWithin(number) && numbers.every((one) => isWithin(one) || Math.abs(one) < 10)
  );
}

/** A sum over what the goal gives is reckoned; digits put together as text, or numbers from nowhere, are not. */
function isInventedNumber(value: number, { texts, numbers }: Parts, context: GroundingContext): boolean {
  if (texts.some((text) => /\d/.test(text) && !isGiven(text, context))) return true;
  if (!numbers.some((one) => isSaid(ground(one, context)))) return true;
  return isShifted(value, context);
}

/** From something that the goal gives, with no digits put in as text. */
function isReckoned({ texts, numbers }: Parts, context: GroundingContext): boolean {
  const said = [...texts, ...numbers].some((one) => isSaid(ground(one, context)));
  return said && texts.every((text) => !/\d/.test(text) || isFounded(text, context));
}

function isSaid({ by }: Grounding): boolean {
  return by === "goal";
}

/** A piece of text that somebody said, if only as a word. */
function isGiven(text: string, context: GroundingContext): boolean {
  if (isSaid(ground(text, { goal: context.goal })) || isPieceOf(text.trim(), context.goal.text)) return true;
  const grounding = ground(text, context);
  return grounding.by !== "convention" && judgeGrounding(grounding).severity === "none";
}

/** By the goal or the signature, or nobody's invention. */
export function isFounded(value: string | number, context: GroundingContext): boolean {
  return judgeGrounding(ground(value, context)).severity === "none";
}

/** Addresses of people and machines that stand in a text. */
export function addressesIn(text: string): readonly string[] {
  return text.split(/[\s,;<>()"'|]+/).filter((word) => isOnline(word.replace(/[.:!?]+$/, "")));
}
