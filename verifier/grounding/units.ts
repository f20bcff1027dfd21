/** Units of measure and money: which words mean the same unit, and what converts into what exactly. */

/** There is one object for each unit. */
export interface Unit {
  readonly dimension: string;
  /** How many of the dimension's smallest unit it holds. */
  readonly factor: number;
}

/** `dimension: factor words; factor words`. Money counts in its smallest unit: of yen and won there is none below. */
const table = [
  "time: 1 ms msec millisecond milliseconds millis; 1000 s sec secs second seconds; 60000 min mins minute minutes; 3600000 h hr hrs hour hours; 86400000 day days night nights; 604800000 week weeks",
  "months: 1 month months; 3 quarter quarters; 12 year years yr yrs; 120 decade decades",
  "mass: 1 mg milligram milligrams; 1000 g gram grams; 1000000 kg kilo kilos kilogram kilograms; 1000000000 ton tons tonne tonnes",
  "weight: 1 oz ounce ounces; 16 lb lbs pound pounds",
  "length: 1 mm millimeter millimeters millimetre millimetres; 10 cm centimeter centimeters centimetre centimetres; 1000 m meter meters metre metres; 1000000 km kilometer kilometers kilometre kilometres",
  "distance: 1 inch inches; 12 ft foot feet; 36 yd yard yards; 63360 mi mile miles",
  "volume: 1 ml milliliter milliliters millilitre millilitres; 1000 l liter liters litre litres",
  "bytes: 1 byte bytes; 1024 kb kilobyte kilobytes; 1048576 mb megabyte megabytes; 1073741824 gb gigabyte gigabytes; 1099511627776 tb terabyte terabytes",
  "celsius: 1 celsius c",
  "fahrenheit: 1 fahrenheit f",
  "percent: 1 % percent percentage pct",
  "cents: 1 cent cents penny pence minor smallest",
  "usd: 100 $ usd dollar dollars buck bucks",
  "eur: 100 € eur euro euros",
  "gbp: 100 £ gbp quid sterling",
  "inr: 100 ₹ inr rupee rupees",
  "jpy: 1 ¥ jpy yen",
  "cny: 100 cny rmb yuan",
  "chf: 100 chf franc francs",
  "krw: 1 ₩ krw won",
  "btc: 100000000 ₿ btc bitcoin bitcoins",
] as const;

const units: ReadonlyMap<string, Unit> = new Map(table.flatMap(entriesOf));
const distinct = [...new Set(units.values())];
const byDimension: ReadonlyMap<string, readonly Unit[]> = new Map(
  distinct.map(({ dimension }) => [dimension, distinct.filter((unit) => unit.dimension === dimension)]),
);
const currencies: ReadonlySet<string> = new Set("usd eur gbp inr jpy cny chf krw btc".split(" "));

function entriesOf(line: string): readonly (readonly [string, Unit])[] {
  const [dimension = "", rows = ""] = line.split(": ");
  return rows.split("; ").flatMap((row) => {
    const [factor, ...words] = row.split(" ");
    const unit = { dimension, factor: Number(factor) };
    return words.map((word) => [word, unit] as const);
  });
}

export function unitOf(word: string): Unit | undefined {
  return units.get(word);
}

export function isMoney({ dimension }: Unit): boolean {
  return currencies.has(dimension);
}

/** Without the noise of binary fractions: 15 percent is 0.15. */
export function precise(value: number): number {
  return Number(value.toPrecision(12));
}

/** How many `to` are `value` `from`; undefined when they do not measure the same. */
export function converted(value: number, from: Unit, to: Unit): number | undefined {
  const inCents = to.dimension === "cents" && isMoney(from);
  if (!inCents && from.dimension !== to.dimension) return undefined;
  return precise((value * from.factor) / to.factor);
}

/** The units of a dimension. */
export function unitsLike({ dimension }: Unit): readonly Unit[] {
  return byDimension.get(dimension) ?? [];
}
