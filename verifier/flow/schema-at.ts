import { isObject, resolveRef, type Schema, type SchemaObject } from "../../toolspecs/index.js";

/** More alternatives than this tell nothing any more. */
const MAX_SCHEMAS = 64;

/**
 * The schemas that a part of a value may have to keep to: `items[].id` in the schema of the whole. Empty where the schema says
 * nothing of the part. References and alternatives are followed.
 */
export function schemasAt(root: Schema, path: string): readonly SchemaObject[] {
  const steps = path.match(/[^.[\]]+|\[\]/g) ?? [];
  return steps.reduce<readonly SchemaObject[]>(
    (schemas, step) => schemas.flatMap((schema) => partsOf(schema, step, root)).slice(0, MAX_SCHEMAS),
    opened(root, root),
  );
}

function partsOf(schema: SchemaObject, step: string, root: Schema): readonly SchemaObject[] {
  if (step === "[]") {
    const items = [...(schema.prefixItems ?? []), schema.items ?? schema.additionalProperties];
    return items.flatMap((item) => opened(item, root));
  }
  const own = schema.properties !== undefined && Object.hasOwn(schema.properties, step);
  return opened(own ? schema.properties?.[step] : schema.additionalProperties, root);
}

/** A schema and its alternatives, references followed. */
function opened(schema: Schema | undefined, root: Schema): readonly SchemaObject[] {
  const found = new Set<SchemaObject>();
  const open: (Schema | undefined)[] = [schema];
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (!isObject(next) || found.has(next) || found.size > MAX_SCHEMAS) continue;
    found.add(next);
    if (next.$ref !== undefined) open.push(resolveRef(root, next.$ref));
    open.push(...(next.anyOf ?? []), ...(next.oneOf ?? []), ...(next.allOf ?? []));
  }
  return [...found].filter((one) => one.$ref === undefined || Object.keys(one).length > 1);
}
