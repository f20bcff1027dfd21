// Which tools a model is shown. A thousand declarations are more than a small model can read, and most goals need three.
import { type Catalogue, toolId } from "../../../toolspecs/index.js";
import { leaves } from "../../search/fill/context.js";
import type { Knowledge } from "../../search/solve/solve.js";
import type { ToolEntry } from "../../search/tools/entry.js";
import type { ToolIndex } from "../../search/tools/toolIndex.js";
import { splitText } from "../../search/words/split.js";
import { stem } from "../../search/words/stem.js";
import { stopWords } from "../../search/words/stopwords.js";
import { isVerb, sameDeed } from "../../search/words/verbs.js";
import { only } from "./bare.js";

/** Catalogues up to this size are shown whole. */
export const mostShown = 16;

/** Tools kept for their words; those that feed them come on top, up to `mostShown`. */
const mostByWords = 8;

/** Tools that could give one required value. */
const producersEach = 2;

export interface Search {
  readonly catalogue: Catalogue;
  readonly knowledge: Knowledge;
  readonly goal: string;
  /** 1 looks at twice as many, 2 at four times. */
  readonly widen: number;
}

/**
 * The tools that share words with a goal, and with each of them those whose output could be one of its required arguments, and
 * those it wants called before: a set from which a program can be written.
 */
export function relevantTools({ catalogue, knowledge, goal, widen }: Search): Catalogue {
  const most = mostShown * 2 ** widen;
  if (catalogue.bindings.length <= most) return catalogue;
  const kept = closed(byWords(goal, knowledge.tools, mostByWords * 2 ** widen), knowledge, most);
  const bindings = new Set([...kept].map(({ binding }) => binding));
  return only(catalogue, (binding) => (bindings.has(binding) ? binding : undefined));
}

function byWords(goal: string, tools: ToolIndex, most: number): ToolEntry[] {
  const words = splitText(goal).filter((word) => word.length > 1 && !stopWords.has(word));
  const stems = new Set(words.map(stem));
  const verbs = words.filter(isVerb);
  return tools.entries
    .map((entry) => ({ entry, score: wordFit(entry, stems, tools) + deedFit(entry, verbs) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.place - b.entry.place)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** Rare words tell more; a name tells more than a description, and that more than the names of parameters. */
function wordFit(entry: ToolEntry, stems: ReadonlySet<string>, tools: ToolIndex): number {
  let sum = 0;
  for (const word of stems) {
    const share = entry.name.includes(word)
      ? 1
      : entry.description.has(word)
        ? 0.6
        : entry.parameters.has(word)
          ? 0.4
          : 0;
    if (share > 0) sum += share * tools.weight(word);
  }
  return sum;
}

/** "Drop" is "delete" in other words; only beside something else that fits does it count for much. */
function deedFit(entry: ToolEntry, verbs: readonly string[]): number {
  return verbs.some((verb) => entry.deeds.some((deed) => sameDeed(verb, deed))) ? 0.5 : 0;
}

/** Adds, wave by wave, the tools that the ones already kept need. */
function closed(seeds: readonly ToolEntry[], knowledge: Knowledge, most: number): ReadonlySet<ToolEntry> {
  const kept = new Set(seeds);
  const byId = new Map(knowledge.tools.entries.map((entry) => [toolId(entry.binding.spec), entry]));
  for (const entry of kept) {
    for (const needed of neededBy(entry, knowledge, byId)) if (kept.size < most) kept.add(needed);
  }
  return kept;
}

function neededBy(entry: ToolEntry, { producers }: Knowledge, byId: ReadonlyMap<string, ToolEntry>): ToolEntry[] {
  const before = (entry.binding.spec.requires ?? []).flatMap((id) => byId.get(id) ?? []);
  const wanted = leaves(entry.slots).filter(({ required }) => required);
  const feeding = wanted.flatMap((slot) => producers.producersOf(slot, entry.things).slice(0, producersEach));
  return [...before, ...feeding.map((link) => link.entry)];
}
