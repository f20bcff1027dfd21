/** What the words around a value of the goal say of it: at most, at least. */
import type { Span } from "../grounding/index.js";

/** On which side of a value the goal wants things to be. */
export interface Limit {
  readonly side: "below" | "above";
  /** Whether the value itself is meant too; undefined where people say it either way ("over 18"). */
  readonly inclusive?: boolean;
  /** The words, with the value. */
  readonly words: Span;
}

/** An age is above a number of years where its date is before a day. */
export type ValueSort = "number" | "date";

interface Phrase {
  /** What stands before the value, and what after it. */
  readonly left?: string;
  readonly right?: string;
  /** Undefined: it says something else. */
  readonly side: Limit["side"] | undefined;
  readonly inclusive?: boolean;
  readonly of?: ValueSort;
}

const not = "(?:no|not|never|\\p{L}+n['’]t)";

/** The first that fits counts, so that "no more than" is not read as "more than". */
const phrases: readonly Phrase[] = [
  { left: `${not} (?:more|greater|larger|higher|bigger|longer|heavier|later) than`, side: "below", inclusive: true },
  { left: `${not} (?:less|fewer|lower|smaller|shorter|earlier) than`, side: "above", inclusive: true },
  { left: `${not} (?:over|above|exceed|exceeding)`, side: "below" },
  { left: `${not} (?:under|below)`, side: "above" },
  { left: `${not} \\p{L}+(?: than)?`, side: undefined },
  { left: "at (?:the )?(?:very )?most|(?:a )?maximum of|up to", side: "below", inclusive: true },
  { left: "at (?:the )?(?:very )?least|(?:a )?minimum of", side: "above", inclusive: true },
  { left: "(?:less|fewer) than", side: "below", inclusive: false },
  { left: "more than", side: "above", inclusive: false },
  { left: "(?:lower|smaller|shorter|cheaper|lighter|earlier) than|under|below", side: "below" },
  { left: "(?:greater|larger|higher|bigger|longer|heavier|later) than|over|above", side: "above" },
  { left: "exceed(?:s|ing|ed)?|in excess of", side: "above" },
  { left: "older than", side: "above", of: "number" },
  { left: "(?:younger|newer) than", side: "below", of: "number" },
  { left: "before|prior to|older than", side: "below", of: "date" },
  { left: "after|since|(?:younger|newer) than", side: "above", of: "date" },
  { left: "from", right: "on(?:wards?)?", side: "above" },
  {
    right: "(?:or|and) (?:more|above|higher|larger|greater|over|upwards?|later|longer)",
    side: "above",
    inclusive: true,
  },
  { right: "(?:or|and) (?:less|fewer|below|lower|smaller|under|earlier|shorter)", side: "below", inclusive: true },
  { right: "at (?:the )?most(?=\\s*(?:[.,;:!?)]|$))", side: "below", inclusive: true },
  { right: "at (?:the )?least(?=\\s*(?:[.,;:!?)]|$))", side: "above", inclusive: true },
];

/** Longer than every phrase. */
const reach = 60;
const filler = "(?: (?:a total of|about|around|the|its|their|his|her|of))?\\s*[$€£\"'“]?";
/** What there is such a number of: "5 of them", "14 days". */
const counted = "[\"'”]?(?:[ -](?!and |or |but )[\\p{L}%]+){0,2}";

const read = phrases.map(({ left, right, ...said }) => ({
  ...said,
  left: new RegExp(left === undefined ? "$" : `(?<![\\p{L}\\p{N}])(?:${left})${filler}$`, "iu"),
  right: new RegExp(right === undefined ? "^" : `^${counted},? (?:${right})(?![\\p{L}\\p{N}])`, "iu"),
  onRight: right !== undefined,
}));

/** What the goal says of the value at `span`; undefined where it says nothing, or both. */
export function limitAt(goal: string, span: Span, sort: ValueSort): Limit | undefined {
  const left = goal.slice(Math.max(0, span.start - reach), span.start);
  const right = goal.slice(span.end, span.end + reach);
  const found = [false, true].flatMap((onRight) => {
    const fitting = read.filter((phrase) => phrase.onRight === onRight && (phrase.of ?? sort) === sort);
    for (const phrase of fitting) {
      const [lead, tail] = [phrase.left.exec(left)?.[0], phrase.right.exec(right)?.[0]];
      if (lead === undefined || tail === undefined) continue;
      return { ...phrase, words: { start: span.start - lead.length, end: span.end + tail.length } };
    }
    return [];
  });
  const [first] = found;
  if (first?.side === undefined || found.some(({ side }) => side !== first.side)) return undefined;
  const { side, inclusive, words } = first;
  return inclusive === undefined ? { side, words } : { side, inclusive, words };
}
