/**
 * Texts that match a pattern, by fast-check's reading of it. That reading knows no assertions, and it looks for the
 * characters of a negated class among the printable ones, for ever if there are none; such patterns are kept from it.
 */
import fc from "fast-check";
import { patternOf } from "../../validation/index.js";

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const maxRepeats = 2000;
const maxPattern = 2000;

/** Texts made after a pattern: nearly all of them match. Nothing if texts cannot be made after it. */
export function textsLike(pattern: string): fc.Arbitrary<string> | undefined {
  if (pattern.length > maxPattern) return undefined;
  const simple = withoutAssertions(pattern);
  const regexp = patternOf(simple)?.regexp;
  if (regexp === undefined || repeats(simple) > maxRepeats || !classesArePrintable(simple)) return undefined;
  try {
    return fc.stringMatching(regexp, { size: "small" });
  } catch {
    return undefined;
  }
}

export type TextsLike = typeof textsLike;

/** The same, made once per pattern: fast-check takes milliseconds for each. */
export function rememberedTexts(): TextsLike {
  const known = new Map<string, fc.Arbitrary<string> | undefined>();
  return (pattern) => {
    const texts = known.has(pattern) ? known.get(pattern) : textsLike(pattern);
    known.set(pattern, texts);
    return texts;
  };
}

function withoutAssertions(pattern: string): string {
  return pattern.replace(/\\[bB]|\(\?<?[=!](?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)/g, "");
}

/** How many characters the repetitions of a pattern ask for at least, all multiplied: more than enough, never too few. */
function repeats(pattern: string): number {
  return [...pattern.matchAll(/\{(\d+)/g)].reduce((product, [, count]) => product * Math.max(1, Number(count)), 1);
}

function classesArePrintable(pattern: string): boolean {
  const classes = pattern.match(/\[\^(?:[^\]\\]|\\.)*\]/g) ?? [];
  return classes.every((text) => {
    const regexp = patternOf(text)?.regexp;
    return regexp !== undefined && printable.some((char) => regexp.test(char));
  });
}
