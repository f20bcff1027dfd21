import type { Schema, SchemaObject } from "../../schema.js";
import { countValues } from "./count.js";
import { type Empty, empty, type Inquiry } from "./inquiry.js";
import { leastOf, mostOf } from "./numbers.js";
import { saidOfItem } from "./parts.js";
import { contraryLengths } from "./texts.js";

export function arrays(schemas: readonly SchemaObject[], inquiry: Inquiry): Empty | undefined {
  const least = Math.max(0, mostOf(schemas, "minItems"), ...schemas.map(leastContained));
  return (
    contraryLengths(least, leastOf(schemas, "maxItems"), "items") ??
    requiredItems(schemas, least, inquiry) ??
    contained(schemas, inquiry) ??
    different(schemas, least, inquiry)
  );
}

function requiredItems(schemas: readonly SchemaObject[], least: number, inquiry: Inquiry): Empty | undefined {
  // Behind the tuple all items are alike, so one speaks for the rest.
  const places = Math.min(least, tupleLength(schemas) + 1);
  for (let index = 0; index < places; index += 1) {
    const found = inquiry.ask(index, itemsAt(schemas, index));
    if (found !== undefined) return found;
  }
  return undefined;
}

function contained(schemas: readonly SchemaObject[], inquiry: Inquiry): Empty | undefined {
  const everywhere = tupleLength(schemas) === 0 ? itemsAt(schemas, 0) : [];
  for (const schema of schemas) {
    if (schema.contains === undefined || leastContained(schema) === 0) continue;
    const found = inquiry.ask(0, [schema.contains, ...everywhere]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Items that are all alike in what they may be, and must all differ. */
function different(schemas: readonly SchemaObject[], least: number, inquiry: Inquiry): Empty | undefined {
  const length = tupleLength(schemas);
  const alike = least - length;
  if (alike < 2 || !schemas.some(({ uniqueItems }) => uniqueItems === true)) return undefined;
  const values = countValues(itemsAt(schemas, length), inquiry);
  if (values >= alike) return undefined;
  const there = values === 1 ? "is only one" : `are only ${values}`;
  return empty(`it must have ${alike} different items, and there ${there}`, "Lower minItems or drop uniqueItems");
}

function tupleLength(schemas: readonly SchemaObject[]): number {
  return Math.max(0, ...schemas.map(({ prefixItems }) => prefixItems?.length ?? 0));
}

function itemsAt(schemas: readonly SchemaObject[], index: number): readonly Schema[] {
  return schemas.map((schema) => saidOfItem(schema, index));
}

function leastContained({ contains, minContains }: SchemaObject): number {
  return contains === undefined ? 0 : Number(minContains ?? 1);
}
