/**
 * What may be an argument of a call that changes something. A look may guess from where a word stands; a change takes
 * only what the goal clearly means for the slot, in the unit the slot counts in.
 */
import type { Json } from "../../../toolspecs/index.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Mention, overlaps, type Span } from "../goal/mention.js";
import { stem } from "../words/stem.js";
import { determiners } from "../words/stopwords.js";
import { cuesFor } from "./cues.js";
import { endIn, endSaid, isWholePhrase } from "./ends.js";
import type { Sense } from "./sense.js";
import type { Slot } from "./slots.js";
import { hasAmount, isCurrency, isUnit, measured } from "./units.js";

export interface Strictness {
  /** A tool that only looks finds the slot's value by a name. */
  readonly isLookedUp: (slot: Slot) => boolean;
  /** The slots of the call. */
  readonly slots: readonly Slot[];
  /** Stems of the tool's name. */
  readonly words: ReadonlySet<string>;
}

export interface Admitted {
  readonly value: Json;
  readonly span: Span;
}

/** `value` as the slot may take it from `mention`, or nothing. */
export function admitted(
  strict: Strictness,
  goal: Goal,
  { slot, mention, value }: { slot: Slot; mention: Mention; value: Json },
): Admitted | undefined {
  if (isOtherEnd(strict, goal, { slot, mention })) return undefined;
  const announced = isAnnounced(strict, goal, { slot, mention }) || isItsEnd(strict, goal, { slot, mention });
  if (!isHard(mention) && mention.kind !== "place" && !announced) return undefined;
  if (!announced && (isStranger(slot, mention) || isStrangePath(strict, slot, mention))) return undefined;
  if (!announced && isSource(strict, goal, { slot, mention })) return undefined;
  if (!announced && strict.slots.some((other) => other.path !== slot.path && claims(goal, other, mention)))
    return undefined;
  if (!announced && isNamedElsewhere(goal, slot, mention)) return undefined;
  if (!announced && isId(slot) && isCountOrAmount(mention)) return undefined;
  if (isName(mention) && isId(slot) && !introduces(goal, slot, mention) && strict.isLookedUp(slot)) return undefined;
  return typeof value === "number" && hasAmount(mention)
    ? amount(strict, { slot, mention, value, announced })
    : { value, span: mention };
}

interface Offered {
  readonly slot: Slot;
  readonly mention: Mention;
}

/** "From checking" for the account that money is taken from. */
export function isItsEnd({ slots }: Strictness, goal: Goal, { slot, mention }: Offered): boolean {
  const end = endIn(slots, slot);
  if (end === undefined || endSaid(goal, slot, mention) !== end) return false;
  return mention.kind !== "phrase" || isWholePhrase(goal, slot, mention);
}

/** "To old.md" is no source, where the call takes a destination. */
function isOtherEnd({ slots }: Strictness, goal: Goal, { slot, mention }: Offered): boolean {
  const end = endIn(slots, slot);
  const said = end === undefined ? undefined : endSaid(goal, slot, mention);
  return said !== undefined && said !== end && !introduces(goal, slot, mention);
}

/** The goal gives the slot another value by its name: of `room "Turing"` the name of somebody is no room. */
function isNamedElsewhere(goal: Goal, slot: Slot, mention: Mention): boolean {
  return goal.mentions.some((other) => isHard(other) && !overlaps(other, mention) && introduces(goal, slot, other));
}

const structured: ReadonlySet<string> = new Set<Sense>(["email", "url", "date", "time"]);

/** An address, a day or a time of day in a slot that is plainly about something else: "5 pm" is no path. */
function isStranger(slot: Slot, { kind }: Mention): boolean {
  const senses: ReadonlySet<string> = slot.senses;
  if (!structured.has(kind) || senses.size === 0 || senses.has(kind)) return false;
  // A day may stand in a text; an address there would mean somebody who is not written to.
  if (senses.has("text") && kind !== "email") return false;
  return (
    !(kind === "date" && senses.has("time")) &&
    !(kind === "time" && senses.has("date")) &&
    !(kind === "url" && senses.has("path"))
  );
}

const fileWords = new Set([
  "file",
  "path",
  "document",
  "folder",
  "directori",
  "dir",
  "filenam",
  "script",
  "imag",
  "attachm",
]);

/** "notes.txt" as the name of something that is no file by the words of the tool, or beside a slot for just that. */
function isStrangePath({ words, slots }: Strictness, { name, description, senses }: Slot, { kind }: Mention): boolean {
  if (kind !== "path" || senses.has("path") || senses.has("url")) return false;
  if (slots.some((other) => other.senses.has("path"))) return true;
  return ![...words, ...name, ...description].some((word) => fileWords.has(word));
}

