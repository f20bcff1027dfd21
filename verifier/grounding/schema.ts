/** Whether the signature itself gives a literal: then nobody invented it. */
import { canonicalJson, type Json, type Schema } from "../../toolspecs/index.js";
import { findExact, findFolded, fold } from "./fold.js";
import { type Literal, lookOf } from "./looks.js";

export type SchemaSource = "enum" | "const" | "default" | "example" | "limit" | "description";

/** The alternatives and lists of a schema nest no deeper than this in practice; a hostile one may. */
const deepest = 8;

export function findInSchema(value: Literal, schema: Schema | undefined): SchemaSource | undefined {
  if (schema === undefined) return undefined;
  const all = alternatives(schema, deepest);
  const among = (values: readonly Json[]) => values.some((one) => same(one, value));
  if (all.some(({ enum: allowed = [] }) => among(allowed))) return "enum";
  if (all.some(({ const: only }) => only !== undefined && among([only]))) return "const";
  if (all.some((one) => one.default !== undefined && among([one.default].flat()))) return "default";
  if (all.some(({ examples = [] }) => among(examples))) return "example";
  if (typeof value === "number" && all.some(({ minimum, maximum }) => value === minimum || value === maximum))
    return "limit";
  const told = all.flatMap(({ title = "", description = "" }) => [title, description]);
  if (told.some((text) => mentions(withoutExamples(text), value))) return "description";
  return told.some((text) => mentions(text, value)) ? "example" : undefined;
}

/** From "e.g." to where the sentence or the bracket ends; a full stop inside a word ends nothing. */
const examples =
  /\b(?:e\.?g\b\.?|for example\b|for instance\b|such as\b|like\b|examples?:)(?:[^.;)\]\n]|\.(?=\S)){0,400}/gi;

/** What a description says without "e.g. …": an example shows the form of a value and is not one. */
export function withoutExamples(text: string): string {
  return text.replace(examples, " ");
}

/** The schema with what its alternatives and items say; references are left alone. */
function alternatives(schema: Schema, depth: number): readonly Exclude<Schema, boolean>[] {
  if (typeof schema === "boolean" || depth === 0) return [];
  const { anyOf = [], oneOf = [], allOf = [], items } = schema;
  const inner = [...anyOf, ...oneOf, ...allOf, ...(items === undefined ? [] : [items])];
  return [schema, ...inner.flatMap((one) => alternatives(one, depth - 1))];
}

function same(one: Json, value: Literal): boolean {
  if (canonicalJson(one) === canonicalJson(value)) return true;
  return typeof one !== "object" && String(one).toLowerCase() === String(value).toLowerCase();
}

function mentions(text: string, value: Literal): boolean {
  if (value === null || typeof value === "boolean") return false;
  const written = String(value);
  if (findExact(text, written) !== undefined) return true;
  if (lookOf(value) === "number") return false;
  return findFolded(text, fold(text), fold(written).text) !== undefined;
}
