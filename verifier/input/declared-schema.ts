import ts = require("typescript");

import { failure, type Outcome, type Schema, type SchemaObject, success } from "../../toolspecs/index.js";

/** Types nested deeper are refused: they are recursive, or nobody could read them. */
const MAX_DEPTH = 12;

const plain: readonly (readonly [ts.TypeFlags, Schema])[] = [
  [ts.TypeFlags.Unknown, true],
  [ts.TypeFlags.Null, { type: "null" }],
  [ts.TypeFlags.String, { type: "string" }],
  [ts.TypeFlags.Number, { type: "number" }],
];

/**
 * The JSON Schema of what a type of the program can hold; a failure is the type, as the program writes it, that JSON cannot
 * carry. Objects are closed: the caller of a plan must not hand in what the plan does not know.
 */
export function declaredSchema(type: ts.Type, checker: ts.TypeChecker): Outcome<Schema, string> {
  return schemaOf(type, { checker, depth: 0 });
}

interface Reading {
  readonly checker: ts.TypeChecker;
  readonly depth: number;
}

function schemaOf(type: ts.Type, reading: Reading): Outcome<Schema, string> {
  const found = plain.find(([flag]) => (type.flags & flag) !== 0);
  if (found !== undefined) return success(found[1]);
  if ((type.flags & ts.TypeFlags.BooleanLike) !== 0) return success(booleanSchema(type, reading.checker));
  if (type.isStringLiteral() || type.isNumberLiteral()) return success({ const: type.value });
  const within = { ...reading, depth: reading.depth + 1 };
  if (within.depth > MAX_DEPTH) return refused(type, reading);
  if (type.isUnion()) return unionSchema(type, within);
  return (type.flags & ts.TypeFlags.Object) !== 0 ? objectSchema(type, within) : refused(type, reading);
}

function booleanSchema(type: ts.Type, checker: ts.TypeChecker): Schema {
  if ((type.flags & ts.TypeFlags.BooleanLiteral) === 0) return { type: "boolean" };
  return { const: checker.typeToString(type) === "true" };
}

function unionSchema({ types }: ts.UnionType, reading: Reading): Outcome<Schema, string> {
  const parts = all(types, (type) => schemaOf(type, reading));
  if (!parts.ok) return parts;
  const values = parts.value.map((part) => (typeof part === "object" ? part.const : undefined));
  if (values.every((value) => value !== undefined)) return success({ enum: values });
  return success({ anyOf: parts.value });
}

function objectSchema(type: ts.Type, reading: Reading): Outcome<Schema, string> {
  const { checker } = reading;
  if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) return refused(type, reading);
  if (checker.isTupleType(type)) return refused(type, reading);
  const element = checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  if (element !== undefined) return mapped(schemaOf(element, reading), (items) => ({ type: "array", items }));
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const rest = values === undefined ? success<Schema>(false) : schemaOf(values, reading);
  if (!rest.ok) return rest;
  const members = type.getProperties();
  const properties = all(members, (member) => memberSchema(member, reading));
  if (!properties.ok) return properties;
  return success({
    type: "object",
    properties: Object.fromEntries(members.map(({ name }, index) => [name, properties.value[index] ?? true])),
    required: members.filter((member) => !isOptional(member)).map(({ name }) => name),
    additionalProperties: rest.value,
  });
}

function memberSchema(member: ts.Symbol, reading: Reading): Outcome<Schema, string> {
  const type = reading.checker.getTypeOfSymbol(member);
  return schemaOf(isOptional(member) ? withoutUndefined(type, reading.checker) : type, reading);
}

function withoutUndefined(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  // `string | null | undefined` must keep its null, which getNonNullableType would drop.
  const keepsNull = type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
  return keepsNull ? type : checker.getNonNullableType(type);
}

function isOptional(member: ts.Symbol): boolean {
  return (member.flags & ts.SymbolFlags.Optional) !== 0;
}

function refused(type: ts.Type, { checker }: Reading): Outcome<Schema, string> {
  return failure(checker.typeToString(type));
}

function all<T>(items: readonly T[], read: (item: T) => Outcome<Schema, string>): Outcome<readonly Schema[], string> {
  const found: Schema[] = [];
  for (const item of items) {
    const one = read(item);
    if (!one.ok) return one;
    found.push(one.value);
  }
  return success(found);
}

function mapped(found: Outcome<Schema, string>, make: (schema: Schema) => SchemaObject): Outcome<Schema, string> {
  return found.ok ? success(make(found.value)) : found;
}
