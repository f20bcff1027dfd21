/**
 * Translates the dialects of JSON Schema that tools are described in to the one that holdshort keeps: drafts 04 to 2020-12,
 * OpenAPI 3.0 and the type names of several languages. The dialect is never asked for. Where two of them differ, the form
 * of a keyword tells which is meant (a flag or a number, an array or a schema), so one reading serves all.
 *
 * Keywords that are in none of them are dropped: they say nothing about values.
 */
import { isObject, type Json, type JsonObject } from "../json.js";
import type { Place, Step } from "../place.js";
import type { Schema, SchemaObject } from "../schema.js";
import { contradictions } from "./contradictions.js";
import { type Located, locateInside } from "./documents.js";
import { isPattern, isText, plainKeywords, present, requiredNames, selfRequired } from "./keywords.js";
import { mendEnum, mendings, readText } from "./slips.js";
import { translateType, typeNames } from "./types.js";

/** What a translation needs from outside. */
export interface Surroundings {
  /** The local form of a reference, or `undefined` when it leads nowhere and that was reported. */
  refer(ref: string, from: Located): string | undefined;
  invalid(place: Place, message: string): void;
  /** Told in which way something was read that is not as it should be. */
  note(place: Place, message: string): void;
}

/** More than anybody writes by hand or reads; far less than would use up the stack. */
const maxDepth = 64;
const maxNodes = 50_000;

interface Walk extends Surroundings {
  /** Schemas that may still be translated below the one this walk began at. */
  left: number;
}

/** One schema with everything inside it; what its references name is translated elsewhere. */
export function translateSchema(at: Located, surroundings: Surroundings): Schema {
  const { refer, invalid, note } = surroundings;
  return translate(at, 0, { refer, invalid, note, left: maxNodes });
}

function translate(at: Located, depth: number, walk: Walk): Schema {
  const node = at.value;
  if (typeof node === "boolean") return node;
  if (!isObject(node)) {
    const meant = typeof node === "string" ? readText(node) : undefined;
    if (meant !== undefined) return meant;
    walk.invalid(at.place, `a schema is an object, true or false, not ${describe(node)}`);
    return true;
  }
  walk.left -= 1;
  if (walk.left < 0 || depth > maxDepth) return refuse(at, walk);
  const read = { ...judgements(at, node, walk), ...nested(at, node, depth, walk) };
  const found = mendEnum(read);
  for (const [keyword, message] of mendings(read, found)) walk.note(locate(at, keyword).place, message);
  const schema = nullable(node, found);
  if (typeof schema !== "boolean") {
    for (const { keyword, message } of contradictions(schema)) walk.invalid(locate(at, keyword).place, message);
  }
  return schema;
}

function refuse(at: Located, walk: Walk): Schema {
  const deep = `the schema is nested more than ${maxDepth} levels deep. Flatten it, or name its parts under $defs`;
  const large = `the schema has more than ${maxNodes} parts. Name the ones that repeat under $defs`;
  // One message for the whole of a gigantic schema, not one for each of its parts.
  if (walk.left >= -1) walk.invalid(at.place, walk.left < 0 ? large : deep);
  walk.left = Math.min(walk.left, -1);
  return true;
}

/** The keywords without schemas inside: type, plain ones, required, reference. */
function judgements(at: Located, node: JsonObject, walk: Walk): SchemaObject {
  const malformed = (keyword: string, wanted: string) =>
    walk.invalid(locate(at, keyword).place, `${keyword} must be ${wanted}, not ${describe(node[keyword])}`);
  const note = (keyword: string, message: string) => walk.note(locate(at, keyword).place, message);
  const plain = plainKeywords(node, { malformed, note });
  const type = present(node, "type");
  const translated = type === undefined ? {} : translateType(type);
  if (translated === undefined) malformed("type", "a type name or a list of them");
  if (translated?.$comment !== undefined) {
    note("type", `no type is called ${show(type)}, so any value fits. Name one of ${typeNames}`);
  }
  const names = requiredNames(node);
  if (names === undefined) malformed("required", "an array of property names");
  const required = [...new Set([...(names ?? []), ...selfRequired(node)])];
  return {
    ...plain,
    ...translated,
    ...(required.length > 0 ? { required } : {}),
    ...reference(at, node, walk),
  };
}

function reference(at: Located, node: JsonObject, walk: Walk): SchemaObject {
  const ref = present(node, "$ref");
  if (ref === undefined) return {};
  if (typeof ref !== "string") {
    walk.invalid(locate(at, "$ref").place, `$ref must be a string, not ${describe(ref)}`);
    return {};
  }
  const local = walk.refer(ref, at);
  return local === undefined ? {} : { $ref: local };
}

const single = [
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "contains",
  "unevaluatedItems",
] as const;
const conditions = ["not", "if", "then", "else"] as const;
const lists = ["anyOf", "oneOf", "allOf"] as const;

