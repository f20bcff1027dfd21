/**
 * What `not` leaves, as a schema that values can be made after. Exact where it says anything: a value keeps to it if and only if it
 * does not keep to what is denied. Undefined for all else, which is checked instead.
 */
import { canonicalJson, isObject, type Schema, type SchemaObject, type SchemaType } from "../../toolspecs/index.js";

const words: ReadonlySet<string> = new Set(["title", "description", "$comment", "examples", "default"]);
const types: readonly SchemaType[] = ["null", "boolean", "number", "string", "array", "object"];
const bounds: ReadonlyMap<string, string> = new Map([
  ["minimum", "exclusiveMaximum"],
  ["exclusiveMinimum", "maximum"],
  ["maximum", "exclusiveMinimum"],
  ["exclusiveMaximum", "minimum"],
]);

/** `beside` is the schema that the `not` stands in. */
export function denied(schema: Schema, beside: SchemaObject): Schema | undefined {
  if (typeof schema === "boolean") return !schema;
  const keys = Object.keys(schema).filter((key) => !words.has(key));
  const [key = "", ...more] = keys;
  if (more.length === 0) return deniedBy(key, schema, beside);
  return keys.length === 2 && keys.includes("properties") && keys.includes("required")
    ? noSuchMember(schema)
    : undefined;
}

function deniedBy(key: string, schema: SchemaObject, beside: SchemaObject): Schema | undefined {
  const bound = bounds.get(key);
  if (bound !== undefined) return isNumber(beside) ? { [bound]: schema[key] } : undefined;
  switch (key) {
    case "not":
      return isSchema(schema[key]) ? schema[key] : undefined;
    case "anyOf":
      return { allOf: (schema.anyOf ?? []).map((one) => ({ not: one })) };
    case "allOf":
      return { anyOf: (schema.allOf ?? []).map((one) => ({ not: one })) };
    case "type":
      return otherTypes(schema);
    case "const":
    case "enum":
      return otherValues(schema, beside);
    case "required":
      return { anyOf: (schema.required ?? []).map(without) };
    case "properties":
      return noSuchMember(schema);
    default:
      return undefined;
  }
}

/** A whole number is a number too, and no type says "a number that is not whole". */
function otherTypes({ type = [] }: SchemaObject): Schema | undefined {
  const said: readonly SchemaType[] = typeof type === "string" ? [type] : type;
  if (said.includes("integer") && !said.includes("number")) return undefined;
  return { type: types.filter((one) => !said.includes(one)) };
}

/** Of a list of values those that are left; without a list there are too many. */
function otherValues({ const: value, enum: values }: SchemaObject, beside: SchemaObject): Schema | undefined {
  const listed = beside.const === undefined ? beside.enum : [beside.const];
  const gone = new Set((value === undefined ? (values ?? []) : [value]).map(canonicalJson));
  return listed && { enum: listed.filter((one) => !gone.has(canonicalJson(one))) };
}

/** Of one member: it is missing, where it must be there, or it is something else. */
function noSuchMember({ properties = {}, required = [] }: SchemaObject): Schema | undefined {
  const [[name, schema] = ["", true], ...more] = Object.entries(properties);
  if (more.length > 0 || required.some((one) => one !== name)) return undefined;
  const other: SchemaObject = { type: "object", required: [name], properties: { [name]: { not: schema } } };
  return required.length === 0 ? other : { anyOf: [without(name), other] };
}

function without(name: string): Schema {
  return { properties: { [name]: false } };
}

function isNumber({ type }: SchemaObject): boolean {
  const said = typeof type === "string" ? [type] : (type ?? []);
  return said.length > 0 && said.every((one) => one === "number" || one === "integer");
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || isObject(value);
}
