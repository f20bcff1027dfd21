import type { Part, Range } from "./grammar.js";

// Grammars are written with these, so that they read like grammars.

export function text(value: string): Part {
  return { kind: "text", text: value };
}

export function rule(name: string): Part {
  return { kind: "rule", name };
}

/** Strings are taken literally. */
export function sequence(...parts: readonly (Part | string)[]): Part {
  return { kind: "sequence", parts: parts.map(partOf) };
}

export function choice(...parts: readonly (Part | string)[]): Part {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? partOf(only) : { kind: "choice", parts: parts.map(partOf) };
}

export function optional(...parts: readonly (Part | string)[]): Part {
  return { kind: "repeat", part: joined(parts), least: 0, most: 1 };
}

export function many(...parts: readonly (Part | string)[]): Part {
  return { kind: "repeat", part: joined(parts), least: 0, most: undefined };
}

export function some(...parts: readonly (Part | string)[]): Part {
  return { kind: "repeat", part: joined(parts), least: 1, most: undefined };
}

/** One of the characters of a class written like `a-zA-Z_`; a `-` that is meant stands first. */
export function chars(ranges: string): Part {
  return { kind: "chars", ranges: rangesOf(ranges), negated: false };
}

/** Any character but these. */
export function anyBut(ranges: string): Part {
  return { kind: "chars", ranges: rangesOf(ranges), negated: true };
}

function rangesOf(text: string): Range[] {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const ranges: Range[] = [];
  for (let at = 0; at < codes.length; at++) {
    const from = codes[at] ?? 0;
    const to = codes[at + 2];
    if (codes[at + 1] === hyphen && to !== undefined) {
      ranges.push([from, to]);
      at += 2;
    } else ranges.push([from, from]);
  }
  return ranges;
}

const hyphen = 0x2d;

function partOf(part: Part | string): Part {
  return typeof part === "string" ? text(part) : part;
}

function joined(parts: readonly (Part | string)[]): Part {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? partOf(only) : sequence(...parts);
}
