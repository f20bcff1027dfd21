import { isObject, type Json } from "../../json.js";
import { type Located, locateInside } from "../../schemas/documents.js";

/** What a body holds: a described value, or text of a kind that no schema describes. */
export type Media =
  | { readonly kind: "schema"; readonly type: string; readonly at: Located }
  | { readonly kind: "text"; readonly type: string }
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
    if (type !== undefined && schema !== undefined) return { kind: "schema", type, at: schema };
  }
  const [first] = types;
  const onlyText = first !== undefined && types.every((name) => /^text\//i.test(name));
  return onlyText ? { kind: "text", type: first } : { kind: "none" };
}

/** Example bodies that stand where a schema should: `example`, or the named `examples`, of the JSON among the media types. */
export function exampleBodies(at: Located, follow: (at: Located) => Located | undefined): readonly Json[] {
  const content = locateInside(at, "content")?.value;
  const type = Object.keys(isObject(content) ? content : {}).find((name) => /^application\/(.+\+)?json\b/i.test(name));
  const media = type === undefined ? undefined : locateInside(at, "content", type);
  if (media === undefined) return [];
  const single = locateInside(media, "example");
  if (single !== undefined) return [single.value];
  const named = locateInside(media, "examples")?.value;
  return Object.keys(isObject(named) ? named : {}).flatMap((name) => {
    const entry = locateInside(media, "examples", name);
    const target = entry && follow(entry);
    const value = target && locateInside(target, "value");
    return value === undefined ? [] : [value.value];
  });
}
