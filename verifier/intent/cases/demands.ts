import type { DataFlow } from "../../flow/values/index.js";
import type { Goal, Span } from "../../grounding/index.js";
import { stem } from "../../grounding/words.js";
import { namesDeed } from "../deeds.js";
import { isKindOfName } from "../kinds.js";
import { onlyPlaceOf, type Quality, qualitiesIn } from "../qualities.js";
import { sentenceAround } from "../sentence.js";
import { type Wanted, wantedAt } from "../wanted.js";
import { apart, type Kind, namesOf } from "./record.js";

/** How the goal wants a field of a record to be: one of some values, or none of others. */
export interface Demand {
  readonly kind: Kind;
  readonly field: string;
  readonly words: readonly Said[];
}

/** A word of the goal that a field can be, and how it is said. */
export interface Said extends Wanted {
  readonly value: string | true;
  readonly span: Span;
}

/**
 * What the goal says of the fields of the records that the called tools tell: "draft invoices", "if it is paid", "that are not healthy". Fields
 * of which it says anything that cannot be read plainly are left out.
 */
export function demandsIn(data: DataFlow, goal: Goal): readonly Demand[] {
  const deeds = data.calls.map(({ binding }) => binding.spec).filter(({ effect }) => effect !== "read");
  const fields = new Map<string, Quality[]>();
  const seen = new Set<unknown>();
  for (const call of data.calls) {
    if (seen.has(call.binding) || call.binding.spec.effect !== "read") continue;
    seen.add(call.binding);
    for (const quality of qualitiesIn(call)) {
      const place = `${seen.size} ${quality.path}`;
      fields.set(place, [...(fields.get(place) ?? []), quality]);
    }
  }
  return [...fields.values()].flatMap((qualities) => {
    const [first] = qualities;
    if (first === undefined) return [];
    const { record, field } = apart(first.path);
    const kind = { binding: first.call.binding, path: record };
    // The word may be the deed: "void the drafts".
    const meant = qualities.filter(({ word }) => !deeds.some(({ name }) => namesDeed(name, word)));
    const all = meant.flatMap((quality) => saidOf(quality, kind, goal));
    const words = all.filter((said) => said !== unclear);
    if (words.length === 0 || words.length < all.length) return [];
    // "expired or larger than 500" is met by what is not expired.
    return words.length === 1 && words.some(({ span }) => isOneOf(span, goal)) ? [] : [{ kind, field, words }];
  });
}

const unclear = "unclear";

function saidOf({ word, value, path }: Quality, kind: Kind, goal: Goal): readonly (Said | typeof unclear)[] {
  if (!goal.reading.tokens.some(({ key }) => key === word || key === `un${word}`)) return [];
  const span = onlyPlaceOf(goal, word);
  const wanted = span && wantedAt(goal, span);
  if (span === undefined || wanted === undefined) return [unclear];
  if (isKindOfName(path, goal.text.slice(span.end))) return [];
  // Beside what it is not said of, a word may mean anything.
  if (!wanted.conditional && !isSaidOf(span, kind, goal)) return [unclear];
  return [{ ...wanted, span, value }];
}

function isOneOf(span: Span, { text }: Goal): boolean {
  const [clause = ""] = /^[^.;]*/u.exec(text.slice(span.end)) ?? [];
  return (
    /(?<!\p{L})n?or(?!\p{L})/iu.test(clause) ||
    /(?<!\p{L})(?:n?or|either|neither)(?: \p{L}+){0,3} $/iu.test(text.slice(0, span.start))
  );
}

/** "the draft invoices", "instances that are healthy": beside the name of the record. */
function isSaidOf(span: Span, kind: Kind, { text }: Goal): boolean {
  const names = namesOf(kind);
  const sentence = sentenceAround(text, span);
  const [, ...after] = /^(?: (\p{L}+))?(?: (\p{L}+))?(?: (\p{L}+))?/u.exec(text.slice(span.end, sentence.end)) ?? [];
  if (after.some((word) => word !== undefined && names.has(stem(word.toLowerCase())))) return true;
  const lead = text.slice(sentence.start, span.start);
  const predicative =
    /(\p{L}+)(?: of [^.;,]*| in [^.;,]*)? (?:that|which|who) (?:is|are) (?:not |no longer |un)?$/iu.exec(lead);
  return predicative?.[1] !== undefined;
}
