/**
 * Two schemas as one that says the same. What cannot be merged keyword by keyword goes to `allOf`, where it is not
 * generated from but checked.
 */
import {
  canonicalJson,
  type Json,
  type Schema,
  type SchemaObject,
  type SchemaType,
  says,
} from "../../toolspecs/index.js";

const lower = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;
const upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;
const objectKeywords = ["properties", "additionalProperties", "patternProperties"] as const;
const arrayKeywords = ["items", "prefixItems"] as const;
const settled: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "required", "uniqueItems", ...lower, ...upper, ...objectKeywords, ...arrayKeywords],
  ...["title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$defs", "$comment"],
]);

/** A schema for what keeps to both. */
export function conjunction(a: Schema, b: Schema): Schema {
  if (a === false || b === false) return false;
  if (a === true) return b;
  if (b === true) return a;
  return { allOf: [a, b] };
}

/** Both schemas in one; nothing if no value can keep to both. Branches and references have been resolved before. */
export function merged(a: SchemaObject, b: SchemaObject): SchemaObject | undefined {
  const types = sharedTypes(typesIn(a), typesIn(b));
  const values = sharedValues(valuesIn(a), valuesIn(b));
  if (types?.length === 0 || values?.length === 0) return undefined;
  const { const: _a, ...first } = a;
  const { const: _b, ...second } = b;
  const left = leftOver(a, b);
  return {
    ...second,
    ...first,
    ...bounds(a, b),
    ...objectPart(a, b),
    ...arrayPart(a, b),
    ...(types === undefined ? {} : { type: types }),
    ...(values === undefined ? {} : { enum: values }),
    ...(says(a, "required") || says(b, "required")
      ? { required: [...new Set([...(a.required ?? []), ...(b.required ?? [])])] }
      : {}),
    ...(a.uniqueItems === true || b.uniqueItems === true ? { uniqueItems: true } : {}),
    ...(a.examples && b.examples ? { examples: [...a.examples, ...b.examples] } : {}),
    ...(left.length > 0 ? { allOf: left } : {}),
  };
}

function typesIn({ type }: SchemaObject): readonly SchemaType[] | undefined {
  return typeof type === "string" ? [type] : type;
}

function sharedTypes(
  a: readonly SchemaType[] | undefined,
  b: readonly SchemaType[] | undefined,
): readonly SchemaType[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const both = (type: SchemaType): boolean => {
    if (type === "integer") return [a, b].every((types) => types.includes("integer") || types.includes("number"));
    return a.includes(type) && b.includes(type);
  };
  const shared = [...new Set([...a, ...b])].filter(both);
  return shared.includes("number") ? shared.filter((type) => type !== "integer") : shared;
}

function valuesIn(schema: SchemaObject): readonly Json[] | undefined {
  if (schema.const === undefined) return schema.enum;
  return sharedValues([schema.const], schema.enum);
}

function sharedValues(a: readonly Json[] | undefined, b: readonly Json[] | undefined): readonly Json[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const others = new Set(b.map(canonicalJson));
  return a.filter((value) => others.has(canonicalJson(value)));
}

function bounds(a: SchemaObject, b: SchemaObject): SchemaObject {
  let found: SchemaObject = {};
  for (const key of lower) found = { ...found, ...both(a[key], b[key], (x, y) => ({ [key]: Math.max(x, y) })) };
  for (const key of upper) found = { ...found, ...both(a[key], b[key], (x, y) => ({ [key]: Math.min(x, y) })) };
  return found;
}

function both<T>(a: T | undefined, b: T | undefined, join: (a: T, b: T) => SchemaObject): SchemaObject {
  return a === undefined || b === undefined ? {} : join(a, b);
}

/** Each member keeps to what both schemas say of it, by name or of the members they do not name. */
function objectPart(a: SchemaObject, b: SchemaObject): SchemaObject {
  if (!mergesMembers(a, b)) return {};
  const names = new Set([...Object.keys(a.properties ?? {}), ...Object.keys(b.properties ?? {})]);
  const said = (schema: SchemaObject, name: string): Schema => {
    const own =
      schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    return own ?? schema.additionalProperties ?? true;
  };
  const properties = Object.fromEntries([...names].map((name) => [name, conjunction(said(a, name), said(b, name))]));
  const rest = conjunction(a.additionalProperties ?? true, b.additionalProperties ?? true);
  const closed = says(a, "additionalProperties") || says(b, "additionalProperties");
  return { ...(names.size > 0 ? { properties } : {}), ...(closed ? { additionalProperties: rest } : {}) };
}

/** Patterns on both sides could speak of the same members in too many ways. */
function mergesMembers(a: SchemaObject, b: SchemaObject): boolean {
  const patterns = says(a, "patternProperties") || says(b, "patternProperties");
  return !patterns && (says(a, ...objectKeywords) || says(b, ...objectKeywords));
}

function arrayPart(a: SchemaObject, b: SchemaObject): SchemaObject {
  if (!says(a, ...arrayKeywords) && !says(b, ...arrayKeywords)) return {};
  const said = (schema: SchemaObject, index: number): Schema => schema.prefixItems?.[index] ?? schema.items ?? true;
  const count = Math.max(a.prefixItems?.length ?? 0, b.prefixItems?.length ?? 0);
  const prefixItems = Array.from({ length: count }, (_, index) => conjunction(said(a, index), said(b, index)));
  const rest = says(a, "items") || says(b, "items") ? { items: conjunction(a.items ?? true, b.items ?? true) } : {};
  return { ...(count > 0 ? { prefixItems } : {}), ...rest };
}

/** What the rules above do not bring together, as schemas to check against. */
function leftOver(a: SchemaObject, b: SchemaObject): readonly Schema[] {
  const unlike = Object.keys(b).filter((key) => key !== "allOf" && !settled.has(key) && differs(a[key], b[key]));
  // Side by side, a pattern of one would excuse members from what the other says of the rest.
  const patterned = says(a, ...objectKeywords) && says(b, ...objectKeywords) && !mergesMembers(a, b);
  return [
    ...(a.allOf ?? []),
    ...(b.allOf ?? []),
    ...(unlike.length > 0 ? [only(b, unlike)] : []),
    ...(patterned ? [only(a, objectKeywords), only(b, objectKeywords)] : []),
  ];
}

function only(schema: SchemaObject, keywords: readonly string[]): SchemaObject {
  return Object.fromEntries(keywords.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]])));
}

function differs(a: unknown, b: unknown): boolean {
  return a !== undefined && JSON.stringify(a) !== JSON.stringify(b);
}
