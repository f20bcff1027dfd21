import type { SchemaObject } from "../../schema.js";
import { type Empty, empty } from "./inquiry.js";
import { leastOf, mostOf } from "./numbers.js";

export function texts(schemas: readonly SchemaObject[]): Empty | undefined {
  return contraryLengths(mostOf(schemas, "minLength"), leastOf(schemas, "maxLength"), "characters");
}

export function contraryLengths(least: number, most: number, parts: string): Empty | undefined {
  if (least <= most) return undefined;
  return empty(`it must have at least ${least} ${parts} and at most ${most}`, "Correct one of the two");
}
