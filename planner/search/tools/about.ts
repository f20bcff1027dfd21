/** How far a request and a tool are about the same things, whatever words they use. */
import { featureId } from "../learned/hash.js";
import { topicsOf } from "../words/topics.js";
import type { ToolEntry } from "./entry.js";
import type { Request } from "./request.js";

export interface About {
  /** How much of what the request is about the tool is about too, a topic of few tools counting for more: 0 to 1. */
  readonly share: number;
  /** How much of what the tool is about that is: 0 to 1. */
  readonly focus: number;
  /** The words of the request that count for `share`, each by how few tools have its topic. */
  readonly met: number;
  /** Words of the request, and of the tool, that have a topic. */
  readonly said: number;
  readonly topical: number;
}

/** For each of some tools; what is shared by fewer of them says more. */
export function aboutOf({ stems }: Request, entries: readonly ToolEntry[]): About[] {
  const spread = new Map<number, number>();
  for (const { topics } of entries) for (const topic of topics.keys()) spread.set(topic, (spread.get(topic) ?? 0) + 1);
  const said = stems.map(topicsOf).filter((topics) => topics.size > 0);
  return entries.map(({ topics }) => {
    const topical = [...topics.values()].reduce((sum, count) => sum + count, 0);
    let [met, focus] = [0, 0];
    for (const about of said) {
      const shared = [...about].filter((topic) => topics.has(topic));
      met += Math.max(0, ...shared.map((topic) => 1 / Math.sqrt(spread.get(topic) ?? 1)));
      focus += Math.max(0, ...shared.map((topic) => (topics.get(topic) ?? 0) / topical));
    }
    const shareOf = (part: number) => (said.length === 0 ? 0 : part / said.length);
    return { share: shareOf(met), focus: shareOf(focus), met, said: said.length, topical };
  });
}

/** In steps: tenths of a share, halves of a word. */
function stepsOf({ share, focus, met }: About): number[] {
  return [Math.round(10 * share), Math.round(10 * focus), Math.min(12, Math.round(2 * met))];
}

const widest = 5;

export function aboutFeatures(about: About, all: readonly About[]): number[] {
  const ids: number[] = [];
  const rivals = all.filter((other) => other !== about).map(stepsOf);
  for (const [place, value] of stepsOf(about).entries()) {
    for (let least = 1; least <= value; least += 1) ids.push(featureId(370 + place, least));
    const lead = value - Math.max(0, ...rivals.map((other) => other[place] ?? 0));
    ids.push(featureId(373 + place, Math.max(-widest, Math.min(widest, lead))));
  }
  ids.push(featureId(376, Math.min(3, about.said), Number(about.topical > 0)));
  return ids;
}

/** What speaks for no tool being meant. */
export function noneAboutFeatures(all: readonly About[]): number[] {
  const best = all.map(stepsOf);
  return [0, 1, 2].flatMap((place) => {
    const top = Math.max(0, ...best.map((steps) => steps[place] ?? 0));
    return Array.from({ length: top }, (_, least) => featureId(377 + place, least + 1));
  });
}

/** Whether a tool speaks of what the word with this stem means, by word or by topic. */
export function speaksOf({ name, description, topics }: ToolEntry, stem: string): boolean {
  return name.includes(stem) || description.has(stem) || [...topicsOf(stem)].some((topic) => topics.has(topic));
}
