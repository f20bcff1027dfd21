import type { Json } from "../../../toolspecs/index.js";
import { pairs, type Sent } from "./style.js";

interface Encoded {
  readonly content: string | FormData;
  /** Absent where whoever sends it writes the header, with the boundary between parts. */
  readonly type?: string;
}

/** The body of a request; nothing for an operation that sends none. */
export function encodeBody(type: string | undefined, sent: readonly Sent[]): Encoded | undefined {
  if (type === undefined || sent.length === 0) return undefined;
  const whole = sent.find(({ name }) => name === "");
  const value: Json = whole === undefined ? Object.fromEntries(sent.map((one) => [one.name, one.value])) : whole.value;
  if (/^multipart\//i.test(type)) return { content: formData(value) };
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return { content: urlEncoded(value), type };
  if (/^text\//i.test(type) && typeof value === "string") return { content: value, type };
  return { content: JSON.stringify(value), type: type.includes("*") ? "application/json" : type };
}

function members(value: Json): readonly (readonly [string, Json])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function urlEncoded(value: Json): string {
  const all = members(value).flatMap(([name, member]) => pairs({ name, value: member, how: {} }));
  return new URLSearchParams(all.map(([name, text]): [string, string] => [name, text])).toString();
}

function formData(value: Json): FormData {
  const form = new FormData();
  for (const [name, member] of members(value)) {
    form.append(name, typeof member === "object" ? JSON.stringify(member) : String(member));
  }
  return form;
}
