import { isObject } from "../../json.js";
import { type Located, locateInside } from "../../schemas/documents.js";

/** What a body holds: a described value, or text of a kind that no schema describes. */
export type Media =
  | { readonly kind: "schema"; readonly at: Located }
  | { readonly kind: "text" }
  | { readonly kind: "none" };

/** JSON before forms, whose fields a schema describes just as well; of anything else only that it is text. */
const order = [
  /^application\/json\b/i,
  /\+json\b/i,
  /^\*\/\*/,
  /^application\/x-www-form-urlencoded\b/i,
  /^multipart\//i,
];

/** The body to plan with, of those that a `content` object offers. */
export function chooseMedia(at: Located): Media {
  const content = locateInside(at, "content")?.value;
  if (!isObject(content)) return { kind: "none" };
  const types = Object.keys(content);
  for (const pattern of order) {
    const type = types.find((name) => pattern.test(name));
    const schema = type === undefined ? undefined : locateInside(at, "content", type, "schema");
    if (schema !== undefined) return { kind: "schema", at: schema };
  }
  return types.length > 0 && types.every((name) => /^text\//i.test(name)) ? { kind: "text" } : { kind: "none" };
}
