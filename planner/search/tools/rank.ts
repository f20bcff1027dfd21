/** Chooses tools by words. */
import { retrieve } from "../retrieval/retrieve.js";
import { canLook, sameDeed } from "../words/verbs.js";
import type { ToolEntry } from "./entry.js";
import type { Request } from "./request.js";
import type { ToolIndex } from "./toolIndex.js";

export interface Ranked {
  readonly entry: ToolEntry;
  readonly score: number;
}

/** Below this no tool fits. */
const leastFit = 0.2;

/** The tools that fit a request, best first, at most `most`. */
export function rankTools(request: Request, index: ToolIndex, most: number): Ranked[] {
  return retrieve(request.stems, index)
    .filter((entry) => permits(request, entry))
    .map((entry) => ({ entry, score: fitOf(request, entry, index) }))
    .filter(({ score }) => score >= leastFit)
    .sort((a, b) => b.score - a.score || a.entry.place - b.entry.place)
    .slice(0, most);
}

/**
 * The verb gate. A tool that changes something needs its deed among the verbs of the request; a request for a change is
 * not served by a tool that only looks.
 */
function permits(request: Request, entry: ToolEntry): boolean {
  const { unknownDeed } = request;
  if (unknownDeed !== undefined && !entry.name.includes(unknownDeed) && !entry.description.has(unknownDeed))
    return false;
  if (entry.acts && entry.deeds.length === 0) return entry.name.some((word) => request.stems.includes(word));
  if (entry.acts) return entry.deeds.some((deed) => asksFor(request, deed));
  return !(request.acts && entry.looks) || entry.deeds.some((deed) => asksFor(request, deed));
}

function asksFor(request: Request, deed: string): boolean {
  const words = request.verbs.length > 0 ? request.verbs : request.words;
  return words.some((word) => sameDeed(word, deed));
}

const nameShare = 0.55;

/** How much of the tool's name the request speaks of, and how much of the request the tool speaks of. */
function fitOf(request: Request, entry: ToolEntry, index: ToolIndex): number {
  return nameShare * nameCover(request, entry, index) + (1 - nameShare) * requestCover(request, entry, index);
}

/** "Calculate" and "get" are in half of all names and asked for without being said; a deed is not. */
const lookWeight = 0.15;
const deedWeight = 0.6;

function nameCover(request: Request, entry: ToolEntry, index: ToolIndex): number {
  let all = 0;
  let met = 0;
  for (const word of entry.name) {
    const isThing = entry.things.includes(word);
    const weight = index.weight(word) * (isThing ? 1 : canLook(word) ? lookWeight : deedWeight);
    all += weight;
    if (request.stems.includes(word)) met += weight;
    else if (!isThing && asksFor(request, word)) met += 0.8 * weight;
  }
  return all === 0 ? 0 : met / all;
}

function requestCover(request: Request, entry: ToolEntry, index: ToolIndex): number {
  let all = 0;
  let met = 0;
  for (const word of request.stems) {
    const known = entry.name.includes(word) || entry.description.has(word) || entry.parameters.has(word);
    const weight = known || !request.valueStems.has(word) ? index.weight(word) : 0;
    all += weight;
    if (entry.name.includes(word)) met += weight;
    else if (entry.description.has(word)) met += 0.7 * weight;
    else if (entry.parameters.has(word)) met += 0.5 * weight;
  }
  return all === 0 ? 0 : met / all;
}
