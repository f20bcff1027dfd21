import type { Schema, SchemaObject, SchemaType } from "../schema.js";
import { says, typesOf } from "../shape.js";
import { arrayType } from "./arrays.js";
import { literalUnion } from "./literal.js";
import { objectType, openObject } from "./objects.js";
import { beside, type Scope, stop } from "./scope.js";
import { intersection, neverType, plain, type TypeText, union, unknownType } from "./text.js";

const maxLiterals = 256;
/** Keywords that say more of a value than its type. */
const telling = [
  ...["const", "enum", "items", "prefixItems"],
  ...["properties", "required", "additionalProperties", "patternProperties"],
];

/** The TypeScript type of the values a schema admits; where types cannot say it, a wider one. */
export function typeOf(schema: Schema, scope: Scope): TypeText {
  if (schema === true) return unknownType;
  if (schema === false) return neverType;
  const stopped = stop(scope);
  if (stopped !== undefined) return stopped;
  const types = schema.type === undefined ? (scope.inherited ?? typesOf(schema)) : typesOf(schema);
  const claims = claimsOf(schema, beside(scope, types));
  const own = ownType(schema, types, scope);
  // A bare `type` beside branches that already heed it would only repeat them.
  const heeded = claims.length > 0 && claims.every(({ kind }) => kind !== "unknown");
  const silent = heeded && (own.text === openObject || !says(schema, ...telling));
  return intersection(silent ? claims : [own, ...claims]);
}

/** What references and branches say of the value. */
function claimsOf(schema: SchemaObject, scope: Scope): readonly TypeText[] {
  const alternatives = (options: readonly Schema[] | undefined): readonly TypeText[] =>
    options === undefined ? [] : [union(options.map((option) => typeOf(option, scope)))];
  return [
    ...(schema.$ref === undefined ? [] : [scope.refer(schema.$ref, scope.bare)]),
    ...(schema.allOf ?? []).map((part) => typeOf(part, scope)),
    ...alternatives(schema.anyOf),
    ...alternatives(schema.oneOf),
  ];
}

function ownType(schema: SchemaObject, types: readonly SchemaType[] | undefined, scope: Scope): TypeText {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined && values.length <= maxLiterals)
    return literalUnion(values.filter((value) => fits(value, types)));
  if (types === undefined) return unknownType;
  return union(types.map((type) => namedType(type, schema, scope)));
}

function namedType(type: SchemaType, schema: SchemaObject, scope: Scope): TypeText {
  if (type === "object") return objectType(schema, scope, typeOf);
  if (type === "array") return arrayType(schema, scope, typeOf);
  return plain(type === "integer" ? "number" : type);
}

function fits(value: unknown, types: readonly SchemaType[] | undefined): boolean {
  if (types === undefined) return true;
  if (value === null) return types.includes("null");
  if (Array.isArray(value)) return types.includes("array");
  if (typeof value === "number") return types.includes("number") || types.includes("integer");
  return types.some((type) => type === typeof value);
}
