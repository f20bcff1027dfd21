import { type Json, type Schema, typedAnswer } from "../toolspecs/index.js";
import { createValidators } from "../validation/index.js";
import { misfitWords, violationsOf } from "./run/output.js";

/**
 * What a person means by a text, where a value of the schema is wanted: JSON, or what a question on a terminal takes, the number of a choice for the
 * choice. Where neither fits, the value is none of the schema, and `wrongValue` says why.
 */
export function valueWritten(text: string, schema: Schema): Json {
  const meant = [parsed(text), typedAnswer(text, schema)].filter((value) => value !== undefined);
  return meant.find((value) => wrongValue(value, schema) === undefined) ?? meant.at(-1) ?? text;
}

/** Why a value is none of the schema: `it must be an integer`. Nothing where it is one. */
export function wrongValue(value: Json, schema: Schema): string | undefined {
  const violations = violationsOf(value, schema, createValidators());
  return violations.length === 0 ? undefined : misfitWords(violations);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
