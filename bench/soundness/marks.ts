import type { Json, Schema } from "../../toolspecs/index.js";
import { type Steps, stepsOf } from "./steps.js";

/** A part of what the call at a site of the program returned. */
export interface Part {
  readonly site: number;
  readonly steps: Steps;
}

/** The first of the characters that no text of a tool or a program has. */
const FIRST = 0xe000;
const DIGITS = 9;

/**
 * Makes the parts of what tools return tell where they came from. A text gets a character of its own, which concatenation,
 * splitting and changes of case leave whole; a number gets digits of its own behind the point.
 */
export class Marks {
  readonly #parts: Part[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #byDigits = new Map<string, number>();

  mark(value: Json, site: number, path = ""): Json {
    if (typeof value === "string") return value + String.fromCharCode(FIRST + this.#index(site, path));
    if (typeof value === "number") return Number(`${Math.trunc(value)}.${digits(this.#index(site, path))}`);
    if (Array.isArray(value)) return value.map((one) => this.mark(one, site, `${path}[]`));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([key, one]) => [key, this.mark(one, site, join(path, key))]);
    return Object.fromEntries(entries);
  }

  /** Every part that has left its mark on a text or number. */
  found(value: string | number): readonly Part[] {
    const text = String(value);
    const found = new Set<number | undefined>();
    for (const [char] of text.matchAll(/[\ue000-\uf8ff]/g)) found.add(char.charCodeAt(0) - FIRST);
    for (const [, after] of text.matchAll(/\.(\d{9})/g)) found.add(this.#byDigits.get(after ?? ""));
    return [...found].flatMap((index) => this.#parts[index ?? -1] ?? []);
  }

  #index(site: number, path: string): number {
    const key = `${site} ${path}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const index = this.#parts.push({ site, steps: stepsOf(path) }) - 1;
    this.#byKey.set(key, index);
    this.#byDigits.set(digits(index), index);
    return index;
  }
}

/** Far apart for neighbours, and never ending in 0, which would not be printed. */
function digits(index: number): string {
  const spread = ((index + 1) * 61_803_399) % (10 ** (DIGITS - 1) - 1);
  return `${String(spread).padStart(DIGITS - 1, "0")}7`;
}

/** What may be changed: the value at a path, or which elements and optional properties there are. */
export interface Free {
  value(path: string): boolean;
  shape(path: string): boolean;
}

/** The answer with everything changed that may be. */
export function changed(value: Json, schema: Schema | undefined, free: Free, path = ""): Json {
  const { items, properties = {}, required = [] } = typeof schema === "object" ? schema : {};
  if (Array.isArray(value)) {
    const kept = free.shape(path) ? value.slice(1) : value;
    return kept.map((one) => changed(one, items, free, `${path}[]`));
  }
  if (value !== null && typeof value === "object") {
    const kept = Object.entries(value).filter(([key]) => required.includes(key) || !free.shape(join(path, key)));
    return Object.fromEntries(kept.map(([key, one]) => [key, changed(one, properties[key], free, join(path, key))]));
  }
  if (value === null || !free.value(path)) return value;
  if (typeof value === "string") return `${value}?`;
  return typeof value === "number" ? value + 1 : !value;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
