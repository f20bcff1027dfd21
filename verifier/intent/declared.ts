/** What the schemas of outputs rule out. */
import type ts from "typescript";
import { isObject, type Json, type Schema, type SchemaObject } from "../../toolspecs/index.js";
import { validatorOf } from "../../validation/index.js";
import { schemasAt } from "../flow/schema-at.js";
import { type DataFlow, how, type Origin, type OutputOrigin } from "../flow/values/index.js";

/** The fields that an expression is the unchanged value of; empty if it may be anything else. */
export function fieldsOf(node: ts.Expression, data: DataFlow): readonly OutputOrigin[] {
  const origins = [...data.originsOf(node)].filter(([, bits]) => bits !== how.implicit);
  const fields = origins.flatMap(([origin, bits]) => (isField(origin) && (bits & how.computed) === 0 ? [origin] : []));
  return fields.length === origins.length ? fields : [];
}

function isField(origin: Origin): origin is OutputOrigin {
  return origin.kind === "output" && origin.path !== "(error)";
}

/** Whether the declared schema of every one of these fields rules a value out. */
export function ruledOut(value: Json, fields: readonly OutputOrigin[]): boolean {
  return fields.length > 0 && fields.every((field) => refuses(field, value));
}

function refuses({ binding, path }: OutputOrigin, value: Json): boolean {
  const { schema, origin } = binding.spec.output;
  if (origin !== "declared") return false;
  const alternatives = schemasAt(schema, path);
  return alternatives.length > 0 && alternatives.every((one) => isRefused(value, one, schema));
}

function isRefused(value: Json, schema: SchemaObject, root: Schema): boolean {
  const shared = isObject(root) ? { $defs: root.$defs, definitions: root.definitions } : {};
  const known = Object.entries(shared).filter(([, definitions]) => definitions !== undefined);
  const validate = validatorOf({ ...Object.fromEntries(known), ...schema });
  return validate.ok && validate.value(value).length > 0;
}
