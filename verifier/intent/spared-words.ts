/** Names in what a goal denies, and the ways in which a value may be one of them. */

import type { Goal, Span } from "../grounding/index.js";
import { chunksOf } from "../grounding/values.js";

/** Every place where a text stands as a whole name: not in "my-notes.md", nor in "docs/notes.md". */
export function placesOfName(name: string, { text }: Pick<Goal, "text">): readonly Span[] {
  if (!/[\p{L}\p{N}]/u.test(name)) return [];
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = new RegExp(
    `(?<![\\p{L}\\p{N}_@-]|[\\p{L}\\p{N}_.-][/\\\\]|[\\p{L}\\p{N}]\\.)${word}(?![\\p{L}\\p{N}_@/\\\\-]|\\.[\\p{L}\\p{N}])`,
    "giu",
  );
  return [...text.matchAll(whole)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

/** A value as it is, and the file that a path leads to where the goal does not speak of the path. */
export function formsOf(value: string | number, goal: Pick<Goal, "text">): readonly (string | number)[] {
  if (typeof value === "number") return [value];
  const bare = value.trim().replace(/^(?:\.?[/\\])+/, "");
  const last = /[/\\]([^/\\]+\.[\p{L}\p{N}]{1,8})$/u.exec(bare)?.[1];
  const isFileOf = last !== undefined && !goal.text.toLowerCase().includes(bare.toLowerCase());
  return [...new Set([value.trim(), bare, ...(isFileOf ? [last] : [])])].filter((form) => form.length > 1);
}

const calendar =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/iu;

/** Texts in a stretch of the goal that are the names of things beyond doubt: quoted, with signs or digits in them, or with a capital. */
export function namesIn({ text, values }: Pick<Goal, "text" | "values">, { start, end }: Span): readonly Named[] {
  const isIn = (one: Span) => start <= one.start && one.end <= end;
  const quoted = values.filter((one) => one.kind === "quoted" && isIn(one));
  const isQuoted = (one: Span) => quoted.some((other) => other.start <= one.start && one.end <= other.end);
  const chunks = chunksOf(text).filter((one) => isIn(one) && !isQuoted(one));
  const signed = chunks.filter((one) => /\p{L}/u.test(one.text) && /[\p{N}./\\_@-]/u.test(one.text));
  const capital = [...text.slice(start, end).matchAll(proper)].map(({ 0: name, index }) => ({
    text: name,
    start: start + index,
    end: start + index + name.length,
  }));
  const proper_ = capital.filter(
    (one) =>
      !isQuoted(one) &&
      !signed.some((other) => other.start <= one.start && one.end <= other.end) &&
      !calendar.test(one.text) &&
      !/^['’]/u.test(text.slice(one.end)) &&
      !startsSentence(text, one.start),
  );
  return [...quoted, ...signed, ...proper_];
}

export interface Named extends Span {
  readonly text: string;
}

const proper = /(?<![\p{L}\p{N}_'’-])\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}\p{N}-]*)*/gu;

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?;:\n]\s*["'“‘]?)$/u.test(text.slice(0, at));
}
