import { createHash } from "node:crypto";

/** `sha256:` and 64 hex digits over the UTF-8 of a text. */
export function hashOf(text: string): string {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}
