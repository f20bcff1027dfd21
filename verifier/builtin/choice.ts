import { isObject, type Schema } from "../../toolspecs/index.js";

/** Whether every part of an answer is one of the choices that its schema writes out, so that none has room for other words. */
export function isChoice(schema: Schema | undefined): boolean {
  if (!isObject(schema)) return false;
  const { type, properties, anyOf } = schema;
  if (schema.enum !== undefined || schema.const !== undefined) return true;
  if (anyOf !== undefined) return anyOf.every(isChoice);
  const kinds = type === undefined ? [] : [type].flat();
  return (
    kinds.length > 0 &&
    kinds.every((kind) => {
      if (kind === "object") return Object.values(properties ?? {}).every(isChoice);
      // A list of choices is a text in another alphabet.
      return kind === "boolean" || kind === "null";
    })
  );
}
