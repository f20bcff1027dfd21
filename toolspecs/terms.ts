/**
 * The terms on which a tool may be used, in the words of a source (`x-requires`, `x-cost`, `x-sinks`, `x-idempotencyKey`, `x-freshFor`, `x-undo`) or of the
 * user's file of shapes (the same without `x-`).
 */
import { freshnessOf } from "./duration.js";
import type { Json, JsonObject } from "./json.js";
import type { Outcome } from "./outcome.js";
import { quoted, shorten } from "./place.js";
import { branches, reach } from "./refs.js";
import type { Schema, SchemaObject } from "./schema.js";
import { present } from "./schemas/keywords.js";
import { says, takesNothing, typesOf } from "./shape.js";
import type { ToolSpec } from "./toolspec.js";
import { readUndo } from "./undo.js";

export type Terms = Pick<ToolSpec, "requires" | "cost" | "sinks" | "idempotencyKey" | "freshFor" | "undo">;

interface Reading {
  readonly prefix: "x-" | "";
  /** The tool's input schema, in which sinks are looked for. */
  readonly input: SchemaObject;
  readonly wrong: (key: string, message: string) => void;
}

export function readTerms(fields: JsonObject, { prefix, input, wrong }: Reading): Terms {
  const names = (key: string): readonly string[] | undefined => {
    const value = present(fields, key);
    if (value === undefined || isNames(value)) return value;
    wrong(key, `${key} must be a list of names, not ${shown(value)}`);
    return undefined;
  };
  const requires = names(`${prefix}requires`);
  const sinks = names(`${prefix}sinks`);
  for (const path of sinks ?? []) {
    if (takesNothing(input) || !leadsSomewhere(input, path)) wrong(`${prefix}sinks`, noParameter(input, path));
  }
  const cost = present(fields, `${prefix}cost`);
  const priced = typeof cost === "number" && cost >= 0;
  if (cost !== undefined && !priced)
    wrong(`${prefix}cost`, `${prefix}cost must be a number, zero or more, not ${shown(cost)}`);
  const key = present(fields, `${prefix}idempotencyKey`);
  const keyed = typeof key === "string" && Object.hasOwn(input.properties ?? {}, key);
  if (key !== undefined && !keyed) wrong(`${prefix}idempotencyKey`, noParameter(input, String(key)));
  const undo = readWith(fields, `${prefix}undo`, { read: readUndo, wrong });
  const freshFor = readWith(fields, `${prefix}freshFor`, { read: freshnessOf, wrong });
  return {
    ...(requires === undefined ? {} : { requires: [...new Set(requires)] }),
    ...(priced ? { cost } : {}),
    ...(sinks === undefined ? {} : { sinks: [...new Set(sinks)] }),
    ...(keyed ? { idempotencyKey: key } : {}),
    ...(freshFor === undefined ? {} : { freshFor }),
    ...(undo === undefined ? {} : { undo }),
  };
}

type Read<T> = (written: Json) => Outcome<T, string>;

function readWith<T>(fields: JsonObject, key: string, { read, wrong }: { read: Read<T>; wrong: Reading["wrong"] }) {
  const written = present(fields, key);
  if (written === undefined) return undefined;
  const outcome = read(written);
  if (outcome.ok) return outcome.value;
  wrong(key, outcome.issues[0] ?? "");
  return undefined;
}

function isNames(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((name: Json) => typeof name === "string" && name.trim() !== "");
}

function shown(value: Json): string {
  return shorten(JSON.stringify(value), 40);
}

function noParameter({ properties = {} }: SchemaObject, path: string): string {
  const names = Object.keys(properties).slice(0, 12).join(", ");
  const known = names === "" ? "The tool takes no named parameters" : `Its parameters are ${shorten(names, 200)}`;
  return `there is no parameter ${quoted(path)}. ${known}; inner ones are written like a.b and list[].id`;
}

/** Whether a path such as `message.to[]` can be followed from an input schema to something in it. */
function leadsSomewhere(root: SchemaObject, path: string): boolean {
  const steps = path.split(".").flatMap((part) => part.split(/(?=\[\])/));
  const ends = steps.reduce<readonly Schema[]>(
    (heres, step) => heres.flatMap((here) => alternatives(root, here).flatMap((schema) => below(schema, step))),
    [root],
  );
  return ends.some((end) => end !== false);
}

function alternatives(root: Schema, schema: Schema): readonly Schema[] {
  return typeof schema === "boolean" ? [schema] : [...reach(root, schema, branches).schemas];
}

function below(schema: Schema, step: string): readonly Schema[] {
  if (typeof schema === "boolean") return schema ? [true] : [];
  const types = typesOf(schema);
  if (types === undefined) return says(schema, "$ref", "anyOf", "oneOf", "allOf", "enum", "const") ? [] : [true];
  if (step === "[]") return types.includes("array") ? [...(schema.prefixItems ?? []), schema.items ?? true] : [];
  if (!types.includes("object")) return [];
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const named = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (named !== undefined) return [named];
  const unlisted = additionalProperties ?? Object.keys(properties).length === 0;
  return [...Object.values(patternProperties), unlisted];
}
