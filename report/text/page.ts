import { createColors } from "picocolors";
import type { Effect } from "../../toolspecs/index.js";
import { columns, units, visible } from "./visible.js";

export type Paint = (text: string) => string;

/** Where text goes: how wide it may be, and what its meanings look like. */
export interface Page {
  readonly width: number;
  readonly strong: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly careful: Paint;
  readonly bad: Paint;
}

/** Narrower than this nothing can be read, so lines run over instead. */
const narrowest = 20;

export function page({ colour, width }: { readonly colour: boolean; readonly width: number }): Page {
  const { bold, dim, green, yellow, red } = createColors(colour);
  return {
    width: Math.max(narrowest, Math.floor(width)),
    strong: bold,
    dim,
    good: green,
    careful: yellow,
    bad: (text) => bold(red(text)),
  };
}

/** What is not known is shown like the worst. */
export function effectPaint(page: Page, effect: Effect | undefined): Paint {
  if (effect === "read") return page.good;
  return effect === "write" ? page.careful : page.bad;
}

/** Text with one look. It may hold anything: it is made visible when it is laid out. */
export type Span = string | { readonly text: string; readonly paint: Paint } | Copied;

/** A command in one piece, however long: broken over lines it would be another one where it is pasted. */
interface Copied {
  readonly text: string;
  readonly whole: true;
}

export interface Indent {
  /** Put before the first line; the others are indented by as much. */
  readonly first?: string;
  /** Indentation of the other lines, if it differs. */
  readonly rest?: number;
  /** Words run over rather than being broken: what is there to be copied, such as a path in a command, stays as it is. */
  readonly whole?: boolean;
}

/** Spans as lines no wider than the page: broken between words, inside one only if it fits on no line. */
export function paragraph(page: Page, spans: readonly Span[], indent: Indent = {}) {
  const { first = "", rest = columns(first), whole = false } = indent;
  const room = whole ? Number.POSITIVE_INFINITY : page.width - Math.max(rest, columns(first));
  const lines: string[] = [];
  let line = first;
  let used = columns(first);
  let empty = true;
  for (const { text, paint, goesOn } of words(spans, room)) {
    const gap = empty || goesOn ? 0 : 1;
    if (used + gap + columns(text) > page.width && !empty) {
      lines.push(line);
      line = " ".repeat(rest);
      used = rest;
      empty = true;
    }
    const before = empty ? 0 : gap;
    line += " ".repeat(before) + paint(text);
    used += before + columns(text);
    empty = false;
  }
  return [...lines, line];
}

interface Word {
  readonly text: string;
  readonly paint: Paint;
  /** It is the rest of the word before it, which was too long for a line. */
  readonly goesOn: boolean;
}

/** A break falls on a single space only: several in a row are part of what is quoted, and are shown. */
function words(spans: readonly Span[], room: number): Word[] {
  return spans.flatMap((span) => {
    if (typeof span !== "string" && "whole" in span) return [{ text: visible(span.text), paint: plain, goesOn: false }];
    const { text, paint } = typeof span === "string" ? { text: span, paint: plain } : span;
    return visible(text)
      .trim()
      .split(/(?<=\S) (?=\S)/)
      .filter((word) => word !== "")
      .flatMap((word) => pieces(word, Math.max(room, 1)).map((text, index) => ({ text, paint, goesOn: index > 0 })));
  });
}

const plain: Paint = (same) => same;

function pieces(word: string, room: number): string[] {
  if (columns(word) <= room) return [word];
  const found = [""];
  for (const unit of units(word)) {
    const last = found.at(-1) ?? "";
    if (columns(last) + columns(unit) > room) found.push(unit);
    else found[found.length - 1] = last + unit;
  }
  return found;
}
