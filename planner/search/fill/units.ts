/**
 * Numbers with a unit. What the goal says in one unit and the tool counts in another is converted where that is exact;
 * where it is not, or where the two cannot be compared, the number is no value for the slot.
 */
import { isHard, type Mention } from "../goal/mention.js";
import { precise } from "../goal/numbers.js";
import type { Token } from "../goal/token.js";
import { stopWords } from "../words/stopwords.js";
import type { Sense } from "./sense.js";
import type { Slot } from "./slots.js";

/** A unit as a multiple of its dimension's smallest one. Units that no exact factor joins are dimensions of their own. */
interface Unit {
  readonly dimension: string;
  readonly factor: number;
}

/** `dimension: factor words…; factor words…`. A currency is one dimension with its cents; bare cents are of any. */
const table = `
  time: 1 ms millisecond milliseconds millis msec; 1000 s sec secs second seconds; 60000 min mins minute minutes;
    3600000 h hr hrs hour hours; 86400000 day days; 604800000 week weeks
  months: 1 month months; 12 year years
  mass: 1 mg milligram milligrams; 1000 g gram grams; 1000000 kg kilo kilos kilogram kilograms; 1000000000 ton tons tonne tonnes
  ounces: 1 oz ounce ounces
  length: 10 mm millimeter millimeters millimetre millimetres; 100 cm centimeter centimeters centimetre centimetres;
    10000 m meter meters metre metres; 10000000 km kilometer kilometers kilometre kilometres;
    254 inch inches; 3048 ft foot feet; 9144 yard yards; 16093440 mi mile miles
  volume: 1 ml milliliter milliliters millilitre millilitres; 1000 l liter liters litre litres
  bytes: 1 byte bytes
  kilobytes: 1 kb kilobyte kilobytes
  megabytes: 1 mb megabyte megabytes
  gigabytes: 1 gb gigabyte gigabytes
  terabytes: 1 tb terabyte terabytes
  celsius: 1 celsius c
  fahrenheit: 1 fahrenheit f
  cents: 1 cent cents
  usd: 100 $ usd dollar dollars bucks
  eur: 100 € eur euro euros
  gbp: 100 £ gbp quid; 1 pence penny
  inr: 100 ₹ inr rupee rupees
  chf: 100 chf francs
  jpy: 1 ¥ jpy yen
  pounds: 1 lb lbs pound pounds
  percent: 1 % percent percents percentage pct
`;

const units: ReadonlyMap<string, Unit> = new Map(
  [...table.matchAll(/([a-z]+):([^:]*?)(?=\n\s+[a-z]+:|\s*$)/gu)].flatMap(([, dimension = "", rows = ""]) =>
    rows.split(";").flatMap((row) => {
      const [factor, ...words] = row.trim().split(/\s+/u);
      return words.map((word): [string, Unit] => [word, { dimension, factor: Number(factor) }]);
    }),
  ),
);

const currencies = new Set(["usd", "eur", "gbp", "inr", "chf", "jpy"]);

/** True for a word or sign that names a unit. */
export function isUnit(word: string): boolean {
  return units.has(word.toLowerCase());
}

const physical = new Set(
  "joule joules kelvin kelvins hertz hz khz mhz newton newtons coulomb coulombs watt watts volt volts ampere amperes amp amps pascal pascals tesla teslas ohm ohms farad farads henry mole moles mol radian radians kpa hpa psi atm ev kwh kev mev rpm".split(
    " ",
  ),
);

/** "Joules" wherever it stands, and "meters" after a number: how something is measured, and nothing that is. */
export function onlyMeasures(words: readonly string[], before: Token | undefined): boolean {
  const isAfterNumber = before?.kind === "number" || /^(?:°|degrees?)$/u.test(before?.lower ?? "");
  return words.every((word) => physical.has(word) || (isAfterNumber && isUnit(word)));
}

/** What is measured in a unit, or by a word for what is measured: mass in "grams", of a "weight"; undefined for other words. */
export function dimensionOf(word: string): string | undefined {
  const unit = units.get(word)?.dimension ?? quantities.get(word);
  return unit === undefined ? undefined : (joint.get(unit) ?? unit);
}

const quantities: ReadonlyMap<string, string> = new Map(
  [
    ["mass", "mass weight weights weigh weighs heavy"],
    ["length", "length distance height width depth long tall far"],
    ["time", "duration"],
    ["volume", "volume"],
  ].flatMap(([dimension = "", words = ""]) => words.split(" ").map((word): [string, string] => [word, dimension])),
);

/** Dimensions that no exact factor joins and that measure the same. */
const joint: ReadonlyMap<string, string> = new Map([
  ["ounces", "mass"],
  ["pounds", "mass"],
  ["months", "time"],
  ["kilobytes", "bytes"],
  ["megabytes", "bytes"],
  ["gigabytes", "bytes"],
  ["terabytes", "bytes"],
  ["fahrenheit", "celsius"],
]);

