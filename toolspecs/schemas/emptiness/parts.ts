/** What a schema says of a part of the value. */
import type { Schema, SchemaObject } from "../../schema.js";
import { matchesPattern } from "./patterns.js";

export function saidOfItem({ prefixItems, items }: SchemaObject, index: number): Schema {
  return prefixItems?.[index] ?? items ?? true;
}

/** All schemas for a member of this name; fewer than there are where patterns cannot be tried. */
export function saidOfMember(schema: SchemaObject, name: string): readonly Schema[] {
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  const own = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  const matches = Object.entries(patternProperties).map(([pattern, said]) => ({
    said,
    matches: matchesPattern(pattern, name),
  }));
  const additional = own.length === 0 && matches.every((one) => one.matches === false);
  return additional ? [additionalProperties] : [...own, ...matches.flatMap((one) => (one.matches ? [one.said] : []))];
}
