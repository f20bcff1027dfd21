/** Chooses tools by words, with "none" as a choice. The verb gate is a rule; the rest is learned. */
import { featureId } from "../learned/hash.js";
import { sumOf, type Table } from "../learned/table.js";
import { retrieve } from "../retrieval/retrieve.js";
import { hasKin } from "../words/kin.js";
import { stem } from "../words/stem.js";
import { topicsOf } from "../words/topics.js";
import { canLook, onlyActs, sameDeed } from "../words/verbs.js";
import { aboutFeatures, aboutOf, noneAboutFeatures } from "./about.js";
import type { ToolEntry } from "./entry.js";
import { type Fit, fitOf, noneFeatures, toolFeatures } from "./fit.js";
import type { Request } from "./request.js";
import type { ToolIndex } from "./toolIndex.js";

export interface Ranked {
  readonly entry: ToolEntry;
  /** How much likelier the tool is meant than none: the difference of the model's scores. */
  readonly score: number;
}

/** How many tools are looked at closely. */
const close = 24;

export interface Considered {
  readonly entry: ToolEntry;
  readonly features: readonly number[];
}

/** The tools that may be meant, with what the model sees of them, and what it sees of none being meant. */
export function considered(request: Request, index: ToolIndex): { tools: Considered[]; none: readonly number[] } {
  const calls = ({ entry }: Fit) => Number(isNamed(entry, request));
  const fits: Fit[] = nearest(request, index)
    .filter((entry) => permits(request, entry))
    .map((entry) => fitOf(request, entry, index))
    .sort((a, b) => calls(b) - calls(a) || b.worth - a.worth || a.entry.place - b.entry.place)
    .slice(0, close);
  const abouts = aboutOf(
    request,
    fits.map(({ entry }) => entry),
  );
  const seen = index.takeNothing ? withoutArguments : (ids: readonly number[]) => ids;
  return {
    tools: fits.map((fit, at) => {
      const about = abouts[at];
      const own = about === undefined ? [] : aboutFeatures(about, abouts);
      return { entry: fit.entry, features: seen([...toolFeatures(request, fit, fits), ...own]) };
    }),
    none: seen([...noneFeatures(request, fits, index.entries.length), ...noneAboutFeatures(abouts)]),
  };
}

/**
 * Those that share a word with the request; where there are few, also those that only look and share a topic with it, and tools
 * that take nothing.
 */
function nearest(request: Request, index: ToolIndex): readonly ToolEntry[] {
  const { stems } = request;
  const found = retrieve(stems, index);
  if (index.entries.length > close) {
    const called = index.entries.filter((entry) => isNamed(entry, request) && !found.includes(entry));
    return [...called, ...found];
  }
  const said = stems.flatMap((word) => [...topicsOf(word)]);
  const isNear = ({ topics, acts }: ToolEntry) => !acts && said.some((topic) => (topics.get(topic) ?? 0) > 1);
  const near = index.entries.filter((entry) => found.includes(entry) || entry.service || isNear(entry));
  return near.length > 0 ? near : index.entries.filter((entry) => isSynonym(request, entry));
}

/**
 * "Switch off dev-7", for what turns devices off: the deed is all that is said beside values, in another word than that of the tool. What cannot be taken
 * back is asked for in its own words.
 */
function isSynonym(request: Request, { acts, deeds, binding }: ToolEntry): boolean {
  const { stems, valueStems, verbs } = request;
  const own = new Set(verbs.map(stem));
  const isBare = own.size > 0 && valueStems.size > 0 && stems.every((word) => valueStems.has(word) || own.has(word));
  return isBare && acts && binding.spec.effect !== "irreversible" && deeds.some((deed) => asksFor(request, deed));
}

/** Where no tool takes an argument there is less to go by, and the same signs weigh differently. */
function withoutArguments(ids: readonly number[]): readonly number[] {
  return [...ids, ...ids.map((id) => featureId(380, id))];
}

/** The tools that fit a request, best first, at most `most`; none that is far less likely than that nothing fits. */
export function rankTools(
  request: Request,
  index: ToolIndex,
  { most, table }: { most: number; table: Table },
): Ranked[] {
  const { tools, none } = considered(request, index);
  const silence = sumOf(table, none);
  const ranked = tools.map(({ entry, features }) => ({ entry, score: sumOf(table, features) - silence }));
  const changing = byParticle(request, byObject(request, byName(request, ranked)));
  const looking = bySpecialty(request, byLook(request, changing));
  return (index.entries.length > close ? byTarget(request, looking) : looking)
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || a.entry.place - b.entry.place)
    .slice(0, most);
}

