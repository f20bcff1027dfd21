import { canonicalJson } from "../../json.js";
import type { Schema, SchemaObject } from "../../schema.js";
import { alternatives } from "./alternatives.js";
import type { Inquiry } from "./inquiry.js";
import { type Kind, kindsOf } from "./kinds.js";
import { fitting, listedIn } from "./listed.js";
import { countFractions, countIntegers, leastOf } from "./numbers.js";

/** At most so many different values keep to all of the schemas. */
export function countValues(all: readonly Schema[], inquiry: Inquiry): number {
  let sum = 0;
  for (const one of alternatives(all, inquiry)) {
    sum += inquiry.effort.spent() ? Number.POSITIVE_INFINITY : countIn(one, inquiry);
    if (sum === Number.POSITIVE_INFINITY) return sum;
  }
  return sum;
}

function countIn(schemas: readonly SchemaObject[], inquiry: Inquiry): number {
  const listed = listedIn(schemas);
  if (listed !== undefined) return new Set(fitting(listed, schemas, inquiry).map(canonicalJson)).size;
  return kindsOf(schemas).reduce((sum, kind) => sum + ofKind(kind, schemas), 0);
}

function ofKind(kind: Kind, schemas: readonly SchemaObject[]): number {
  if (kind === "null") return 1;
  if (kind === "boolean") return 2;
  if (kind === "integer") return countIntegers(schemas);
  if (kind === "fraction") return countFractions(schemas);
  return kind === "string" && leastOf(schemas, "maxLength") === 0 ? 1 : Number.POSITIVE_INFINITY;
}
