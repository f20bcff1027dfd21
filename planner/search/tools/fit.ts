/** How the words of a request and of a tool meet, as numbers and as features of the learned ranking. */
import { featureId, hashText } from "../learned/hash.js";
import { isFaint } from "../words/stopwords.js";
import { canLook, sameDeed } from "../words/verbs.js";
import type { ToolEntry } from "./entry.js";
import type { Request } from "./request.js";
import type { ToolIndex } from "./toolIndex.js";

export interface Fit {
  readonly entry: ToolEntry;
  /** How much of the tool's name the request speaks of, and how much of the request the tool speaks of: 0 to 1. */
  readonly name: number;
  readonly request: number;
  /** How much of the request the name alone, the description and the parameters speak of. */
  readonly byName: number;
  readonly byDescription: number;
  readonly byParameters: number;
  readonly deed: boolean;
  /** Both together, to sort by before the model is asked. */
  readonly worth: number;
}

const nameShare = 0.55;

export function fitOf(request: Request, entry: ToolEntry, index: ToolIndex): Fit {
  const name = nameCover(request, entry, index);
  const cover = requestCover(request, entry, index);
  const deed = entry.deeds.some((one) => request.words.some((word) => sameDeed(word, one)));
  return { entry, name, ...cover, deed, worth: nameShare * name + (1 - nameShare) * cover.request };
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
    else if (!isThing && request.words.some((said) => sameDeed(said, word))) met += 0.8 * weight;
  }
  return all === 0 ? 0 : met / all;
}

/** Of a word that says little of what is asked for. */
const faintWeight = 0.2;

function requestCover(request: Request, entry: ToolEntry, index: ToolIndex) {
  const met = { all: 0, name: 0, description: 0, parameters: 0, any: 0 };
  for (const word of request.stems) {
    const [inName, inText] = [entry.name.includes(word), entry.description.has(word)];
    const inParameters = entry.parameters.has(word);
    const known = inName || inText || inParameters;
    const weight = known || !request.valueStems.has(word) ? index.weight(word) * (isFaint(word) ? faintWeight : 1) : 0;
    met.all += weight;
    if (inName) met.name += weight;
    if (inText) met.description += weight;
    if (inParameters) met.parameters += weight;
    met.any += weight * (inName ? 1 : inText ? 0.7 : inParameters ? 0.5 : 0);
  }
  const share = (part: number) => (met.all === 0 ? 0 : part / met.all);
  return {
    request: share(met.any),
    byName: share(met.name),
    byDescription: share(met.description),
    byParameters: share(met.parameters),
  };
}

/** A share in steps of a tenth. */
function step(value: number): number {
  return Math.round(10 * value);
}

export function toolFeatures(request: Request, fit: Fit, all: readonly Fit[]): number[] {
  const ids: number[] = [];
  const add = (template: number, first = 0, second = 0) => ids.push(featureId(template, first, second));
  const { entry } = fit;
  add(300);
  const shares = [fit.name, fit.request, fit.byName, fit.byDescription, fit.byParameters];
  for (const [place, value] of shares.entries()) {
    for (let least = 1; least <= step(value); least += 1) add(301 + place, least);
    if (value === 0) add(307, place);
    const rivals = all.filter((other) => other !== fit).map((other) => sharesOf(other)[place] ?? 0);
    const lead = step(value - Math.max(0, ...rivals));
    add(310 + place, Math.max(-5, Math.min(5, lead)));
    if (rivals.length === 0) add(316, place, step(value));
  }
  add(317, step(fit.name / 2), step(fit.request / 2));
  const mood =
    Number(request.acts) * 8 + Number(entry.acts) * 4 + Number(fit.deed) * 2 + Number(request.verbs.length > 0);
  add(318, mood);
  add(319, mood, step(fit.name / 2));
  add(320, Number(entry.things.length > 0 && entry.things.every((word) => request.stems.includes(word))));
  add(321, Math.min(6, entry.slots.length), Math.min(4, request.values));
  add(322, Math.min(4, entry.slots.filter((slot) => slot.required).length), Math.min(4, request.values));
  return ids;
}

function sharesOf({ name, request, byName, byDescription, byParameters }: Fit): number[] {
  return [name, request, byName, byDescription, byParameters];
}

/** What speaks for no tool being meant. */
export function noneFeatures(request: Request, all: readonly Fit[], tools: number): number[] {
  const ids: number[] = [];
  const add = (template: number, first = 0, second = 0) => ids.push(featureId(template, first, second));
  add(350);
  add(351, Math.min(12, tools));
  add(352, all.length === 0 ? 0 : Math.min(12, all.length));
  for (let place = 0; place < 5; place += 1) {
    const best = step(Math.max(0, ...all.map((fit) => sharesOf(fit)[place] ?? 0)));
    for (let least = 1; least <= best; least += 1) add(353 + place, least);
  }
  add(360, Math.min(8, request.stems.length));
  add(361, Math.min(6, request.values), Number(request.verbs.length > 0));
  add(362, Number(request.acts), Number(all.some((fit) => fit.deed)));
  add(363, hashText(request.words[0] ?? ""));
  add(364, hashText(request.words[0] ?? ""), hashText(request.words[1] ?? ""));
  return ids;
}
