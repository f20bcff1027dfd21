/** The functions of NESTFUL, whose versions and parts name parameters and outputs in their own ways. */
import { isObject, type Schema, type SchemaObject, type ToolSpec } from "../../toolspecs/index.js";
import { type Fields, fields, list } from "../lines.js";

const types: Readonly<Record<string, SchemaObject>> = {
  string: { type: "string" },
  str: { type: "string" },
  integer: { type: "integer" },
  int: { type: "integer" },
  number: { type: "number" },
  float: { type: "number" },
  boolean: { type: "boolean" },
  bool: { type: "boolean" },
  array: { type: "array" },
  list: { type: "array" },
  object: { type: "object" },
  "int or float": { type: "number" },
  "list of float": { type: "array", items: { type: "number" } },
};

/** Of version 1. They only look things up, or are only described: none has effects that anybody states. */
export function toolOf({ name, description, query_parameters, arguments: args, output_parameters }: Fields): ToolSpec {
  const parameters = Object.entries(fields(query_parameters ?? args ?? {}, "parameters"));
  const required = parameters.filter(([, one]) => isObject(one) && one.required === true).map(([key]) => key);
  const outputs = Object.entries(isObject(output_parameters) ? output_parameters : {});
  return {
    server: "tools",
    name: String(name),
    description: String(description ?? ""),
    input: { type: "object", properties: propertiesOf(parameters), required },
    output: {
      schema: { type: "object", properties: propertiesOf(outputs), required: outputs.map(([key]) => key) },
      origin: "declared",
    },
    effect: "read",
    trusted: true,
  };
}

function propertiesOf(entries: readonly (readonly [string, unknown])[]): Record<string, Schema> {
  return Object.fromEntries(entries.map(([key, one]) => [key, propertyOf(isObject(one) ? one : {})]));
}

function propertyOf({ type, description, allowed_values, possible_values }: Readonly<Record<string, unknown>>): Schema {
  const base = types[String(type ?? "string").toLowerCase()] ?? { type: "string" as const };
  const allowed = list(allowed_values ?? possible_values).filter((value) => typeof value === "string");
  const said = typeof description === "string" ? { description } : {};
  return { ...base, ...said, ...(allowed.length > 0 ? { enum: allowed } : {}) };
}

/** Of version 2, which marks nothing as required: they are functions whose parameters all have to be given, but for one that may be null. */
export function functionOf({ name, description, parameters, output_parameters }: Fields): ToolSpec {
  const given = Object.entries(fields(parameters ?? {}, "parameters"));
  const outputs = Object.entries(fields(output_parameters ?? {}, "output_parameters"));
  const typed = (entries: typeof given) => Object.fromEntries(entries.map(([key, one]) => [key, typedOf(one)]));
  const required = given.filter(([, one]) => !(isObject(one) && one.nullable === true)).map(([key]) => key);
  return {
    server: "tools",
    name: String(name),
    description: String(description ?? ""),
    input: { type: "object", properties: typed(given), required, additionalProperties: false },
    output: {
      schema: { type: "object", properties: typed(outputs), required: outputs.map(([key]) => key) },
      origin: "declared",
    },
    effect: "read",
    trusted: true,
  };
}

/** Most are JSON Schemas as they stand. */
function typedOf(one: unknown): SchemaObject {
  const { type, nullable: _, ...rest } = isObject(one) ? one : {};
  const named = (typeof type === "string" ? [type] : list(type)).flatMap((name): readonly SchemaObject[] => {
    const known = types[String(name)];
    return known === undefined ? [] : [known];
  });
  const [only, ...more] = named;
  return more.length > 0 ? { ...rest, anyOf: named } : { ...rest, ...only };
}
