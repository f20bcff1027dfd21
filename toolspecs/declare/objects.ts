import type { Schema, SchemaObject } from "../schema.js";
import { says } from "../shape.js";
import { memberDoc } from "./docs.js";
import { propertyKey } from "./literal.js";
import { inside, type Scope, type Translate } from "./scope.js";
import { intersection, plain, type TypeText, union, unknownType } from "./text.js";

const maxLine = 90;
const maxIndexType = 120;

/** An object of which nothing is known. */
export const openObject = "Record<string, unknown>";

interface Member {
  readonly key: string;
  readonly type: TypeText;
  readonly doc: string;
}

/** The type of an object. Members nobody named are not in it unless the schema says of what type they are. */
export function objectType(schema: SchemaObject, scope: Scope, translate: Translate): TypeText {
  const named = namedMembers(schema, (member) => translate(member, inside(scope)));
  const index = indexType(schema, named, (member) => translate(member, inside(scope)));
  if (named.length === 0 && (index === undefined || index === unknownType)) {
    return plain(schema.additionalProperties === false ? "Record<string, never>" : openObject);
  }
  if (index === undefined) return plain(block(named));
  const unnamed = { key: "[key: string]", type: index, doc: keysDoc(schema) };
  // Beside an optional member, the compiler wants undefined in the index type, unless exactOptionalPropertyTypes is set, and plans could
  // then pass it. Two types that hold at once are no place for it to look.
  const apart = index.kind !== "unknown" && named.some(({ key }) => key.endsWith("?"));
  return apart ? intersection([plain(block(named)), plain(block([unnamed]))]) : plain(block([...named, unnamed]));
}

function namedMembers(schema: SchemaObject, typeOf: (schema: Schema) => TypeText): readonly Member[] {
  const required = new Set(schema.required);
  const listed = Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    key: required.has(name) ? propertyKey(name) : `${propertyKey(name)}?`,
    type: typeOf(member),
    doc: memberDoc(member),
  }));
  const unlisted = [...required].filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
  const rest = schema.additionalProperties ?? true;
  return [...listed, ...unlisted.map((name) => ({ key: propertyKey(name), type: typeOf(rest), doc: "" }))];
}

/**
 * The type of members nobody named. TypeScript wants every named member to fit it, JSON Schema does not, so it is widened
 * by theirs: a plan that reads an unknown key gets no more than is true.
 */
function indexType(
  schema: SchemaObject,
  named: readonly Member[],
  typeOf: (schema: Schema) => TypeText,
): TypeText | undefined {
  const patterns = Object.values(schema.patternProperties ?? {});
  const rest = schema.additionalProperties;
  const claims = rest === undefined || rest === false ? patterns : [rest, ...patterns];
  if (claims.length === 0) return undefined;
  const widened = union([...claims.map(typeOf), ...named.map((member) => member.type)]);
  const short = widened.text.length <= maxIndexType && !widened.text.includes("\n");
  return named.length === 0 || short ? widened : unknownType;
}

function keysDoc(schema: SchemaObject): string {
  if (schema.additionalProperties !== false || !says(schema, "patternProperties")) return "";
  return memberDoc({ description: `Keys match ${Object.keys(schema.patternProperties ?? {}).join(" or ")}` });
}

function block(members: readonly Member[]): string {
  const line = `{ ${members.map(({ key, type }) => `${key}: ${type.text}`).join("; ")} }`;
  if (line.length <= maxLine && !line.includes("\n") && members.every(({ doc }) => doc === "")) return line;
  const lines = members.flatMap(({ key, type, doc }) => [...(doc === "" ? [] : [doc]), `${key}: ${type.text};`]);
  return `{\n${indent(lines.join("\n"))}\n}`;
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
