import fc from "fast-check";
import { type SchemaObject, success } from "../../toolspecs/index.js";
import { patternOf } from "../../validation/index.js";
import { textsOfFormat } from "./formats.js";
import { impossible, type Made, type Place, tooLarge } from "./place.js";
import { sieve } from "./sieve.js";

const maxLength = 5000;
const usualLength = 10;

/** Texts that programs tend to trip over. */
const awkward = [
  "",
  " ",
  "0",
  "null",
  "a b",
  "O'Brien",
  '"quoted"',
  "line\nbreak",
  "naïve",
  "日本語",
  "🙂",
  "<b>&amp;</b>",
  "../up",
  "{{name}}",
  "2024-02-30",
  "x".repeat(200),
];

interface Length {
  readonly min: number;
  readonly max: number;
}

export function strings(schema: SchemaObject, place: Place): Made {
  const length = { min: schema.minLength ?? 0, max: schema.maxLength ?? Number.POSITIVE_INFINITY };
  if (length.min > length.max) return impossible(place, "its shortest length is greater than its longest");
  if (length.min > maxLength)
    return tooLarge(place, `texts of ${length.min} characters and more are too long to make up`);
  const weight = 1 + Math.floor(length.min / 50);
  const shaped = textsOfFormat(schema.format);
  if (schema.pattern !== undefined) return patterned(schema.pattern, { schema, length, place });
  if (shaped === undefined) return success({ values: texts(length), weight });
  if (length.min === 0 && length.max === Number.POSITIVE_INFINITY) return success({ values: shaped, weight });
  return sieve({ values: shaped, weight }, (value) => typeof value === "string" && keepsLength(value, length), place);
}

function patterned(source: string, where: { schema: SchemaObject; length: Length; place: Place }): Made {
  const { schema, length, place } = where;
  const pattern = patternOf(source);
  if (pattern === undefined) return impossible(place, `the pattern ${source} is no regular expression`);
  const shaped = textsOfFormat(schema.format);
  const inFormat = shaped === undefined ? undefined : place.accepts({ format: schema.format ?? "" });
  const candidates = [place.textsLike(source), shaped].filter((texts) => texts !== undefined);
  const values = candidates.length === 0 ? texts(length) : fc.oneof(...candidates);
  const fits = (text: string): boolean => keepsLength(text, length) && pattern.test(text) && (inFormat?.(text) ?? true);
  return sieve(
    { values, weight: 1 + Math.floor(length.min / 50) },
    (value) => typeof value === "string" && fits(value),
    place,
  );
}

function texts(length: Length): fc.Arbitrary<string> {
  const bounds = { minLength: length.min, maxLength: Math.min(length.max, length.min + usualLength) };
  const odd = awkward.filter((text) => keepsLength(text, length));
  return fc.oneof(
    { weight: 6, arbitrary: fc.string({ ...bounds, unit: "grapheme-ascii", size: "max" }) },
    { weight: 1, arbitrary: fc.string({ ...bounds, unit: "grapheme-composite", size: "max" }) },
    ...(odd.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...odd) }]),
  );
}

/** Lengths count code points, as JSON Schema does. */
export function keepsLength(text: string, { min, max }: Length): boolean {
  const length = [...text].length;
  return length >= min && length <= max;
}
