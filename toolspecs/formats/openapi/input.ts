/**
 * One object for all that an operation takes. Parameters keep their names; of two with one name in different places the
 * later is `name_header`, say. The properties of a body that is a plain object stand beside the parameters; a body of
 * another kind, or one whose names would clash with a parameter's, is the property `body` as a whole.
 *
 * Many documents forget to say that a body is required and still list required properties in it. The list is believed
 * unless the body is said to be optional in so many words.
 */
import { isObject, type JsonObject } from "../../json.js";
import type { Schema, SchemaObject } from "../../schema.js";
import type { SchemaReader } from "../../schemas/definitions.js";
import { type Located, locateInside, locateRoot } from "../../schemas/documents.js";
import type { HttpCall, HttpParameter } from "../../toolspec.js";
import { credentialOf } from "./credential.js";
import { chooseMedia } from "./media.js";
import type { Operation } from "./operations.js";

export interface OperationInput {
  /** Still without its definitions. */
  readonly schema: SchemaObject;
  /** Where each property goes. */
  readonly parameters: HttpCall["parameters"];
  /** Media type of the body. */
  readonly body?: string;
}

export function operationInput(operation: Operation, subject: string, reader: SchemaReader): OperationInput {
  const fields = [...pathFields(operation.path), ...parameterFields(operation, subject, reader)];
  const known = new Map(fields.map((field) => [field.name, field]));
  const body = bodyFields(operation.at, subject, reader);
  const whole = body.fields.some(({ name }) => known.has(name)) ? body.whole?.() : undefined;
  const added = whole === undefined ? body.fields : [{ ...whole, name: known.has("body") ? "request_body" : "body" }];
  const all = [...known.values(), ...added];
  const required = all.filter((field) => field.required).map((field) => field.name);
  const rest = whole === undefined ? body.additional : false;
  const schema: SchemaObject = {
    type: "object",
    properties: Object.fromEntries(all.map((field) => [field.name, field.schema])),
    ...(required.length > 0 ? { required } : {}),
    ...(rest === undefined ? {} : { additionalProperties: rest }),
  };
  const parameters = Object.fromEntries(all.map(({ name, sent }) => [name, sent]));
  return { schema, parameters, ...(body.type === undefined ? {} : { body: body.type }) };
}

interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly sent: HttpParameter;
}

/** A place in the path that no parameter describes still has to be filled. */
function pathFields(path: string): readonly Field[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) =>
    name === undefined
      ? []
      : [{ name, schema: { type: "string" }, required: true, sent: { in: "path", name } } as const],
  );
}

const places = ["path", "query", "header", "cookie"] as const;
/** Set by whoever sends the request; OpenAPI itself says to ignore them here. */
const sendersHeaders = new Set(["accept", "content-type", "authorization"]);

function parameterFields(operation: Operation, subject: string, reader: SchemaReader): readonly Field[] {
  const taken = new Set<string>();
  return parameters(operation, subject, reader).map((at) => {
    const field = parameterField(at, subject, reader);
    const name = taken.has(field.name) ? `${field.name}_${objectAt(at).in}` : field.name;
    taken.add(name);
    return { ...field, name };
  });
}

/** By place; those of the operation replace those of the path. */
function parameters(operation: Operation, subject: string, reader: SchemaReader): readonly Located[] {
  const found = new Map<string, Located>();
  for (const owner of [operation.item, operation.at]) {
    for (const entry of listed(owner, "parameters")) {
      const at = reader.follow(entry, subject);
      if (at !== undefined && isSent(at)) found.set(keyOf(at), at);
    }
  }
  for (const credential of credentials(reader)) found.delete(keyOf(credential));
  const held = credentialOf(operation, subject, reader).credential !== undefined;
  if (held) for (const [key, at] of found) if (repeatsCredential(at)) found.delete(key);
  return [...found.values()].sort((one, other) => placeIndex(one) - placeIndex(other));
}

function keyOf(at: Located): string {
  const { in: place, name } = objectAt(at);
  return JSON.stringify([place, name]);
}

/** Keys that the document's security schemes put into parameters. Whoever makes the calls holds them, no plan does. */
function credentials({ documents }: SchemaReader): readonly Located[] {
  const schemes = locateInside(locateRoot(documents), "components", "securitySchemes");
  return Object.keys(objectAt(schemes)).flatMap((name) => (schemes && locateInside(schemes, name)) ?? []);
}

