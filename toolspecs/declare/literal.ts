import type { Json } from "../json.js";
import { plain, type TypeText, union } from "./text.js";

/** Characters that reorder, hide or break the text around them: shown as escapes in literals, never as themselves. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A string as a TypeScript literal in one line of visible characters. */
export function stringLiteral(text: string): string {
  return spelledOut(JSON.stringify(text));
}

/** A name as it is, but for what cannot be seen of it. */
export function spelledOut(name: string): string {
  return name.replace(unseen, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** The type that only `value` has. Structures deeper than `depth` are left open. */
export function literalType(value: Json, depth = 4): TypeText {
  if (typeof value === "string") return plain(stringLiteral(value));
  if (typeof value === "number") return plain(Number.isFinite(value) ? String(value) : "number");
  if (typeof value !== "object" || value === null) return plain(String(value));
  if (depth === 0) return plain(Array.isArray(value) ? "unknown[]" : "Record<string, unknown>");
  if (Array.isArray(value)) return plain(`[${value.map((item) => literalType(item, depth - 1).text).join(", ")}]`);
  const members = Object.entries(value).map(
    ([key, member]) => `${propertyKey(key)}: ${literalType(member, depth - 1).text}`,
  );
  return plain(members.length === 0 ? "Record<string, never>" : `{ ${members.join("; ")} }`);
}

export function literalUnion(values: readonly Json[]): TypeText {
  return union(values.map((value) => literalType(value)));
}
