import { isObject, type Json, type JsonObject } from "../../../toolspecs/index.js";

/** The object that a model wrote, whatever it wrote around it. */
export function objectIn(text: string): JsonObject | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end < start) return undefined;
  try {
    const value: Json = JSON.parse(text.slice(start, end + 1));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
