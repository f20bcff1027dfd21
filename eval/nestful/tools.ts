/** The functions of NESTFUL v1, whose parts name parameters and outputs in their own ways. */
import { isObject, type Schema, type ToolSpec } from "../../toolspecs/index.js";
import { type Fields, fields, list } from "../lines.js";

const types: Readonly<Record<string, Schema>> = {
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
};

/** They only look things up, or are only described: none has effects that anybody states. */
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
  const base = types[String(type ?? "string").toLowerCase()] ?? { type: "string" };
  const allowed = list(allowed_values ?? possible_values).filter((value) => typeof value === "string");
  const said = typeof description === "string" ? { description } : {};
  return { ...(base === true ? {} : base), ...said, ...(allowed.length > 0 ? { enum: allowed } : {}) };
}
