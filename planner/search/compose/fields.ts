/** Which field of an element the words of a goal speak of. */
import type { Json } from "../../../toolspecs/index.js";
import { obeys } from "../schema/rules.js";
import { type Shape, shapeOf, valuesOf } from "../schema/shape.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";
import type { Direction, Identity, Order, Threshold } from "./modifier.js";

export interface Field {
  readonly key: string;
  readonly shape: Shape;
  /** Whether it may be missing or null. */
  readonly loose: boolean;
  readonly words: readonly string[];
}

/** The plain fields of an element. */
export function fieldsOf({ schema, root }: Shape): readonly Field[] {
  return Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const shape = shapeOf(property, root);
    const loose = shape.nullable || !(schema.required?.includes(key) ?? false);
    return { key, shape, loose, words: splitName(key).map(stem) };
  });
}

/** The only one of several fields; where there are more, the only one whose name the goal speaks of. */
function only(fields: readonly Field[], said: ReadonlySet<string>, fits = (_: Field) => true): Field | undefined {
  const [first, ...others] = fields;
  const named = fields.filter((field) => isSaid(field, said));
  const found = first !== undefined && others.length === 0 ? [first] : named;
  return found.length === 1 && found.every(fits) ? found[0] : undefined;
}

/** When something is due or ends does not say how old it is. */
function isBirth({ words }: Field): boolean {
  return !words.some((word) => /^(due|expir|end|valid|until|deadlin)/u.test(word));
}

function isSaid({ words }: Field, said: ReadonlySet<string>): boolean {
  return words.some((word) => said.has(word));
}

const moneyWords = new Set("amount price cost total fee cent rate value sum".split(" ").map(stem));

export interface Ordered {
  readonly field: Field;
  /** The end that is meant by the values of the field: who is oldest has the highest age. */
  readonly direction: Direction;
}

export function orderField(fields: readonly Field[], order: Order, said: ReadonlySet<string>): Ordered | undefined {
  const { by, direction, measure } = order;
  if (measure !== undefined) {
    const named = fields.filter((field) => field.words.includes(measure) && (isNumber(field) || isTime(field)));
    return named.length === 1 && named[0] !== undefined ? { field: named[0], direction } : undefined;
  }
  const years = by === "age" ? fields.filter((field) => isNumber(field) && field.words.includes("age")) : [];
  if (years[0] !== undefined)
    return years.length === 1 ? { field: years[0], direction: direction === "least" ? "most" : "least" } : undefined;
  const field = fieldOf(fields, by, said);
  return field === undefined || (by === "age" && isJoining(field)) ? undefined : { field, direction };
}

function fieldOf(fields: readonly Field[], by: Order["by"], said: ReadonlySet<string>): Field | undefined {
  // "The latest invoice" may be the last one written or the last one due; "due latest" says which.
  if (by === "time") return only(fields.filter(isTime), said, (field) => isBirth(field) || isSaid(field, said));
  if (by === "age") return birthOf(fields, said);
  if (by === "unknown") return undefined;
  const numbers = fields.filter(isNumber);
  return by === "price" ? only(numbers.filter(isMoney), said) : only(numbers, said);
}

/** When a thing came to be: where several fields may say so, the one that speaks of its creation does. */
function birthOf(fields: readonly Field[], said: ReadonlySet<string>): Field | undefined {
  const births = fields.filter((field) => isTime(field) && isBirth(field));
  const created = births.filter(({ words }) => words.includes(stem("created")));
  return created.length === 1 ? created[0] : only(births, said);
}

/** When somebody came in does not say how old they are. */
function isJoining({ words }: Field): boolean {
  return words.some((word) => /^(?:admit|hire|hir|join|enrol|regist|member)/u.test(word));
}

export function amountField(fields: readonly Field[], said: ReadonlySet<string>): Field | undefined {
  const field = only(fields.filter(isNumber), said);
  // The only number there is may still be another one than was asked for.
  return field !== undefined && (isMoney(field) || isSaid(field, said)) ? field : undefined;
}

const rates = /^(hour|hourly|day|daily|month|monthly|per|rate|unit)$/u;

/** The field that holds what a thing costs, not what an hour or a piece of it does. */
export function moneyField(fields: readonly Field[], said: ReadonlySet<string>): Field | undefined {
  const money = fields.filter((field) => isNumber(field) && isMoney(field));
  return only(
    money.filter(({ words }) => !words.some((word) => rates.test(word))),
    said,
  );
}

export interface Compared {
  readonly field: Field;
  readonly value: number | string;
  /** Only the day of a moment is compared. */
  readonly day: boolean;
}

const units: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ["percent", "percent pct"],
    ["cents", "cent"],
    ["gigabytes", "gb gigabyte"],
    ["megabytes", "mb megabyte"],
    ["hours", "hour h"],
    ["days", "day"],
    ["minutes", "minute min"],
    ["seconds", "second s"],
    ["grams", "gram g"],
  ].map(([unit = "", words = ""]) => [stem(unit), words.split(" ").map(stem)]),
);

