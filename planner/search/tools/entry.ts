/** One tool as the planner reads it: the words of its name, description and parameters, and what deeds it names. */
import type { Binding, ToolSpec } from "../../../toolspecs/index.js";
import { leaves } from "../fill/context.js";
import { type Slot, slotsOf } from "../fill/slots.js";
import { splitName, splitText, withoutMarkup } from "../words/split.js";
import { stem } from "../words/stem.js";
import { determiners, stopWords } from "../words/stopwords.js";
import { topicsOf } from "../words/topics.js";
import { canLook, deedOfNoun, isVerb, lightVerbs, onlyActs, onlyMakes, onlyReads } from "../words/verbs.js";
import { operationOf, withoutMethod } from "./operation.js";

export interface ToolEntry {
  readonly binding: Binding;
  /** Place in the catalogue: ties are broken by it. */
  readonly place: number;
  readonly slots: readonly Slot[];
  /** Stems of the name, in order; of the namespace, when the tool has one of its own. */
  readonly name: readonly string[];
  readonly description: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  /** Stems of the values that its parameters are limited to, where they are of one word. */
  readonly choices: ReadonlySet<string>;
  /** The verbs that say what the tool does: those of its name, of its modes (an enum), and the first of its description. */
  readonly deeds: readonly string[];
  /** Stem of the word that its description opens with. */
  readonly opening: string;
  /** Stems of what its description says its opening verb is done to: "a public or private channel". */
  readonly target: readonly string[];
  /** Stems of the name that are no verbs: what it does it to. */
  readonly things: readonly string[];
  /** A call changes something, as far as effect and wording tell. */
  readonly acts: boolean;
  /** A call is said to change something, by claim or by wording: such a plan must be surer than others. */
  readonly changes: boolean;
  /** By its wording it can only look or compute. */
  readonly looks: boolean;
  /** A call only opens it; what it can do is in its description. */
  readonly service: boolean;
  /** What its words are about, and how many of them; those of the name count twice. */
  readonly topics: ReadonlyMap<number, number>;
}

/** The server of tools whose source names none: it says nothing about them. */
const unnamedServer = "tools";

export function entryOf(binding: Binding, place: number): ToolEntry {
  const { spec } = binding;
  const server = spec.server === unnamedServer ? [] : splitName(spec.server);
  const { http } = spec;
  const spoken = splitName(spec.name).filter((word) => /\p{L}/u.test(word));
  const words = http === undefined ? spoken : withoutMethod(spoken);
  const said = splitName(ownName(spec.name));
  const isRequest = http !== undefined && spec.effect !== "read";
  const operation = http === undefined ? undefined : operationOf(http);
  const isDeed = (word: string) => isVerb(word) && operation?.things.has(stem(word)) !== true;
  const description = splitText(withoutMarkup(spec.description.slice(0, 2000)).slice(0, 800));
  const slots = slotsOf(spec);
  const flat = leaves(slots);
  const values = flat.flatMap((slot) => (slot.values ?? []).flatMap(wordsOfValue));
  // What a request may be told of ("send_invoice", how it is collected) is seldom what it does.
  const modes = isRequest ? flat.filter(isMode).flatMap((slot) => (slot.values ?? []).flatMap(wordsOfValue)) : values;
  const named = deedsOf(isRequest ? withoutMethod(said) : said, { description, modes, isRequest, isDeed });
  const fed = new Set(flat.flatMap((slot) => slot.name));
  // "Invoice" is a deed too, and no deed of what voids one: it takes an invoice.
  const done = named.filter((word, at) => at === 0 || !fed.has(stem(word)));
  const service = isService(spec, { words, description });
  const ownDeeds = done.some(onlyActs) ? done : [...done, ...(operation?.deeds ?? [])];
  const deeds = service ? description.filter(isVerb) : ownDeeds.length > 0 ? ownDeeds : describedDeeds(description);
  // Where neither words nor claims speak of a change, the worst is supposed only for want of a claim. The method of a request is one.
  const isClaimed = spec.effectSupposed !== true || spec.http !== undefined;
  // Whoever says that it changes something is believed, whatever its verb: to "return a deposit" is no look. A request that only asks is one.
  const isStated = spec.effectSupposed !== true && (http === undefined || http.method !== "POST" || !isQuestion(said));
  const isWorded = isStated || deeds.some(onlyActs) || deeds.some(hands) || (isClaimed && !deeds.some(onlyReads));
  const wordedAct = isWorded && !service && !(spec.effectSupposed === true && isComputing(words, deeds));
  const name = [...new Set(words.map(stem))];
  const telling = [...server, ...description].filter((word) => word.length > 1 && !stopWords.has(word));
  const described = new Set(telling.slice(0, 80).map(stem));
  return {
    binding,
    place,
    slots,
    name,
    description: described,
    parameters: new Set([...flat.flatMap((slot) => slot.name), ...values.map(stem)]),
    choices: new Set(flat.flatMap((slot) => (slot.values ?? []).flatMap((value) => [stem(String(value))]))),
    deeds,
    opening: stem(description[0] ?? ""),
    target: targetOf(description),
    things: words.filter((word) => !isDeed(word) && !stopWords.has(word)).map(stem),
    acts: spec.effect !== "read" && wordedAct,
    changes: spec.effect !== "read" && (wordedAct || spec.effectSupposed !== true),
    looks: spec.effect === "read" || !wordedAct,
    service,
    topics: topicCounts(name, described),
  };
}

