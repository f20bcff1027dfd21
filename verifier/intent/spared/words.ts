/** Names in what a goal denies, and the ways in which a value may be one of them. */

import type { Goal, Span } from "../../grounding/index.js";
import { chunksOf } from "../../grounding/values.js";

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

/**
 * A value as it is, and the file that a path leads to, where the goal does not speak of the path. Of one that the plan made up by itself (`isOwn`) also the
 * address in "Bob <bob@example.com>", what stands between commas, and of the names that the goal denies those that a pattern like `*.md` takes in.
 */
export function formsOf(value: string, { goal, names, isOwn }: Denied): readonly string[] {
  const whole = value.trim();
  const parts = isOwn && /[,;<]/.test(whole) ? whole.split(/\s*[,;<>]\s*/).filter((part) => !/\s/.test(part)) : [];
  const forms = [whole, ...parts].flatMap((form) => {
    const bare = form.replace(/^(?:\.?[/\\])+|[/\\]+$/g, "");
    const last = /[/\\]([^/\\]+\.[\p{L}\p{N}]{1,8})$/u.exec(bare)?.[1];
    const isFileOf = last !== undefined && !goal.text.toLowerCase().includes(bare.toLowerCase());
    return [form, bare, ...(isFileOf ? [last] : [])];
  });
  const pattern = isOwn ? patternOf(whole) : undefined;
  const taken = pattern === undefined ? [] : names.filter((name) => pattern.test(name));
  return [...new Set([...forms, ...taken])].filter((form) => form !== "");
}

export interface Denied {
  readonly goal: Pick<Goal, "text">;
  /** What the goal denies something of, by name. */
  readonly names: readonly string[];
  readonly isOwn: boolean;
}

/** `*.md`, `docs/*`, `**`: for the last part of a path. */
function patternOf(value: string): RegExp | undefined {
  if (!value.includes("*") || /\s/.test(value) || value.length > 100) return undefined;
  const last = value.split(/[/\\]/).at(-1) ?? value;
  const any = last
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${any}$`, "iu");
}

const calendar =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/iu;

/** Texts in a stretch of the goal that are the names of things beyond doubt: quoted, with signs or digits in them, or with a capital. */
export function namesIn({ text, values }: Pick<Goal, "text" | "values">, { start, end }: Span): readonly Named[] {
  const isIn = (one: Span) => start <= one.start && one.end <= end;
  const quoted = values.filter((one) => one.kind === "quoted" && isIn(one));
  const isQuoted = (one: Span) => quoted.some((other) => other.start <= one.start && one.end <= other.end);
  const chunks = chunksOf(text).filter((one) => isIn(one) && !isQuoted(one));
  // Of what is all digits and signs only a whole number is no date, time or sum.
  const signed = chunks.filter(
    ({ text: one }) => /^#?\d{1,12}$/.test(one) || (/\p{L}/u.test(one) && /[\p{N}./\\_@-]/u.test(one)),
  );
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
      // Any word begins a sentence with a capital.
      (one.text.includes(" ") || !startsSentence(text, one.start)),
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