/** "notes.md" of "write notes.md into all.txt", for the only path of the call: what is changed there is the other one. */
function isSource({ slots }: Strictness, goal: Goal, { slot, mention }: { slot: Slot; mention: Mention }): boolean {
  const isOnly = slots.filter(({ senses }) => senses.has("path")).every(({ key }) => key === slot.key);
  if (mention.kind !== "path" || !slot.senses.has("path") || !isOnly || slot.shape.type !== "string") return false;
  const isTarget = ({ kind, first }: Mention) =>
    kind === "path" && /^(?:in)?to$/u.test(goal.tokens[first - 1]?.lower ?? "");
  return !isTarget(mention) && goal.mentions.some((other) => !overlaps(other, mention) && isTarget(other));
}

function amount(
  { slots }: Strictness,
  { slot, mention, value, announced }: { slot: Slot; mention: Mention; value: number; announced: boolean },
): Admitted | undefined {
  // One and a half, or one thousand and five hundred.
  if (/^\D{0,3}\d{1,3}\.\d{3}(?!\d)/u.test(mention.text) && isMoney(mention)) return undefined;
  const currencySlot = slots.some(({ name }) => name.includes("currency") || name.includes("currenc"));
  const result = measured(slot, mention, { plain: value, announced, currencySlot });
  if (result === undefined) return undefined;
  return { value: result.value, span: { first: mention.first, next: mention.next + (result.withUnit ? 1 : 0) } };
}

function isMoney({ number }: Mention): boolean {
  return number !== undefined && (number.money || isCurrency(number.unit));
}

/** Names, paths and addresses: what people call a thing. What has the look of an id may well be one. */
function isName({ kind }: Mention): boolean {
  return kind === "quoted" || kind === "path" || kind === "name" || kind === "url" || kind === "email";
}

const idWords = new Set(["id", "uuid", "identifi", "identifier"]);

/** An id without a pattern takes any text, so the text alone does not show that it is one. */
function isId(slot: Slot): boolean {
  const { pattern, format } = slot.shape.schema;
  return idWords.has(slot.name.at(-1) ?? "") && pattern === undefined && format === undefined;
}

/** "In two hours", "of 5 kg": what is counted or measured has a number, and no identifier. */
function isCountOrAmount({ number }: Mention): boolean {
  return number !== undefined && (number.spelled || number.money || number.percent || isUnit(number.unit));
}

const naming = new Set("named called titled saying says about".split(" "));
const linking = new Set(["is", "=", ":", "-", "–", "to", "of", "as"]);

/** The words right before the mention are the slot's name, or a word that says a value of its sort follows. */
function isAnnounced(
  strict: Strictness,
  goal: Goal,
  { slot, mention }: { readonly slot: Slot; readonly mention: Mention },
): boolean {
  const cue = goal.tokens[beforeDeterminers(goal, mention)]?.lower ?? "";
  if (introduces(goal, slot, mention) || qualifies(goal, slot, mention)) return true;
  return naming.has(cue) && (cuesFor(slot.name).has(cue) || isOnlyText(strict, slot));
}

/** The one text that a call needs is what its thing is called: the path of "create a folder called archive". */
function isOnlyText({ slots }: Strictness, slot: Slot): boolean {
  const needed = slots.filter(({ required, shape }) => required && shape.type === "string");
  return (
    needed.length === 1 &&
    needed[0]?.key === slot.key &&
    slots.every(({ required, key }) => !required || key === slot.key)
  );
}

/** "Single" of "a single room", for the type of a room. */
function qualifies({ tokens }: Goal, { name, shape }: Slot, { first, next, kind }: Mention): boolean {
  const [noun, sort, ...rest] = name;
  if (kind !== "phrase" || next !== first + 1 || shape.type !== "string" || rest.length > 0) return false;
  const before = tokens[first - 1]?.lower ?? "";
  const opens = determiners.has(before) || tokens[first - 1]?.kind === "number";
  return opens && sorts.has(sort ?? "") && tokens[next]?.stem === noun;
}

const sorts = new Set("type kind class category style".split(" ").map(stem));

/** The whole name of the slot stands right before the mention: `file id "f-1"`, `reason: "late"`. */
export function introduces(goal: Goal, { name }: Slot, mention: Mention): boolean {
  let at = mention.first - 1;
  if (name.length === 0) return false;
  if (linking.has(goal.tokens[at]?.lower ?? "")) at -= 1;
  const words = goal.tokens.slice(Math.max(0, at - name.length + 1), at + 1).map((token) => token.stem);
  return words.join(" ") === name.join(" ") || words.at(-1) === name.join("_");
}

/** The goal says the slot's name, or what its id is the id of, right before the mention: `channel "general"`. */
function claims(goal: Goal, slot: Slot, mention: Mention): boolean {
  const owner = slot.name.slice(0, -1);
  const isOwned = owner.length > 0 && idWords.has(slot.name.at(-1) ?? "");
  return introduces(goal, slot, mention) || (isOwned && introduces(goal, { ...slot, name: owner }, mention));
}

function beforeDeterminers(goal: Goal, mention: Mention): number {
  let at = mention.first - 1;
  while (determiners.has(goal.tokens[at]?.lower ?? "")) at -= 1;
  return at;
}