/**
 * An assistant or a page that a call only opens: it takes nothing, nobody states an effect, and neither its name nor what it
 * is there for speaks of changing what is there. To make something new, "create charts", harms nothing.
 */
function isService(
  { input, effectSupposed, http }: ToolSpec,
  { words, description }: { readonly words: readonly string[]; readonly description: readonly string[] },
): boolean {
  const takesNothing = Object.keys(input.properties ?? {}).length === 0;
  if (!takesNothing || effectSupposed !== true || http !== undefined) return false;
  const orders = (word: string) => onlyActs(word) && !/(?:s|ing)$/u.test(word);
  return !words.some(orders) && describedDeeds(description.slice(0, opening)).every(onlyMakes);
}

const running = new Set("run execute build".split(" ").map(stem));
const computations = /^(?:regressions?|t?tests?|anova|correlations?|simulations?)$/u;
const statistical =
  /^(?:t|ttest|sample|chi|square[ds]?|hypothesis|significance|anova|regressions?|correlations?|simulations?)$/u;

/** To run a regression or a t-test is to compute; to run the tests of a program is not. */
function isComputing(words: readonly string[], deeds: readonly string[]): boolean {
  const computes = words.some((word) => computations.test(word)) && words.some((word) => statistical.test(word));
  return computes && deeds.every((deed) => running.has(stem(deed)) || canLook(deed));
}

/** The name of a tool without what it is a part of: `MakePayment` of `payments.MakePayment` and of `Payment_1_MakePayment`. */
function ownName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).replace(/^\p{L}+_\d+_(?=\p{L})/u, "");
}

/** Words of a description that say what a tool is there for; what "you can" do with it comes later. */
const opening = 6;

function topicCounts(name: readonly string[], description: ReadonlySet<string>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const word of new Set([...name, ...description])) {
    for (const topic of topicsOf(word)) counts.set(topic, (counts.get(topic) ?? 0) + (name.includes(word) ? 2 : 1));
  }
  return counts;
}

