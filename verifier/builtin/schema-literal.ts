import ts = require("typescript");

import { failure, isObject, type Json, type Outcome, type SchemaObject, success } from "../../toolspecs/index.js";
import { unwrapped } from "../syntax.js";
import { constantOf } from "./constant.js";

/** Where in a schema something is wrong, and what. */
export interface SchemaSlip {
  readonly node: ts.Node;
  readonly message: string;
}

/** More would be no question a person answers, and no value a model reads out of a text. */
const MAX_PARTS = 500;
const MAX_DEPTH = 8;

/** The keywords that `Schema` declares in the namespace of the builtin tools (`toolspecs/declare/builtins.ts`): no references, nothing that negates. */
const keywords: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "anyOf", "title", "description", "format", "pattern", "minLength", "maxLength"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["properties", "required", "additionalProperties", "items", "minItems", "maxItems"],
]);

/**
 * The JSON Schema that an expression writes out, itself or with constants at the top of the program. It has to be all there: the type of the answer, the worlds and the check in the run
 * follow from it. That keywords have values of their types is the compiler's to see.
 */
export function schemaLiteral(node: ts.Expression): Outcome<SchemaObject, SchemaSlip> {
  const parts = { left: MAX_PARTS };
  const json = literal(node, parts);
  if (!json.ok) return json;
  return closed(json.value, { node, depth: 0 });
}

function slip(node: ts.Node, message: string): Outcome<never, SchemaSlip> {
  return failure({ node, message });
}

function literal(written: ts.Expression, parts: { left: number }): Outcome<Json, SchemaSlip> {
  const node = unwrapped(written);
  parts.left -= 1;
  if (parts.left < 0) return slip(node, `it has more than ${MAX_PARTS} parts`);
  if (ts.isStringLiteralLike(node)) return success(node.text);
  if (ts.isNumericLiteral(node)) return success(Number(node.text));
  if (
    ts.isPrefixUnaryExpression(node) &&
    node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)
  )
    return success(-Number(node.operand.text));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return success(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return success(false);
  if (node.kind === ts.SyntaxKind.NullKeyword) return success(null);
  if (ts.isArrayLiteralExpression(node)) return list(node, parts);
  if (ts.isObjectLiteralExpression(node)) return record(node, parts);
  const constant = ts.isIdentifier(node) ? constantOf(node) : undefined;
  if (constant !== undefined) return literal(constant, parts);
  return slip(node, `\`${node.getText().slice(0, 40)}\` is neither a literal nor a constant at the top of the program`);
}

function list(node: ts.ArrayLiteralExpression, parts: { left: number }): Outcome<Json, SchemaSlip> {
  const values: Json[] = [];
  for (const element of node.elements) {
    const value = literal(element, parts);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return success(values);
}

function record(node: ts.ObjectLiteralExpression, parts: { left: number }): Outcome<Json, SchemaSlip> {
  const entries = new Map<string, Json>();
  for (const property of node.properties) {
    const key = keyOf(property);
    if (key === undefined || !ts.isPropertyAssignment(property))
      return slip(property, `\`${property.getText().slice(0, 40)}\` is not written out as \`name: value\``);
    if (entries.has(key)) return slip(property, `${JSON.stringify(key)} is there twice`);
    const value = literal(property.initializer, parts);
    if (!value.ok) return value;
    entries.set(key, value.value);
  }
  return success(Object.fromEntries(entries));
}

function keyOf({ name }: ts.ObjectLiteralElementLike): string | undefined {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined;
}

interface At {
  readonly node: ts.Node;
  readonly depth: number;
}

/** The schema with its objects closed: an answer has no place for what nobody named. */
function closed(value: Json, at: At): Outcome<SchemaObject, SchemaSlip> {
  const { node, depth } = at;
  if (!isObject(value)) return slip(node, 'a schema is an object, like { type: "string" }');
  if (depth > MAX_DEPTH) return slip(node, `it is more than ${MAX_DEPTH} schemas deep`);
  const stray = Object.keys(value).find((keyword) => !keywords.has(keyword));
  if (stray !== undefined) return slip(node, `the keyword ${JSON.stringify(stray)} is not among those it may have`);
  const problem = vague(value);
  if (problem !== undefined) return slip(node, problem);
  const parts: { [keyword: string]: unknown } = {};
  for (const [keyword, part] of Object.entries(value)) {
    const inner = innerOf(keyword, part, { node, depth: depth + 1 });
    if (!inner.ok) return inner;
    parts[keyword] = inner.value;
  }
  return success({ ...parts, ...(kindsOf(value).includes("object") && { additionalProperties: false }) });
}

function innerOf(keyword: string, part: Json, at: At): Outcome<unknown, SchemaSlip> {
  if (keyword === "items") return closed(part, at);
  if (keyword === "anyOf" && Array.isArray(part))
    return all(
      part.map((one: Json, index) => [String(index), one]),
      at,
      Object.values,
    );
  if (keyword === "properties" && isObject(part)) return all(Object.entries(part), at, (found) => found);
  return success(part);
}

function all(
  schemas: readonly (readonly [string, Json])[],
  at: At,
  shape: (found: { readonly [key: string]: SchemaObject }) => unknown,
): Outcome<unknown, SchemaSlip> {
  const found: [string, SchemaObject][] = [];
  for (const [key, one] of schemas) {
    const inner = closed(one, at);
    if (!inner.ok) return inner;
    found.push([key, inner.value]);
  }
  return success(shape(Object.fromEntries(found)));
}

function kindsOf({ type }: { readonly type?: Json }): readonly Json[] {
  return type === undefined ? [] : Array.isArray(type) ? type : [type];
}

/** Why a schema does not say what an answer is, if so. */
function vague(schema: { readonly [keyword: string]: Json }): string | undefined {
  const kinds = kindsOf(schema);
  const says = kinds.length > 0 || ["enum", "const", "anyOf"].some((keyword) => Object.hasOwn(schema, keyword));
  if (!says) return 'it does not say what the answer is: give it a "type", an "enum" or a "const"';
  if (kinds.includes("object") && !isObject(schema.properties)) return 'an object has to say its "properties"';
  if (kinds.includes("array") && schema.items === undefined) return 'an array has to say its "items"';
  const named: readonly Json[] = Array.isArray(schema.required) ? schema.required : [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  const missing = named.find((name) => typeof name !== "string" || !Object.hasOwn(properties, name));
  return missing === undefined ? undefined : `${JSON.stringify(missing)} is required and not among the properties`;
}
