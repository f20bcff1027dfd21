/**
 * Schemas as the planner sees them: references followed, `allOf` merged, `null` set apart, and one type. What does not
 * reduce to one type (a union of objects, a recursive knot) has the type `any`, and the planner leaves it alone.
 */
import { isObject, type Json, type Schema, type SchemaObject, type SchemaType } from "../../../toolspecs/index.js";

export type ShapeType = Exclude<SchemaType, "null"> | "null" | "any";

export interface Shape {
  readonly type: ShapeType;
  readonly nullable: boolean;
  /** The schema with references and `allOf` gone at this level. */
  readonly schema: SchemaObject;
  /** The document that `$ref` inside `schema` points into. */
  readonly root: SchemaObject;
}

const deepest = 24;
/** A union in a union in a union is as deep as it goes: each level multiplies the work. */
const nestedUnion = 8;
const mostBranches = 32;

/** The shape of `schema`, which stands somewhere inside `root`. */
export function shapeOf(schema: Schema, root: SchemaObject): Shape {
  return shapeAt(schema, root, 0);
}

function shapeAt(schema: Schema, root: SchemaObject, depth: number): Shape {
  if (typeof schema === "boolean" || depth > deepest) return { type: "any", nullable: false, schema: {}, root };
  const whole = merged(schema, root, depth);
  const unions = (whole.anyOf ?? whole.oneOf)?.slice(0, mostBranches);
  const branches = unions?.map((branch) => shapeAt(branch, root, depth + nestedUnion));
  if (branches !== undefined) return ofBranches(whole, branches, root);
  const types = typesOf(whole);
  const solid = types.filter((type) => type !== "null");
  const type = solid.length === 1 ? (solid[0] ?? "any") : solid.length === 0 && types.length > 0 ? "null" : "any";
  return { type: narrowest(type, solid), nullable: types.includes("null"), schema: whole, root };
}

/** A union counts as its only branch that is not null; a union of constants as an enum. */
function ofBranches(whole: SchemaObject, branches: readonly Shape[], root: SchemaObject): Shape {
  const solid = branches.filter((branch) => branch.type !== "null");
  const nullable = solid.length < branches.length || branches.some((branch) => branch.nullable);
  const { anyOf: _anyOf, oneOf: _oneOf, ...outer } = whole;
  const only = solid[0];
  if (only === undefined) return { type: "any", nullable, schema: outer, root };
  if (solid.length === 1) return { type: only.type, nullable, schema: { ...only.schema, ...outer }, root };
  const values = solid.map((branch) => valuesOf(branch.schema));
  const sameType = solid.every((branch) => branch.type === only.type);
  if (sameType && values.every((list) => list !== undefined)) {
    return {
      type: only.type,
      nullable,
      schema: { ...outer, type: schemaType(only), enum: values.flatMap((v) => v ?? []) },
      root,
    };
  }
  return { type: "any", nullable, schema: outer, root };
}

function schemaType(shape: Shape): SchemaType {
  return shape.type === "any" ? "object" : shape.type;
}

function merged(schema: SchemaObject, root: SchemaObject, depth: number): SchemaObject {
  let whole = followed(schema, root);
  for (const part of whole.allOf ?? []) {
    if (typeof part === "boolean") continue;
    const { allOf: _parts, ...rest } = whole;
    whole = joined(rest, depth > deepest ? part : merged(part, root, depth + 1));
  }
  return whole;
}

function joined(left: SchemaObject, right: SchemaObject): SchemaObject {
  const both = { ...right, ...left };
  return {
    ...both,
    ...(left.properties || right.properties ? { properties: { ...right.properties, ...left.properties } } : {}),
    ...(left.required || right.required
      ? { required: [...new Set([...(left.required ?? []), ...(right.required ?? [])])] }
      : {}),
  };
}

function followed(schema: SchemaObject, root: SchemaObject): SchemaObject {
  let current = schema;
  for (let hop = 0; current.$ref !== undefined && hop < deepest; hop += 1) {
    const target = targetOf(current.$ref, root);
    const { $ref: _ref, ...beside } = current;
    if (target === undefined) return beside;
    current = { ...target, ...beside };
  }
  return current;
}

function targetOf(reference: string, root: SchemaObject): SchemaObject | undefined {
  if (reference === "#") return root;
  const name = /^#\/\$defs\/(.+)$/u.exec(reference)?.[1];
  const target = name === undefined ? undefined : own(root.$defs, unescapedPointer(name));
  return typeof target === "object" ? target : undefined;
}

function unescapedPointer(text: string): string {
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}

function typesOf(schema: SchemaObject): readonly SchemaType[] {
  if (typeof schema.type === "string") return [schema.type];
  if (schema.type !== undefined) return schema.type;
  const values = valuesOf(schema);
  if (values !== undefined) return [...new Set(values.map(typeOfValue))];
  if (schema.properties !== undefined) return ["object"];
  return schema.items !== undefined || schema.prefixItems !== undefined ? ["array"] : [];
}

/** `["integer", "number"]` is a number. */
function narrowest(type: ShapeType, solid: readonly SchemaType[]): ShapeType {
  const numeric = solid.length === 2 && solid.includes("integer") && solid.includes("number");
  return numeric ? "number" : type;
}

function typeOfValue(value: Json): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return isObject(value) ? "object" : typeof value === "string" ? "string" : "boolean";
}

/** The values a schema is limited to, or undefined when it is not limited. */
export function valuesOf(schema: SchemaObject): readonly Json[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  return schema.enum;
}

/** A property of a record that came from outside: never one inherited from `Object.prototype`. */
export function own<T>(record: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
