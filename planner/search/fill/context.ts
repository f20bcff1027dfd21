import { dictatedAt } from "../goal/dictated.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, type MentionList, overlaps, type Span } from "../goal/mention.js";
import { hashText } from "../learned/hash.js";
import type { Model } from "../learned/model.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";
import { cuesFor } from "./cues.js";
import { namesNear } from "./nearness.js";
import type { Sense } from "./sense.js";
import type { Slot } from "./slots.js";
import type { Standing } from "./standing.js";
import type { Strictness } from "./strict.js";

/** What filling one call may look at. */
export interface FillContext {
  readonly goal: Goal;
  /** The clause the call stands for: only its words are offered. */
  readonly region: Span;
  /** Words that are arguments already. */
  readonly taken: readonly Span[];
  readonly model: Model;
  /** What of the clause may still become an argument. */
  readonly mentions: readonly Mention[];
  readonly lists: readonly MentionList[];
  /** Stems of the tool's name: the words that led to the tool are rarely values too. */
  readonly toolWords: ReadonlySet<string>;
  /** Stems of the names of all slots. */
  readonly slotWords: ReadonlySet<string>;
  /** What some slot of the call is about. */
  readonly senses: ReadonlySet<Sense>;
  /** How many slots of the call share a stem: a word all of them have tells none from another. */
  readonly sharing: ReadonlyMap<string, number>;
  /** The goal's words in lower case, hashed, by token; the stems of the clause. */
  readonly words: readonly number[];
  readonly stems: ReadonlySet<string>;
  /** Where mentions of a sort start that nobody can overlook. */
  readonly peers: ReadonlyMap<Sort, readonly number[]>;
  /** The slots of the call that take a value themselves, and the small words that announce a value for each. */
  readonly leaves: readonly Slot[];
  readonly cues: readonly ReadonlySet<string>[];
  /** For each mention how near the name of each leaf stands. */
  readonly nearNames: ReadonlyMap<Mention, readonly number[]>;
  /** The call is made once: of several values said, one is taken. */
  readonly once: boolean;
  /** What the parameters of all tools identify. */
  readonly nouns: ReadonlySet<string>;
  /** Where a command is dictated word for word. */
  readonly dictated: number | undefined;
  /** Set for a call that changes something. */
  readonly strict: Strictness | undefined;
}

/** The words of one clause, and those of them that are spoken for. */
export interface Place {
  readonly goal: Goal;
  readonly region: Span;
  readonly taken: readonly Span[];
  readonly model: Model;
}

export interface CallWords {
  readonly words: ReadonlySet<string>;
  readonly slots: readonly Slot[];
  readonly once?: boolean;
  /** What the parameters of all tools identify. */
  readonly nouns?: ReadonlySet<string>;
  /** For a call that changes something: whether a tool that only looks finds a slot's value by a name. */
  readonly isLookedUp?: ((slot: Slot) => boolean) | undefined;
}

const none: ReadonlySet<string> = new Set();

export function contextFor(place: Place, tool: CallWords): FillContext {
  const sharing = new Map<string, number>();
  const flat = leaves(tool.slots);
  for (const slot of flat) {
    for (const word of new Set([...slot.name, ...slot.description])) sharing.set(word, (sharing.get(word) ?? 0) + 1);
  }
  const offered = (span: Span) => isWithin(span, place.region) && !place.taken.some((other) => overlaps(span, other));
  const mentions = fewest(place.goal.mentions.filter((mention) => offered(mention) && !isNameOf(mention, tool.words)));
  const tokens = place.goal.tokens.slice(place.region.first, place.region.next);
  const slotWords = new Set(flat.flatMap((slot) => slot.name));
  return {
    ...place,
    mentions,
    words: place.goal.tokens.map((token) => hashText(token.lower)),
    stems: new Set(tokens.map((token) => token.stem)),
    peers: peersBySort(mentions),
    leaves: flat,
    cues: flat.map((slot) => cuesFor(slot.name)),
    lists: place.goal.lists.filter(offered),
    toolWords: tool.words,
    slotWords,
    senses: new Set(flat.flatMap((slot) => [...slot.senses])),
    sharing,
    nearNames: new Map(mentions.map((mention) => [mention, namesNear(flat, mention, { ...place, sharing })])),
    once: tool.once ?? false,
    nouns: tool.nouns ?? none,
    dictated: dictatedAt(place.goal.tokens),
    strict: tool.isLookedUp === undefined ? undefined : { isLookedUp: tool.isLookedUp, slots: flat, words: tool.words },
  };
}

/** The tool's own name, written as it is called, is no value for it; nor is a word of it, "the weather", that nothing marks as one. */
function isNameOf({ kind, text }: Mention, words: ReadonlySet<string>): boolean {
  if (kind === "phrase") return words.has(stem(text.toLowerCase()));
  if (kind !== "id" && kind !== "quoted") return false;
  const said = new Set(splitName(text).map(stem));
  return words.size > 1 && said.size === words.size && [...said].every((word) => words.has(word));
}

/** Hard and soft mentions that are weighed for one call. A clause of more is a text, and its odd phrases are no values. */
const mostHard = 200;
const mostSoft = 400;

function fewest(mentions: readonly Mention[]): Mention[] {
  if (mentions.length <= mostSoft) return [...mentions];
  const hard = mentions.filter(isHard).slice(0, mostHard);
  return [...hard, ...mentions.filter((mention) => !isHard(mention)).slice(0, mostSoft)];
}

function isWithin(span: Span, region: Span): boolean {
  return span.first >= region.first && span.next <= region.next;
}

/** The slots that take a value themselves. */
export function leaves(slots: readonly Slot[]): Slot[] {
  return slots.flatMap((slot) => (slot.children.length > 0 ? leaves(slot.children) : [slot]));
}

/** Where a mention stands among its like, and the slot among the slots that take its like. */
export function standingOf(slot: Slot, mention: Mention | undefined, context: FillContext): Standing {
  const sort = mention === undefined ? sortOfSlot(slot) : sortOf(mention);
  const peers = context.peers.get(sort) ?? [];
  const own = sortOfSlot(slot);
  const slots = context.leaves.filter((other) => other.values === undefined && sortOfSlot(other) === own);
  const at = mention === undefined ? 0 : peers.filter((first) => first < mention.first).length;
  const slotAt = slots.findIndex((other) => other.key === slot.key);
  return { at, of: peers.length, slotAt, slotOf: slots.length };
}

type Sort = "number" | "date" | "time" | "text";

function sortOf({ kind, number }: Mention): Sort {
  if (number !== undefined) return "number";
  return kind === "date" || kind === "time" ? kind : "text";
}

function sortOfSlot(slot: Slot): Sort {
  if (slot.shape.type === "integer" || slot.shape.type === "number") return "number";
  if (slot.senses.has("date")) return "date";
  return slot.senses.has("time") ? "time" : "text";
}

function peersBySort(mentions: readonly Mention[]): ReadonlyMap<Sort, readonly number[]> {
  const peers = new Map<Sort, number[]>();
  for (const mention of mentions) {
    if (isHard(mention)) peers.set(sortOf(mention), [...(peers.get(sortOf(mention)) ?? []), mention.first]);
  }
  return peers;
}