/** True for a word or sign that names a currency. */
export function isCurrency(word: string): boolean {
  return currencies.has(units.get(word)?.dimension ?? "");
}

/** The unit the slot counts in, from its name or else its description; undefined when neither says. */
function unitOf(slot: Slot): Unit | "unclear" | undefined {
  const parts = (slot.path.at(-1) ?? "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  const named = parts.flatMap((word) => (word.length > 1 || parts.length > 1 ? (units.get(word) ?? []) : []));
  if (named.length > 0) return oneOf(named);
  const stated = [...slot.text.matchAll(/(?:\b(?:in|of) (?:whole |us )?|[([])([\p{L}%$€£]{1,14})(?![\p{L}])/gu)];
  const told = stated.flatMap(([, word = ""]) => units.get(word) ?? []);
  if (told.length > 0) return oneOf(told);
  const loose = slot.text.split(/[^\p{L}%]+/u).filter((word) => word.length > 3 || word === "%");
  return oneOf(loose.flatMap((word) => (word.endsWith("s") || !isUnit(`${word}s`) ? (units.get(word) ?? []) : [])));
}

/** "EUR cents" is one unit said in two words. */
function oneOf(found: readonly Unit[]): Unit | "unclear" | undefined {
  const money = found.find(({ dimension }) => currencies.has(dimension));
  if (money !== undefined && found.some(({ dimension }) => dimension === "cents")) return { ...money, factor: 1 };
  const distinct = new Map(found.map((unit) => [`${unit.dimension} ${unit.factor}`, unit]));
  return distinct.size > 1 ? "unclear" : found[0];
}

function unitSaid(mention: Mention): Unit | undefined {
  const { number } = mention;
  if (number?.percent === true) return units.get("%");
  const sign = /[$€£¥₹]/u.exec(mention.text)?.[0];
  return units.get(sign ?? number?.unit ?? "");
}

export interface Measured {
  readonly value: number;
  /** The word after the number is part of what was read. */
  readonly withUnit: boolean;
}

/** `plain`: the number as it would be read without looking at units. `announced`: the goal names the slot right before it. */
export function measured(
  slot: Slot,
  mention: Mention,
  { plain, announced, currencySlot }: { plain: number; announced: boolean; currencySlot: boolean },
): Measured | undefined {
  const said = unitSaid(mention);
  const wanted = unitOf(slot);
  if (wanted === "unclear") return said === undefined ? { value: plain, withUnit: false } : undefined;
  const cents = wanted?.dimension === "cents" || (wanted !== undefined && currencies.has(wanted.dimension));
  if (said === undefined)
    return cents && !announced && !isWhole(wanted, mention) ? undefined : { value: plain, withUnit: false };
  const isMoney = currencies.has(said.dimension);
  if (isMoney && currencySlot && /[$€£¥₹]/u.test(mention.text)) return undefined;
  const { senses } = slot;
  if (wanted === undefined)
    return unitless(said, senses) ? { value: plain, withUnit: isMoney && !currencySlot } : undefined;
  if (said.dimension === "percent")
    return wanted.dimension === "percent" || senses.has("share") ? { value: plain, withUnit: false } : undefined;
  const value = converted(mention.number?.value ?? plain, said, wanted);
  return value === undefined ? undefined : { value, withUnit: !(isMoney && currencySlot) };
}

/** A bare number of money is one of euros and not of cents, where the slot counts in euros; "3 files" and "3 of them" are no money. */
function isWhole({ dimension, factor }: Unit | undefined = { dimension: "", factor: 0 }, { number }: Mention): boolean {
  const unit = number?.unit ?? "";
  return currencies.has(dimension) && factor > 1 && unit !== "of" && (unit === "" || stopWords.has(unit));
}

/** Where the slot says no unit, money may be an amount and percent a share; any other unit must find its own place. */
function unitless({ dimension }: Unit, senses: ReadonlySet<Sense>): boolean {
  if (currencies.has(dimension)) return senses.has("money") || senses.size === 0;
  return dimension !== "percent" || senses.has("share");
}

function converted(value: number, from: Unit, to: Unit): number | undefined {
  const anyCents = to.dimension === "cents" && currencies.has(from.dimension);
  const ofAny = from.dimension === "cents" && currencies.has(to.dimension);
  if (from.dimension !== to.dimension && !anyCents && !ofAny) return undefined;
  const result = precise((value * from.factor) / to.factor);
  const exact = Number(result.toFixed(9)) === result;
  return exact ? result : undefined;
}

/** Only a number has a unit. */
export function hasAmount(mention: Mention): boolean {
  return isHard(mention) && mention.number !== undefined;
}
