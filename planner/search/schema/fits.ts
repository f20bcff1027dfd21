import { isObject, type Json, type Schema, type SchemaObject } from "../../../toolspecs/index.js";
import { obeys } from "./rules.js";
import { own, shapeOf, valuesOf } from "./shape.js";

/** Whether a value read from the goal as a whole (a list, a record) can be what the schema wants. */
export function fits(value: Json, schema: Schema, root: SchemaObject): boolean {
  const shape = shapeOf(schema, root);
  const values = valuesOf(shape.schema);
  if (values !== undefined && !values.includes(value)) return false;
  if (value === null) return shape.nullable || shape.type === "any";
  switch (shape.type) {
    case "string":
    case "boolean":
      return typeof value === shape.type && obeys(value, shape.schema);
    case "number":
    case "integer":
      return (
        typeof value === "number" && (shape.type === "number" || Number.isInteger(value)) && obeys(value, shape.schema)
      );
    case "array":
      return Array.isArray(value) && value.every((item) => fits(item, shape.schema.items ?? true, root));
    case "object":
      return isObject(value) && fitsRecord(value, shape.schema, root);
    default:
      return true;
  }
}

function fitsRecord(value: { readonly [key: string]: Json }, schema: SchemaObject, root: SchemaObject): boolean {
  const known = Object.entries(value).every(([key, item]) => {
    const property = own(schema.properties, key) ?? schema.additionalProperties ?? true;
    return property !== false && fits(item, property, root);
  });
  return known && (schema.required ?? []).every((key) => Object.hasOwn(value, key));
}