/** A token that is described beside the scheme that sends it, for those who fill in forms. */
function repeatsCredential(at: Located): boolean {
  const { name, in: place, description } = objectAt(at);
  if (place !== "header" && place !== "query") return false;
  const named = /^(?:(?:access|auth|api|bearer)[_-]?)?(?:token|key)$/i.test(String(name));
  return named && /\bauthenticat|\bauthoriz|\baccess token|\bapi key|\bbearer\b/i.test(String(description));
}

function isSent(at: Located): boolean {
  const { name } = objectAt(at);
  const place = placeOf(objectAt(at));
  if (typeof name !== "string" || name === "__proto__" || place === undefined) return false;
  return place !== "header" || !sendersHeaders.has(name.toLowerCase());
}

function placeOf({ in: place }: JsonObject): (typeof places)[number] | undefined {
  return places.find((known) => known === place);
}

function placeIndex(parameter: Located): number {
  return places.indexOf(placeOf(objectAt(parameter)) ?? "path");
}

function parameterField(at: Located, subject: string, reader: SchemaReader): Field {
  const { name, in: place, required, description, example } = objectAt(at);
  const media = chooseMedia(at);
  const written = locateInside(at, "schema") ?? (media.kind === "schema" ? media.at : undefined);
  const schema = written === undefined ? true : reader.open(written, subject);
  const words = {
    ...(typeof description === "string" && description !== "" ? { description } : {}),
    ...(example === undefined ? {} : { examples: [example] }),
  };
  return {
    name: String(name),
    schema: typeof schema === "boolean" ? (schema ? words : false) : { ...schema, ...words },
    required: place === "path" || required === true,
    sent: sentAs(objectAt(at)),
  };
}

function sentAs(parameter: JsonObject): HttpParameter {
  const { name, style, explode } = parameter;
  return {
    in: placeOf(parameter) ?? "query",
    name: String(name),
    ...(typeof style === "string" ? { style } : {}),
    ...(typeof explode === "boolean" ? { explode } : {}),
  };
}

interface Body {
  readonly fields: readonly Field[];
  /** The body as one property, for when its fields cannot stand on their own. */
  readonly whole?: () => Field;
  readonly additional: Schema | undefined;
  readonly type?: string;
}

const nothing: Body = { fields: [], additional: false };

function bodyFields(operation: Located, subject: string, reader: SchemaReader): Body {
  const entry = locateInside(operation, "requestBody");
  const at = entry && reader.follow(entry, subject);
  const media = at === undefined ? undefined : chooseMedia(at);
  if (at === undefined || media === undefined || media.kind === "none") return nothing;
  const { required, description } = objectAt(at);
  const about = typeof description === "string" ? { description } : {};
  if (media.kind === "text") {
    const schema: Schema = { type: "string", ...about };
    return { ...wholly({ name: "body", schema, required: required === true, sent: { in: "body" } }), type: media.type };
  }
  const { at: schema, type } = media;
  const whole = (): Field => ({
    name: "body",
    schema: reader.open(schema, subject),
    required: required === true,
    sent: { in: "body" },
  });
  const target = reader.follow(schema, subject);
  if (target === undefined) return nothing;
  if (!isFlat(target.value)) return { ...wholly(whole()), type };
  return { ...flattened(reader.open(target, subject), required !== false), whole, type };
}

function wholly(field: Field): Body {
  return { fields: [field], whole: () => field, additional: false };
}

const flat = new Set(["type", "properties", "required", "additionalProperties"]);
const silent = /^(title|description|example|examples|default|xml|externalDocs|deprecated|x-.*)$/;

/** Whether an object says no more than which properties it has, so that they can be listed among others. */
function isFlat(schema: unknown): boolean {
  if (!isObject(schema) || !isObject(schema.properties)) return false;
  if (schema.type !== undefined && schema.type !== "object") return false;
  return Object.keys(schema).every((key) => flat.has(key) || silent.test(key));
}

function flattened(schema: Schema, requires: boolean): Body {
  if (typeof schema === "boolean") return nothing;
  const fields = Object.entries(schema.properties ?? {})
    // What the server alone may set is in the schema for its answers' sake.
    .filter(([, property]) => typeof property === "boolean" || property.readOnly !== true)
    .map(
      ([name, property]): Field => ({
        name,
        schema: property,
        required: requires && schema.required?.includes(name) === true,
        sent: { in: "body", name },
      }),
    );
  return { fields, additional: schema.additionalProperties };
}

function listed(at: Located, key: string): readonly Located[] {
  const list = locateInside(at, key)?.value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index) => locateInside(at, key, index) ?? []);
}

function objectAt(at: Located | undefined): JsonObject {
  return at !== undefined && isObject(at.value) ? at.value : {};
}