/** What it counts for that the goal calls a tool by its full name, "using the 'sort_list' function". */
const nameWorth = 6;

function byName(request: Request, ranked: readonly Ranked[]): readonly Ranked[] {
  return ranked.map((one) => (isNamed(one.entry, request) ? { ...one, score: one.score + nameWorth } : one));
}

/** Called by its full name, or "thing 42" where it is `get_thing_42`. */
function isNamed(entry: ToolEntry, { named, numbers, stems }: Request): boolean {
  if (isCalled(entry, named)) return true;
  if (numbers.size === 0 || entry.things.length === 0) return false;
  const number = /\D_?(\d+)$/u.exec(entry.binding.spec.name)?.[1];
  return number !== undefined && numbers.has(number) && entry.things.every((word) => stems.includes(word));
}

/** The full name of a tool, if it is of several words: a single one is said by chance. */
export function isCalled({ name, binding }: ToolEntry, said: ReadonlySet<string>): boolean {
  return name.length > 1 && said.has(binding.spec.name.toLowerCase());
}

const leastScore = -20;

/** What a change costs that is made to something else or in another way, where another tool makes it as the goal says. */
const otherChange = 3;

/**
 * Of tools that change something those go first that do to the object what the goal says, in its very word, and to nothing more
 * special: to send is not to share, to delete a message not to delete a scheduled one.
 */
function byObject({ object, stems, verbs }: Request, ranked: readonly Ranked[]): readonly Ranked[] {
  const acting = ranked.filter(({ entry }) => entry.acts);
  if (acting.length < 2) return ranked;
  const met = acting.filter(({ entry }) => object.every((word) => knows(entry, word)));
  const deeds = new Set(verbs.filter(onlyActs).map(stem));
  const exact = met.filter(({ entry }) => entry.deeds.some((deed) => deeds.has(stem(deed))));
  const meant = exact.length > 0 ? exact : met;
  return ranked.map((one) => {
    if (!one.entry.acts) return one;
    const strays = meant.length > 0 && !meant.includes(one);
    const isSpecial = acting.some(({ entry }) => isPlainer(entry, one.entry, stems));
    return strays || isSpecial ? { ...one, score: one.score - otherChange } : one;
  });
}

const particles = new Set("on off up down in out".split(" "));

/** "Turn the light off": of two changes that differ by such a word the one goes first whose word the goal says first. */
function byParticle({ words }: Request, ranked: readonly Ranked[]): readonly Ranked[] {
  const particleOf = ({ name }: ToolEntry) => name.find((word) => particles.has(word)) ?? "";
  const bare = ({ name }: ToolEntry) => name.filter((word) => !particles.has(word)).join(" ");
  const saidAt = (entry: ToolEntry) => {
    const at = words.indexOf(particleOf(entry));
    return at < 0 ? words.length : at;
  };
  return ranked.map((one) => {
    const { acts } = one.entry;
    const isBeaten = ranked.some(
      ({ entry }) => acts && entry.acts && bare(entry) === bare(one.entry) && saidAt(entry) < saidAt(one.entry),
    );
    return isBeaten ? { ...one, score: one.score - otherChange } : one;
  });
}

/** Looks that are not each other: to list what is there is not to read it. */
const apart = new Set("list read search count download".split(" ").map(stem));
/** What a look costs that the goal does not say, where another tool looks in the way and at the thing that it does say. */
const otherWay = 4;

/** "List the files" goes to what lists, and of what knows files, before what reads one. */
function byLook({ verbs, object }: Request, ranked: readonly Ranked[]): readonly Ranked[] {
  const said = new Set(verbs.map(stem).filter((verb) => apart.has(verb)));
  const saysSo = ({ entry: { deeds } }: Ranked) => said.has(stem(deeds[0] ?? ""));
  const isMeant = (one: Ranked) => saysSo(one) && object.every((word) => knows(one.entry, word));
  if (!ranked.some(isMeant)) return ranked;
  const strays = ({ entry: { acts, deeds } }: Ranked) => !acts && apart.has(stem(deeds[0] ?? ""));
  return ranked.map((one) => (strays(one) && !saysSo(one) ? { ...one, score: one.score - otherWay } : one));
}

const manifold = /^(?:multipl|batch|bulk|many|sever)$/u;
const specialty = 1;

/** Of looks that are named alike the plain one goes first, where the goal speaks of nothing special: a file is read by what reads one. */
function bySpecialty({ stems }: Request, ranked: readonly Ranked[]): readonly Ranked[] {
  const isSpecial = ({ entry: { acts, name } }: Ranked) =>
    !acts &&
    ranked.some(({ entry: plain }) => {
      const more = name.filter((word) => !plain.name.includes(word));
      const isAlike = more.length === 1 && name.length === plain.name.length + 1;
      return isAlike && !plain.acts && more.every((word) => manifold.test(word) && !stems.includes(word));
    });
  return ranked.map((one) => (isSpecial(one) ? { ...one, score: one.score - specialty } : one));
}

