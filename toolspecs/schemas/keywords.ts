/**
 * Keywords without schemas inside. What only describes is kept when it is well formed and dropped when it is not; what
 * judges values must be well formed, because a judgement that is silently lost would let wrong arguments through.
 */
import { isObject, type Json, type JsonObject } from "../json.js";
import { readNumber } from "./slips.js";

type Check = (value: Json) => boolean;

export function isText(value: Json): value is string {
  return typeof value === "string";
}
const isFlag: Check = (value) => typeof value === "boolean";
const isNumber: Check = (value) => typeof value === "number";
const isCount: Check = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isAnything: Check = () => true;

const describing: readonly (readonly [keyword: string, check: Check])[] = [
  ["title", isText],
  ["description", isText],
  ["$comment", isText],
  ["default", isAnything],
  ["examples", (value) => Array.isArray(value)],
  ["deprecated", isFlag],
  ["readOnly", isFlag],
  ["writeOnly", isFlag],
  ["format", isText],
  ["contentEncoding", isText],
  ["contentMediaType", isText],
];

const judging: readonly (readonly [keyword: string, check: Check, wanted: string])[] = [
  ["const", isAnything, "a value"],
  ["enum", (value) => Array.isArray(value), "an array of values"],
  ["multipleOf", isNumber, "a number"],
  ["minimum", isNumber, "a number"],
  ["maximum", isNumber, "a number"],
  ["exclusiveMinimum", isNumber, "a number"],
  ["exclusiveMaximum", isNumber, "a number"],
  ["minLength", isCount, "a whole number, zero or more"],
  ["maxLength", isCount, "a whole number, zero or more"],
  ["minItems", isCount, "a whole number, zero or more"],
  ["maxItems", isCount, "a whole number, zero or more"],
  ["minContains", isCount, "a whole number, zero or more"],
  ["maxContains", isCount, "a whole number, zero or more"],
  ["minProperties", isCount, "a whole number, zero or more"],
  ["maxProperties", isCount, "a whole number, zero or more"],
  ["uniqueItems", isFlag, "true or false"],
];

interface Listener {
  /** Told of a keyword that is malformed, with what it should have been. */
  readonly malformed: (keyword: string, wanted: string) => void;
  /** Told of a keyword that is read otherwise than it is written. */
  readonly note: (keyword: string, message: string) => void;
}

export function plainKeywords(node: JsonObject, listener: Listener): Record<string, Json> {
  const { malformed, note } = listener;
  const kept: Record<string, Json> = {};
  for (const [keyword, check] of describing) {
    const value = present(node, keyword);
    if (value !== undefined && check(value)) kept[keyword] = value;
  }
  const older = olderForms(node);
  for (const [keyword, check, wanted] of judging) {
    const value = Object.hasOwn(older, keyword) ? older[keyword] : present(node, keyword);
    if (value === undefined) continue;
    if (check(value)) kept[keyword] = value;
    else if (check(readNumber(value))) {
      kept[keyword] = readNumber(value);
      note(keyword, `${keyword} is a text, and is read as the number ${kept[keyword]}. Write it without quotes`);
    } else malformed(keyword, wanted);
  }
  if (kept.examples === undefined && node.example !== undefined) kept.examples = [node.example];
  return { ...kept, ...pattern(node, listener) };
}

/** A keyword's value. Many generators write `null` for "not there"; only `default` and `const` can mean it. */
export function present(node: JsonObject, keyword: string): Json | undefined {
  if (!Object.hasOwn(node, keyword)) return undefined;
  const value = node[keyword];
  return value === null && keyword !== "default" && keyword !== "const" ? undefined : value;
}

/** Draft-04 and OpenAPI 3.0 make a bound exclusive with a flag beside it. */
function olderForms(node: JsonObject): Record<string, Json | undefined> {
  const changed: Record<string, Json | undefined> = {};
  for (const [flag, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof node[flag] !== "boolean") continue;
    changed[flag] = node[flag] ? present(node, bound) : undefined;
    if (node[flag]) changed[bound] = undefined;
  }
  return changed;
}

/** Patterns of other languages' regular expressions cannot be checked here; saying so beats refusing the tool. */
function pattern(node: JsonObject, { malformed, note }: Listener): Record<string, Json> {
  const value = present(node, "pattern");
  if (value === undefined) return {};
  if (typeof value !== "string") {
    malformed("pattern", "a string");
    return {};
  }
  if (isPattern(value)) return { pattern: value };
  if (isTorn(value)) {
    malformed("pattern", "a regular expression whose brackets are closed");
    return {};
  }
  note("pattern", "it is no ECMAScript pattern, so no value is held to it. Write it as JavaScript does");
  return { $comment: `Not checked, for it is no ECMAScript pattern: ${value}` };
}

/** Whether it is a pattern in no language: a bracket is left open or was never opened. */
function isTorn(text: string): boolean {
  try {
    return !(new RegExp(text) instanceof RegExp);
  } catch (error) {
    return error instanceof Error && /Unterminated|Unmatched '\)'/.test(error.message);
  }
}

export function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** Names in a `required` list; `undefined` when it is not a list of names. A flag belongs to the schema around it. */
export function requiredNames(node: JsonObject): readonly string[] | undefined {
  const value = present(node, "required");
  if (value === undefined || typeof value === "boolean") return [];
  if (!Array.isArray(value)) return undefined;
  const names = value.filter(isText);
  return names.length === value.length ? [...new Set(names)] : undefined;
}

/** Properties that say `required: true` of themselves, as draft-03 had it and many hand-written files still do. */
export function selfRequired(node: JsonObject): readonly string[] {
  const { properties } = node;
  if (!isObject(properties)) return [];
  return Object.entries(properties)
    .filter(([, property]) => isObject(property) && property.required === true)
    .map(([name]) => name);
}