/** What a threshold is compared with, in the unit of the field. */
export function comparedField(
  fields: readonly Field[],
  { number, date, unit, money, before, unclear = false }: Threshold,
  said: ReadonlySet<string>,
): Compared | undefined {
  if (unclear) return undefined;
  if (date !== undefined) {
    const field = only(fields.filter(isTime), said);
    return field === undefined ? undefined : { field, value: date, day: field.shape.schema.format === "date-time" };
  }
  if (number === undefined) return undefined;
  const numbers = fields.filter(isNumber);
  if (money || isCurrency(unit)) {
    const field = only(numbers.filter(isMoney), said);
    if (field === undefined) return undefined;
    const inCents = field.words.includes(stem("cents")) && stem(unit) !== stem("cents");
    return { field, value: inCents ? Math.round(number * 100) : number, day: false };
  }
  const own = units.get(stem(unit));
  const fitting = own === undefined ? numbers : numbers.filter(({ words }) => words.some((word) => own.includes(word)));
  const named = fitting.filter(({ words }) => words.includes(stem(before)));
  const field = named.length === 1 ? named[0] : only(fitting, said);
  // A unit that no field has would be compared with something else.
  if (field === undefined || (own === undefined && unit !== "" && !field.words.includes(stem(unit)))) return undefined;
  return { field, value: number, day: false };
}

const codes = /^(?:id|uuid|key|code|cod|number|ref)$/u;

const titles = new Set("name title label".split(" ").map(stem));

/** The one text that the value singles things out by: the noun before it names the field, or the field's pattern is kept by few texts. */
export function identifiedField(fields: readonly Field[], { text, noun }: Identity): Field | undefined {
  const fitting = fields.filter(({ shape, words }) => {
    const isCode = words.some((word) => codes.test(word)) && shape.schema.pattern === undefined;
    return shape.type === "string" && obeys(text, shape.schema) && !(isCode && !/\d/u.test(text));
  });
  const named = fitting.filter(({ words }) => words.includes(noun));
  const coded = fitting.filter(({ shape }) => shape.schema.pattern !== undefined);
  const titled = noun === "" ? fitting.filter(({ words }) => words.some((word) => titles.has(word))) : [];
  const found = [named, coded, titled].find(({ length }) => length > 0);
  return found?.length === 1 ? found[0] : undefined;
}

function isCurrency(unit: string): boolean {
  return /^(euros?|eur|dollars?|usd|pounds?|gbp|cents?)$/u.test(unit);
}

function isNumber({ shape }: Field): boolean {
  return shape.type === "number" || shape.type === "integer";
}

function isMoney({ words }: Field): boolean {
  return words.some((word) => moneyWords.has(word));
}

function isTime({ shape: { type, schema } }: Field): boolean {
  return type === "string" && (schema.format === "date" || schema.format === "date-time");
}

/** What a word says of an element: that a field has a value. */
export interface Trait {
  readonly field: Field;
  readonly equals: Json;
}

const opposites = ["un", "in", "dis", "non"] as const;

/** The one field that an adjective speaks of: `overdue` of `status`, `unhealthy` of `healthy`. */
export function traitOf(fields: readonly Field[], word: string): Trait | undefined {
  const found = fields.flatMap((field) => traitsIn(field, word));
  return found.length === 1 ? found[0] : undefined;
}

/** The words for which `traitOf` finds a field, without signs between their parts. */
export function traitWords(fields: readonly Field[]): readonly string[] {
  const words = fields.flatMap(({ shape, key }) => {
    if (shape.type === "boolean") return ["", ...opposites].map((prefix) => `${prefix}${bareName(key)}`);
    return (valuesOf(shape.schema) ?? []).flatMap((value) => (typeof value === "string" ? joinedWords(value) : []));
  });
  return words.filter((word, index) => words.indexOf(word) === index && words.lastIndexOf(word) === index);
}

/** The names of yes-or-no fields, without signs between their parts. */
export function flagNames(fields: readonly Field[]): readonly string[] {
  return fields.flatMap(({ shape, key }) => (shape.type === "boolean" ? [bareName(key)] : []));
}

function bareName(key: string): string {
  return splitName(key)
    .filter((part) => part !== "is" && part !== "has")
    .join("");
}

/** The words of a text as one, without what stands between them. */
export function joinedWords(text: string): string {
  return splitName(text).join("");
}

function traitsIn(field: Field, word: string): readonly Trait[] {
  const { shape, key } = field;
  if (shape.type === "boolean") {
    const name = bareName(key);
    const bare = word.replaceAll("-", "");
    if (name === bare) return [{ field, equals: true }];
    return opposites.some((prefix) => `${prefix}${name}` === bare) ? [{ field, equals: false }] : [];
  }
  const values = valuesOf(shape.schema) ?? [];
  const exact = values.filter((value) => typeof value === "string" && same(value, word));
  return exact.map((equals) => ({ field, equals }));
}

function same(value: string, word: string): boolean {
  return joinedWords(value) === joinedWords(word);
}
