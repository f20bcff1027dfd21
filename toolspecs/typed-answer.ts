import { isObject, type Json } from "./json.js";
import type { Schema, SchemaObject } from "./schema.js";

/** What a person can choose from, where the schema lists it; a person may also say which by its number, from 1. */
export function choicesOf(schema: Schema): readonly Json[] | undefined {
  if (!isObject(schema)) return undefined;
  if (schema.enum !== undefined) return schema.enum;
  return schema.const === undefined ? undefined : [schema.const];
}

/**
 * What a person means by a line of text, where a value of the schema is asked for; `undefined` where it means nothing. Whether the
 * value fits is for the executor to see.
 */
export function typedAnswer(text: string, schema: Schema): Json | undefined {
  const written = text.trim();
  if (!isObject(schema)) return parsed(written) ?? written;
  const choices = choicesOf(schema);
  if (choices !== undefined) return chosen(written, choices);
  if (schema.anyOf !== undefined) return firstOf(schema.anyOf.map((one) => () => typedAnswer(written, one)));
  const kinds = [schema.type ?? []].flat();
  return firstOf(order.filter((kind) => kinds.includes(kind)).map((kind) => () => ofKind[kind](written, schema)));
}

function firstOf(ways: readonly (() => Json | undefined)[]): Json | undefined {
  for (const way of ways) {
    const value = way();
    if (value !== undefined) return value;
  }
  return undefined;
}

function chosen(text: string, choices: readonly Json[]): Json | undefined {
  const same = choices.find((choice) => choice === text || JSON.stringify(choice) === text);
  if (same !== undefined) return same;
  const near = choices.filter((choice) => String(choice).toLowerCase() === text.toLowerCase());
  return near.length === 1 ? near[0] : /^\d+$/.test(text) ? choices[Number(text) - 1] : undefined;
}

/** The narrowest first: any line is a text. */
const order = ["null", "boolean", "integer", "number", "object", "array", "string"] as const;

const ofKind: { readonly [Kind in (typeof order)[number]]: (text: string, schema: SchemaObject) => Json | undefined } =
  {
    null: (text) => (/^(null|none)?$/i.test(text) ? null : undefined),
    boolean: (text) => (/^(y|yes|true)$/i.test(text) ? true : /^(n|no|false)$/i.test(text) ? false : undefined),
    integer: numberIn,
    number: numberIn,
    object: (text, schema) => {
      const value = parsed(text);
      return isObject(value) ? value : single(text, schema);
    },
    array: (text) => {
      const value = parsed(text);
      return Array.isArray(value) ? value : undefined;
    },
    string: (text) => (text === "" ? undefined : text),
  };

function numberIn(text: string): number | undefined {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** Of an object with one property, the value alone will do. */
function single(text: string, { properties = {} }: SchemaObject): Json | undefined {
  const [only, ...others] = Object.entries(properties);
  if (only === undefined || others.length > 0) return undefined;
  const value = typedAnswer(text, only[1]);
  return value === undefined ? undefined : { [only[0]]: value };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
