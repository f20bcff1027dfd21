/** Slots that choose rather than take: enums, booleans, and strings whose description quotes the possible values. */
import type { Json } from "../../../toolspecs/index.js";
import { overlaps, type Span } from "../goal/mention.js";
import { splitText } from "../words/split.js";
import { stem } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import type { Candidate } from "./candidate.js";
import type { FillContext } from "./context.js";
import { nearness } from "./nearness.js";
import type { Slot } from "./slots.js";

export function enumCandidates(slot: Slot, context: FillContext): Candidate[] {
  const many = slot.shape.type === "array";
  const found = (slot.values ?? []).flatMap((value) => {
    const span = value === null ? undefined : findWords(String(value), context);
    return span === undefined ? [] : [named(slot, value, { span, context })];
  });
  if (!many) return found;
  const ordered = withoutInner(found).sort((a, b) => (a.spans[0]?.first ?? 0) - (b.spans[0]?.first ?? 0));
  const best = Math.max(...ordered.map((candidate) => candidate.score));
  const spans = ordered.flatMap((candidate) => candidate.spans);
  return ordered.length === 0 ? [] : [{ value: ordered.map(({ value }) => value), score: best, spans, soft: false }];
}

/** Values whose words lie inside another value's words ("New" in "Like New") are dropped. */
function withoutInner(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ spans: [span] }) => {
    const covers = (other: Span | undefined) =>
      span !== undefined && other !== undefined && other.first <= span.first && other.next >= span.next;
    return !candidates.some(({ spans: [other] }) => other !== span && covers(other) && length(other) > length(span));
  });
}

function length(span: Span | undefined): number {
  return span === undefined ? 0 : span.next - span.first;
}

function named(slot: Slot, value: Json, { span, context }: { span: Span; context: FillContext }): Candidate {
  const near = nearness(slot.name, { ...nowhere, ...span }, context);
  const words = length(span);
  return { value, spans: [span], score: 2.6 + near + 0.3 * (words - 1), soft: false };
}

/** Nearness looks at a mention's place only. */
const nowhere = { kind: "phrase", text: "", start: 0, end: 0 } as const;

/** A value the description quotes and the goal names: the tool's spelling is taken. */
export function quotedOptions(slot: Slot, context: FillContext): Candidate[] {
  if (slot.shape.type !== "string" || slot.quoted.length < 2) return [];
  return slot.quoted.flatMap((value) => {
    const span = findWords(value, context);
    return span === undefined ? [] : [{ ...named(slot, value, { span, context }), score: 3 }];
  });
}

/** Where the words of `value` stand in a row in the goal, inflections allowed. */
function findWords(value: string, { goal, region, taken }: FillContext): Span | undefined {
  const wanted = splitText(value).map(stem);
  if (wanted.length === 0) return undefined;
  for (let first = region.first; first < region.next; first += 1) {
    // A single letter is a value only in its own case: the article "a" is not the grade "A".
    if (value.length === 1 && goal.tokens[first]?.text !== value) continue;
    const span = matchAt(wanted, goal.tokens, first);
    if (span === undefined || span.next > region.next) continue;
    if (!taken.some((other) => overlaps(other, span))) return span;
  }
  return undefined;
}

function matchAt(wanted: readonly string[], tokens: FillContext["goal"]["tokens"], first: number): Span | undefined {
  let done = 0;
  for (let at = first; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    const parts = splitText(token.text).map(stem);
    if (parts.length === 0 && done > 0 && token.text === "-") continue;
    if (parts.length === 0) return undefined;
    for (const part of parts) {
      if (part !== wanted[done]) return undefined;
      done += 1;
      if (done === wanted.length) return { first, next: at + 1 };
    }
  }
  return undefined;
}

/** Words that say a flag is a flag and nothing about which one. */
const flagWords = new Set(
  "is has include including allow enable with return show use should only want need need do be get includ us allow"
    .split(" ")
    .map(stem),
);
const negations = new Set(
  "no not without don't dont never exclude excluding skip avoid doesn't isn't disable".split(" "),
);

export function booleanCandidates(slot: Slot, context: FillContext): Candidate[] {
  const words = slot.name.filter((word) => !flagWords.has(word) && !stopWords.has(word));
  if (words.length === 0) return [];
  const { goal, region } = context;
  const places: number[] = [];
  const met = new Set<string>();
  for (let at = region.first; at < region.next; at += 1) {
    const found = splitText(goal.tokens[at]?.text ?? "")
      .map(stem)
      .filter((word) => words.includes(word));
    for (const word of found) met.add(word);
    if (found.length > 0) places.push(at);
  }
  const share = met.size / words.length;
  const first = places[0];
  if (first === undefined || share < 0.5) return [];
  const telling = [...met].every((word) => context.toolWords.has(word)) ? 1.2 : 0;
  const said = spoken(context, first);
  const value = said ?? !negated(context, first, words);
  const score = 1.6 + 1.4 * share - telling + (said === undefined ? 0 : 2);
  return [{ value, score, spans: [{ first, next: first + 1 }], soft: false }];
}

/** `recursive: true`, `dry_run = false`. */
function spoken({ goal, region }: FillContext, at: number): boolean | undefined {
  for (let next = at + 1; next < Math.min(region.next, at + 4); next += 1) {
    const text = goal.tokens[next]?.lower;
    if (text === "true" || text === "false") return text === "true";
  }
  return undefined;
}

function negated({ goal, region }: FillContext, at: number, words: readonly string[]): boolean {
  for (let before = at - 1; before >= Math.max(region.first, at - 3); before -= 1) {
    const token = goal.tokens[before];
    if (token !== undefined && negations.has(token.lower) && !words.includes(token.stem)) return true;
  }
  return false;
}
