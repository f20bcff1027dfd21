/** What a goal puts first ("the two earliest bookings"), and which of two records that is. */
import type { Json } from "../../../toolspecs/index.js";
import { wordsIn } from "../../field-names.js";
import { schemasAt } from "../../flow/schema-at.js";
import type { Goal } from "../../grounding/index.js";
import { stem } from "../../grounding/words.js";
import { type Superlative, superlatives } from "../extremes.js";
import { ownWords } from "../own-words.js";
import { type Kind, namesOf, type Told } from "./record.js";
import type { Series } from "./series.js";

export interface Extreme {
  readonly words: string;
  readonly keeps: Superlative["keeps"];
  /** What the word may be said of. */
  readonly rows: readonly Superlative[];
  /** How many are asked for; undefined where the goal does not say. */
  readonly count: number | undefined;
}

/** With these the rest is meant, another place than the first, or more than one order. */
const others =
  /(?<!\p{L})(?:but|except|excepting|keep|keeping|leave|other|others|apart|not|spare|than|unless|rest|or|second|third|fourth|fifth)(?!\p{L})/iu;

/** What the goal says of a kind of record; undefined where it says nothing of the sort, or more than one thing. */
export function extremeIn(goal: Goal): ((kind: Kind) => Extreme | undefined) | undefined {
  const text = ownWords(goal);
  const found = superlatives.flatMap((row) => [...matchesOf(row, text)].map((match) => ({ row, match })));
  const [first] = found;
  if (first === undefined || others.test(text) || found.some(({ match }) => match.index !== first.match.index))
    return undefined;
  const [word] = first.match;
  const [start, end] = [first.match.index, first.match.index + word.length];
  const number = goal.reading.amounts.find((one) => one.end + 1 === start || one.start === end + 1);
  const tail = text.slice(end);
  return (kind) => {
    const noun = nounIn(tail, kind);
    if (noun === undefined) return undefined;
    const count = number?.value ?? (stem(noun) === noun ? 1 : undefined);
    const words = text.slice(Math.min(start, number?.start ?? start), Math.max(end, number?.end ?? end));
    return { words, keeps: first.row.keeps, rows: found.map(({ row }) => row), count };
  };
}

function matchesOf({ words }: Superlative, text: string) {
  return text.matchAll(new RegExp(`(?<!\\p{L})(?:${words.source})(?!\\p{L})`, "giu"));
}

/** What the records are called, a few words later. */
function nounIn(tail: string, kind: Kind): string | undefined {
  const names = namesOf(kind);
  const [, ...next] = /^(?: ([\p{L}\d]+))?(?: ([\p{L}\d]+))?(?: ([\p{L}\d]+))?(?: ([\p{L}\d]+))?/u.exec(tail) ?? [];
  return next.find((word) => word !== undefined && names.has(stem(word.toLowerCase())))?.toLowerCase();
}

/** The one field that such records are ordered by. */
export function orderedBy(rows: readonly Superlative[], { kind, deciding }: Series): string | undefined {
  const records = schemasAt(kind.binding.spec.output.schema, kind.path);
  const fields = [...new Set(records.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const fitting = fields.filter((field) => rows.some((row) => fits(field, row, kind)));
  const looked = fitting.filter((field) => deciding.includes(field));
  const [only, ...more] = looked.length > 0 ? looked : fitting;
  return more.length === 0 ? only : undefined;
}

function fits(field: string, { of }: Superlative, kind: Kind): boolean {
  const schemas = schemasAt(kind.binding.spec.output.schema, `${kind.path}.${field}`);
  const isNumber = schemas.some(({ type }) => [type].flat().some((one) => one === "number" || one === "integer"));
  return of === undefined ? isNumber : wordsIn(field).some((word) => of.test(word));
}

/** Below 0 where the first comes before the other. */
export type Rank = (one: Told, other: Told, all: readonly Told[]) => number;

interface Ranks {
  readonly byField: Rank;
  /** By the order in which the tool says that it lists them. */
  readonly stated: Rank | undefined;
  /** It says that it lists them in another order. */
  readonly isStatedOtherwise: boolean;
}

export function ranksOf(field: string, keeps: Superlative["keeps"], { binding }: Kind): Ranks {
  const sign = keeps === "least" ? 1 : -1;
  const byField: Rank = (one, other) => sign * compared(one.record[field], other.record[field]);
  const text = binding.spec.description;
  const rows = superlatives.flatMap((row) => [...matchesOf(row, text)].map((match) => ({ row, match })));
  const first = rows.filter(({ match }) => /^ first(?!\p{L})/iu.test(text.slice(match.index + match[0].length)));
  const own = first.find(({ row }) => row.of === undefined || wordsIn(field).some((word) => row.of?.test(word)));
  if (own === undefined) return { byField, stated: undefined, isStatedOtherwise: first.length > 0 };
  const way = own.row.keeps === keeps ? 1 : -1;
  return {
    byField,
    isStatedOtherwise: false,
    stated: (one, other, all) => way * (all.indexOf(one) - all.indexOf(other)),
  };
}

/** Days and moments are the same whichever way one compares them, or nothing is said. */
function compared(one: Json | undefined, other: Json | undefined): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== "string" || typeof other !== "string") return 0;
  const [by, at] = [one < other ? -1 : one > other ? 1 : 0, Math.sign(Date.parse(one) - Date.parse(other))];
  return by === at ? by : 0;
}
