/** Conditions about how many things are so: "if any is overdue", "if she has no open invoice". */
import type { Goal, Span } from "../../grounding/index.js";
import { sentenceAround } from "../sentence.js";

const opening = /(?<!\p{L})(?:only if|but if|if|when|whenever|unless|provided|as long as)(?!\p{L})/giu;
const many =
  /(?<!\p{L})(?:any|anything|some|at least|at most|more than|fewer than|there|no|none|nothing|neither|every|everything|all|each|has|have|had|one of|two|both)(?!\p{L})/iu;
const none = /(?<!\p{L})(?:no|none|nothing|nobody|neither)(?!\p{L})/iu;
const all = /(?<!\p{L})(?:all|every|everything|each)(?!\p{L})/iu;
const any = /(?<!\p{L})(?:any|anything|some|at least one|there (?:is|are|was|were)|has|have|had)(?!\p{L})/iu;
/** How many, or more that is asked of them than one word. */
const unclear =
  /\d|(?<!\p{L})(?:two|three|four|five|six|ten|one of|more than|fewer than|less than|at most|and|or|but|not|both)(?!\p{L})|n['’]t(?!\p{L})/iu;

export type Quantity = "any" | "all" | "none";

interface Condition {
  readonly opening: string;
  /** What stands between it and the word. */
  readonly lead: string;
}

/** Whether the word stands in a condition about how many there are, and not in one about the thing itself. */
export function isOfMany({ text }: Goal, span: Span): boolean {
  const condition = conditionAt(text, span);
  return condition !== undefined && many.test(condition.lead);
}

/** Whether the word stands in a condition about just what was spoken of: "if it is paid". */
export function isOfIt({ text }: Goal, span: Span): boolean {
  const condition = conditionAt(text, span);
  return condition !== undefined && /^\s*(?:it|they|that one|this one)(?!\p{L})/iu.test(condition.lead);
}

/** How many have to be so; undefined where the condition is about something else, or about more. */
export function quantityAt(
  { text }: Goal,
  span: Span,
): { readonly of: Quantity; readonly unless: boolean } | undefined {
  const condition = conditionAt(text, span);
  const [clause = ""] = /^[^,.;:]*/u.exec(text.slice(span.end)) ?? [];
  if (condition === undefined || unclear.test(condition.lead.replace(/at least one/iu, "any")) || unclear.test(clause))
    return undefined;
  const of = none.test(condition.lead)
    ? "none"
    : all.test(condition.lead)
      ? "all"
      : any.test(condition.lead)
        ? "any"
        : undefined;
  return of && { of, unless: /unless/iu.test(condition.opening) };
}

function conditionAt(text: string, span: Span): Condition | undefined {
  const lead = text.slice(sentenceAround(text, span).start, span.start);
  const opened = [...lead.matchAll(opening)].at(-1);
  return opened && { opening: opened[0], lead: lead.slice(opened.index + opened[0].length) };
}
