import type { SchemaObject } from "../schema.js";
import { inside, type Scope, type Translate } from "./scope.js";
import { grouped, plain, type TypeText, unknownType } from "./text.js";

/** The type of an array; of a tuple, if its first items are told apart. Items that may be missing are optional. */
export function arrayType(schema: SchemaObject, scope: Scope, translate: Translate): TypeText {
  const rest = schema.items === undefined ? unknownType : translate(schema.items, inside(scope));
  const first = schema.prefixItems ?? [];
  if (first.length === 0) return plain(schema.items === false ? "[]" : `${grouped(rest)}[]`);
  const items = first.map((item, index) => {
    const text = grouped(translate(item, inside(scope)));
    return index < (schema.minItems ?? 0) ? text : `${text}?`;
  });
  const closed = schema.items === false || (schema.maxItems ?? Number.POSITIVE_INFINITY) <= first.length;
  return plain(`[${[...items, ...(closed ? [] : [`...${grouped(rest)}[]`])].join(", ")}]`);
}