/** The keywords that hold schemas. */
function nested(at: Located, node: JsonObject, depth: number, walk: Walk): SchemaObject {
  const below: Below = (...steps) => {
    const child = locateInside(at, ...steps);
    return child === undefined ? true : translate(child, depth + 1, walk);
  };
  const found: Record<string, unknown> = {};
  for (const keyword of [...single, ...conditions]) {
    if (present(node, keyword) !== undefined) found[keyword] = below(keyword);
  }
  for (const keyword of lists) {
    const list = present(node, keyword);
    if (Array.isArray(list)) found[keyword] = list.map((_, index) => below(keyword, index));
    else if (list !== undefined) walk.invalid(locate(at, keyword).place, `${keyword} must be an array of schemas`);
  }
  if (Array.isArray(found.allOf) && found.allOf.length === 0) delete found.allOf;
  return { ...found, ...arrays(node, below), ...objects(at, node, below, walk) };
}

type Below = (...steps: readonly Step[]) => Schema;

/** Up to draft 2019-09 a tuple was `items` as an array, and what follows it `additionalItems`. */
function arrays(node: JsonObject, below: Below): SchemaObject {
  const items = present(node, "items");
  const tuple = Array.isArray(items);
  const prefix = tuple ? items : present(node, "prefixItems");
  const [prefixKey, restKey] = tuple ? ["items", "additionalItems"] : ["prefixItems", "items"];
  const prefixItems = Array.isArray(prefix) ? prefix.map((_, index) => below(prefixKey, index)) : [];
  return {
    ...(prefixItems.length > 0 ? { prefixItems } : {}),
    ...(present(node, restKey) === undefined ? {} : { items: below(restKey) }),
  };
}

function objects(at: Located, node: JsonObject, below: Below, walk: Walk): SchemaObject {
  const found: Record<string, unknown> = {};
  for (const keyword of ["properties", "patternProperties", "dependentSchemas"] as const) {
    const map = present(node, keyword);
    if (map === undefined) continue;
    if (!isObject(map)) walk.invalid(locate(at, keyword).place, `${keyword} must be an object of schemas`);
    else found[keyword] = Object.fromEntries(keysOf(map, keyword, at, walk).map((key) => [key, below(keyword, key)]));
  }
  return { ...found, ...dependencies(node, below, found.dependentSchemas) };
}

function keysOf(map: JsonObject, keyword: string, at: Located, walk: Walk): readonly string[] {
  const keys = Object.keys(map);
  if (keyword === "patternProperties") return keys.filter(isPattern);
  if (!keys.includes("__proto__")) return keys;
  const message = 'a property named "__proto__" cannot be passed on safely. Rename it';
  walk.invalid(locate(at, keyword).place, message);
  return keys.filter((key) => key !== "__proto__");
}

/** Draft-07's `dependencies` held both kinds under one keyword. */
function dependencies(node: JsonObject, below: Below, known: unknown): SchemaObject {
  const names = new Map<string, Json>();
  const schemas = new Map<string, unknown>(isObject(known) ? Object.entries(known) : []);
  for (const keyword of ["dependencies", "dependentRequired"]) {
    const map = present(node, keyword);
    for (const [key, value] of isObject(map) ? Object.entries(map) : []) {
      if (Array.isArray(value)) names.set(key, value.filter(isText));
      else if (keyword === "dependencies") schemas.set(key, below(keyword, key));
    }
  }
  return {
    ...(names.size > 0 ? { dependentRequired: Object.fromEntries(names) } : {}),
    ...(schemas.size > 0 ? { dependentSchemas: Object.fromEntries(schemas) } : {}),
  };
}

/** OpenAPI 3.0's `nullable`: a type beside it takes `null` in, anything else becomes one of two alternatives. */
function nullable(node: JsonObject, schema: SchemaObject): Schema {
  if (node.nullable !== true) return schema;
  const { type, title, description, ...rest } = schema;
  const composed = ["$ref", "anyOf", "oneOf", "allOf", "not", "const"].some((keyword) => keyword in rest);
  if (composed) {
    const words = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
    return { ...words, anyOf: [{ ...(type === undefined ? {} : { type }), ...rest }, { type: "null" }] };
  }
  const withNull = schema.enum?.includes(null) === false ? { enum: [...schema.enum, null] } : {};
  if (type === undefined) return { ...schema, ...withNull };
  const types = typeof type === "string" ? [type] : type;
  return { ...schema, ...withNull, type: types.includes("null") ? types : [...types, "null"] };
}

/** Where to point a reader of an issue: the keyword, or the schema around it when the keyword is not written there. */
function locate(at: Located, ...steps: readonly Step[]): Located {
  return locateInside(at, ...steps) ?? at;
}

function describe(value: Json | undefined): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? "an object"
    : `${typeof value === "string" ? "the text" : "the value"} ${show(value)}`;
}

function show(value: Json | undefined): string {
  return JSON.stringify(value)?.slice(0, 40) ?? "nothing";
}
