import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "./json.js";

/** `sha256:` and 64 hex digits over the UTF-8 of a text. */
export function hashOf(text: string): string {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

/** The same for plain data: equal values have equal hashes, whatever the order of their keys. Keys that hold undefined count as absent. */
export function hashOfValue(value: object | Json): string {
  return hashOf(canonicalJson(asJson(value)));
}

/** The value as JSON has it, for records whose optional members may be undefined. */
export function asJson(value: unknown): Json {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}