/** A name that says look is believed; other names are read together with the description's first word. */
function deedsOf(
  name: readonly string[],
  {
    description,
    modes,
    isRequest,
    isDeed,
  }: {
    readonly description: readonly string[];
    readonly modes: readonly string[];
    readonly isRequest: boolean;
    readonly isDeed: (word: string) => boolean;
  },
): string[] {
  const first = name.find((word) => !stopWords.has(word)) ?? "";
  const second = name[name.indexOf(first) + 1] === "and" ? [name[name.indexOf(first) + 2] ?? ""].filter(isVerb) : [];
  if (canLook(first)) return [first, ...second, ...(second.length > 0 ? [] : deedBehind(description))];
  const handedOn = lightVerbs.has(first)
    ? name.slice(name.indexOf(first) + 1).flatMap((word) => deedOfNoun(word) ?? [])
    : [];
  if (handedOn.length > 0) return handedOn;
  const verbs = name.filter((word) => isDeed(word) && (!isRequest || !isNoun(word)));
  // What is "shared" or "archived" is so already: no deed beside a verb that is one.
  const named = verbs.every(isParticiple) ? verbs : verbs.filter((word) => !isParticiple(word));
  if (named.some(canLook) && !named.some(onlyActs)) return named;
  return [...new Set([...named, ...openingDeeds(description), ...modes.filter(onlyActs)])];
}

/** "Move", and of "move or rename files" both. */
function openingDeeds([opening = "", joint = "", second = ""]: readonly string[]): readonly string[] {
  if (!isVerb(opening)) return [];
  return (joint === "or" || joint === "and") && isVerb(second) ? [opening, second] : [opening];
}

/** `POST /search` and the like: asked by what is sent. */
function isQuestion(name: readonly string[]): boolean {
  const verb = withoutMethod(name).find((word) => !stopWords.has(word)) ?? "";
  return /^(?:search|find|query|lookup|fetch|retrieve|calculate|compute|estimate|validate|preview|count)$/u.test(verb);
}

/** A tool that gives hands over what it does not only tell. */
function hands(deed: string): boolean {
  return stem(deed) === "give";
}

function isMode({ name }: Slot): boolean {
  return name.some((word) => /^(?:act|action|operat|operation|command|verb)$/u.test(word));
}

/** What a service has, "skip to next track", and no look for it. */
function isNoun(word: string): boolean {
  return /^(?:track|plot|display|view|count|measure|filter|monitor|watch|sort|query|report|scan)s?$/u.test(word);
}

function isParticiple(word: string): boolean {
  return word.endsWith("ed") && stem(word) !== word;
}

/** "Get a ride: books a cab": a look by its name that says it does more. */
function deedBehind([opening = ""]: readonly string[]): string[] {
  return /s$/u.test(opening) && bookings.has(stem(opening)) && onlyActs(opening) ? [opening] : [];
}

const bookings = new Set("book reserve order buy purchase rent".split(" ").map(stem));

const beforeDeed = new Set("to that which and or can will it function tool api".split(" "));

/** "Enables you to search" is no deed of its own. */
const enabling = new Set("enable enables".split(" "));
const enabled = new Set("to you users anyone people".split(" "));

/** The deeds of a tool whose name holds no verb: what its description says it is there to do. */
function describedDeeds(description: readonly string[]): string[] {
  return description.slice(0, 30).filter((word, at) => {
    if (enabling.has(word) && enabled.has(description[at + 1] ?? "")) return false;
    const asks = at === 0 || beforeDeed.has(description[at - 1] ?? "");
    return asks && onlyActs(word);
  });
}

/** The words after the opening verb, up to the first that begins something else. */
function targetOf([opening = "", ...words]: readonly string[]): readonly string[] {
  if (!isVerb(opening)) return [];
  const passing = (word: string) => determiners.has(word) || word === "or" || word === "and";
  const end = words.findIndex((word) => stopWords.has(word) && !passing(word));
  return words.slice(0, end < 0 ? words.length : end).flatMap((word) => (passing(word) ? [] : [stem(word)]));
}

function wordsOfValue(value: unknown): string[] {
  return typeof value === "string" && value.length <= 40 ? splitText(value) : [];
}
