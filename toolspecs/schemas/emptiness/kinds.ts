import type { SchemaObject, SchemaType } from "../../schema.js";

/** JSON's types with the numbers in two, so that no two kinds share a value. */
export type Kind = Exclude<SchemaType, "number"> | "fraction";

const all: readonly Kind[] = ["null", "boolean", "integer", "fraction", "string", "array", "object"];

/** The kinds that every one of the schemas admits. */
export function kindsOf(schemas: readonly SchemaObject[]): readonly Kind[] {
  return all.filter((kind) => schemas.every(({ type }) => type === undefined || [type].flat().some(covers(kind))));
}

function covers(kind: Kind): (type: SchemaType) => boolean {
  return (type) => type === kind || (type === "number" && (kind === "integer" || kind === "fraction"));
}
