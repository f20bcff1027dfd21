import type { Json, JsonObject } from "../../../toolspecs/index.js";
import type { Skipped } from "../program.js";

/** A right answer as a benchmark writes it down: calls in order, each argument a value or the output of an earlier call. */
export interface GoldRow {
  readonly id: string;
  readonly goal: string;
  /** Tools in the form of OpenAI functions, with `outputSchema`. */
  readonly tools: readonly JsonObject[];
  readonly calls: readonly GoldCall[];
  /** What to return; absent: the outputs that no later call takes. */
  readonly returns?: { readonly [name: string]: GoldValue };
}

export interface GoldCall {
  readonly tool: string;
  readonly args: { readonly [name: string]: GoldValue };
}

export type GoldValue =
  | { readonly kind: "literal"; readonly value: Json }
  /** A part of what call number `call` gave. */
  | { readonly kind: "output"; readonly call: number; readonly path: readonly (string | number)[] }
  | { readonly kind: "list"; readonly items: readonly GoldValue[] }
  | { readonly kind: "record"; readonly entries: { readonly [name: string]: GoldValue } };

/** Rows of one file. */
export interface GoldFile {
  readonly origin: string;
  readonly rows: readonly (GoldRow | Skipped)[];
}

/** Ends the reading of a row that no program can be made of. */
export class Unusable extends Error {}

/** The value with each text replaced by what it stands for. */
export function goldValue(value: Json, textOf: (text: string) => GoldValue): GoldValue {
  if (typeof value === "string") return textOf(value);
  if (Array.isArray(value)) return { kind: "list", items: value.map((item: Json) => goldValue(item, textOf)) };
  if (typeof value !== "object" || value === null) return { kind: "literal", value };
  return { kind: "record", entries: mapped(value as JsonObject, (item) => goldValue(item, textOf)) };
}

export function mapped<T, U>(record: { readonly [name: string]: T }, change: (value: T, name: string) => U) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

/** Words that stand for a value nobody knew: `<id>`, `{city}`, `specific address`, `xxx`. */
export function isPlaceholder(text: string): boolean {
  return /^(<.*>|\{.*\}|\[.*\]|\$.*|x{3,}|n\/a|none|null|unknown|tbd)$|\bspecific\b|\bplaceholder\b|^your_|\bobtained\b|\.\.\.$/i.test(
    text.trim(),
  );
}

export function literalText(text: string): GoldValue {
  if (isPlaceholder(text)) throw new Unusable("placeholder for a value");
  return { kind: "literal", value: text };
}
