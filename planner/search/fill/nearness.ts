import type { Goal } from "../goal/goal.js";
import type { Mention, Span } from "../goal/mention.js";
import { stopWords } from "../words/stopwords.js";
import type { Slot } from "./slots.js";

const reachLeft = 6;
const reachRight = 4;

/** Where to look, and how many slots of the call share a stem. */
export interface Surroundings {
  readonly goal: Goal;
  readonly region: Span;
  readonly sharing: ReadonlyMap<string, number>;
}

/** How near the name of each slot stands to the mention. */
export function namesNear(slots: readonly Slot[], mention: Mention, around: Surroundings): number[] {
  return slots.map((slot) => nearness(slot.name, mention, around));
}

/**
 * How close a word of `stems` stands to the mention: 1 beside it, falling with every word between, more slowly over
 * small words, fast over punctuation. A word that several slots share counts for less.
 */
export function nearness(stems: readonly string[], mention: Mention, context: Surroundings): number {
  if (stems.length === 0) return 0;
  const left = walk(stems, context, { from: mention.first - 1, step: -1, reach: reachLeft });
  const right = 0.8 * walk(stems, context, { from: mention.next, step: 1, reach: reachRight });
  return Math.max(left, right);
}

interface Walk {
  readonly from: number;
  readonly step: 1 | -1;
  readonly reach: number;
}

function walk(stems: readonly string[], context: Surroundings, { from, step, reach }: Walk): number {
  const { goal, region, sharing } = context;
  let strength = 1;
  let best = 0;
  for (let at = from, seen = 0; at >= region.first && at < region.next && seen < reach; at += step, seen += 1) {
    const token = goal.tokens[at];
    if (token === undefined) break;
    const met = likeness(stems, token.stem);
    if (met > 0) best = Math.max(best, (met * strength) / Math.sqrt(sharing.get(token.stem) ?? 1));
    strength *= fade(token.kind, token.lower);
  }
  return best;
}

/** 1 for a word of the name, less for one that only begins alike: "user" and `username`. */
function likeness(stems: readonly string[], word: string): number {
  if (stems.includes(word)) return 1;
  if (word.length < 4) return 0;
  return stems.some((one) => one.length >= 4 && (one.startsWith(word) || word.startsWith(one))) ? 0.8 : 0;
}

function fade(kind: string, text: string): number {
  if (kind === "number" || kind === "quoted") return 0.45;
  if (kind === "punctuation") return /[=:('"]/u.test(text) ? 0.95 : 0.5;
  return stopWords.has(text) ? 0.9 : 0.7;
}