/** And what a look costs at something that the goal does not name. */
const otherLook = 1.5;

/** Among many tools: a look at what the goal names goes before one that only takes it ("list all channels", not the marks of one). */
function byTarget({ object }: Request, ranked: readonly Ranked[]): readonly Ranked[] {
  const isMeant = ({ entry: { name, target } }: Ranked) =>
    object.every((word) => name.includes(word) || target.includes(word));
  const looks = ranked.filter(({ entry }) => !entry.acts);
  if (object.length === 0 || !looks.some(isMeant)) return ranked;
  return ranked.map((one) => (one.entry.acts || isMeant(one) ? one : { ...one, score: one.score - otherLook }));
}

function knows({ name, description, parameters }: ToolEntry, word: string): boolean {
  return name.includes(word) || description.has(word) || parameters.has(word);
}

/** The same deed with fewer words in its name, of which nobody misses any. */
function isPlainer(plain: ToolEntry, special: ToolEntry, said: readonly string[]): boolean {
  if (plain === special || !plain.name.every((word) => special.name.includes(word))) return false;
  const more = special.name.filter((word) => !plain.name.includes(word));
  const isMissed = (word: string) => said.includes(word) && !plain.description.has(word);
  return more.some((word) => !said.includes(word)) && !more.some(isMissed);
}

/**
 * A tool that changes something needs its deed among the verbs of the request; a request for a change is not served by a
 * tool that only looks.
 */
function permits(request: Request, entry: ToolEntry): boolean {
  const { unknownDeed } = request;
  if (isUntold(entry) && entry.name.some((word) => request.told.has(word))) return false;
  if (entry.service) return !(request.acts && request.commands) || entry.deeds.some((deed) => asksFor(request, deed));
  if (unknownDeed !== undefined && !entry.name.includes(unknownDeed) && !entry.description.has(unknownDeed))
    return false;
  if (entry.acts && request.order !== undefined)
    return entry.name.includes(request.order) || entry.opening === request.order;
  // Of a deed that we do not know as a verb the goal has to say the word itself; the thing it is done to is not enough. In the name of a
  // request the deed may stand anywhere.
  if (entry.acts && entry.deeds.length === 0)
    return entry.binding.spec.http === undefined && request.stems.includes(entry.name[0] ?? "");
  if (entry.acts)
    return entry.deeds.some((deed) => asksToDo(request, deed)) || putsThere(request, entry) || brings(request, entry);
  return (
    !(request.acts && request.commands && entry.looks) ||
    entry.deeds.some((deed) => asksFor(request, deed)) ||
    isPurpose(request, entry)
  );
}

/** To star something is to add a star to it. */
function putsThere({ verbs }: Request, { deeds, things }: ToolEntry): boolean {
  return deeds[0] === "add" && verbs.some((verb) => onlyActs(verb) && things[0] === stem(verb));
}

const bringing = new Set("book reserve order rent hire call".split(" ").map(stem));

/** "I need a cab": of a tool that is there to bring one. */
function brings({ wanted }: Request, { deeds, name, target, description }: ToolEntry): boolean {
  if (!deeds.some((deed) => bringing.has(stem(deed)))) return false;
  return wanted.some(
    (word) => name.includes(word) || target.includes(word) || (hasKin(word, new Set(name)) && description.has(word)),
  );
}

/** "Buy a house near the sea", where a look for houses asks whether to buy or to rent. */
function isPurpose({ verbs }: Request, { choices }: ToolEntry): boolean {
  const deeds = verbs.filter(onlyActs);
  return deeds.length > 0 && deeds.every((deed) => choices.has(stem(deed)));
}

/** Nobody says what it does: then any word of its name may be its deed, and must not be denied or only asked about. */
function isUntold({ binding: { spec }, acts, deeds, service }: ToolEntry): boolean {
  return spec.effect !== "read" && !acts && (service || deeds.length === 0);
}

/** To list is not to convert, though either may be a look. */
function asksToDo(request: Request, deed: string): boolean {
  return canLook(deed) ? request.verbs.some((verb) => stem(verb) === stem(deed)) : asksFor(request, deed);
}

export function asksFor(request: Request, deed: string): boolean {
  const words = request.verbs.length > 0 ? request.verbs : request.words;
  return words.some((word) => sameDeed(word, deed));
}
