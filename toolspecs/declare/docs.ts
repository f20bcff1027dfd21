/**
 * Doc comments. What they say comes from outside and is read by people, by a model and by a compiler, so nothing in it
 * may end the comment, pass for one of our own tags, hide characters or fill the page.
 */
import { isObject } from "../json.js";
import { branches } from "../refs.js";
import type { Schema, SchemaObject } from "../schema.js";

const maxToolText = 2000;
const maxMemberText = 400;
const maxValueText = 80;

/** Constraints worth telling, by keyword and tag. Types say the rest. */
const constraints = [
  "format",
  "pattern",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
] as const;

/** The comment of a tool: its description in full lines, then what holdshort says of it. */
export function toolDoc(description: string, tags: readonly string[]): string {
  const text = cut(description, maxToolText)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(harmless);
  const body = [...withoutBlankRuns(text), ...tags];
  const [only = ""] = body;
  return body.length === 1
    ? `/** ${only} */`
    : ["/**", ...body.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

/** One tag of ours, with text from outside. */
export function tag(name: string, text = ""): string {
  return `@${name} ${harmless(cut(text, maxValueText))}`.trim();
}

/** The comment of a member, in one line; empty if there is nothing to say. */
export function memberDoc(schema: Schema): string {
  if (typeof schema === "boolean") return "";
  const text = harmless(cut(schema.description ?? schema.title ?? "", maxMemberText));
  const body = [text, ...tagsOf(schema)].filter(Boolean).join(" ");
  return body === "" ? "" : `/** ${body} */`;
}

/** What a schema asks beyond its type, as tags. An optional or nullable wrapper speaks for the one thing it wraps. */
function tagsOf(schema: SchemaObject): readonly string[] {
  const told = [schema, ...wrapped(schema)];
  const integer = told.some(
    (part) => part.type === "integer" || (Array.isArray(part.type) && part.type.includes("integer")),
  );
  const tags = told.flatMap((part) =>
    constraints.flatMap((keyword) =>
      part[keyword] === undefined ? [] : [tag(keyword, JSON.stringify(part[keyword]))],
    ),
  );
  const example = schema.examples?.[0];
  return [
    ...(integer ? ["@integer"] : []),
    ...new Set(tags),
    ...(example === undefined ? [] : [tag("example", JSON.stringify(example))]),
    ...(schema.deprecated === true ? ["@deprecated"] : []),
  ];
}

function wrapped(schema: SchemaObject): readonly SchemaObject[] {
  const real = branches(schema).filter((branch) => branch !== true && !(isObject(branch) && branch.type === "null"));
  return real.length === 1 ? real.filter((branch) => typeof branch === "object") : [];
}

/** One line that can stand in a comment: blank characters are spaces, invisible ones go, `*` and `/` never meet. */
function harmless(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/\*(?=\/)/g, "* ")
    .replace(/(^|\s)@(?=\S)/g, "$1\\@")
    .trim();
}

function cut(text: string, limit: number): string {
  // What is cut has to be longer than the words that say so.
  if (text.length <= limit + 32) return text;
  const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? "") ? limit - 1 : limit;
  return `${text.slice(0, end)}… [cut: ${text.length - end} characters more]`;
}

/** Paragraphs stay apart by one blank line, with none at either end. */
function withoutBlankRuns(lines: readonly string[]): readonly string[] {
  const kept = lines.filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""));
  const end = kept.at(-1) === "" ? -1 : kept.length;
  return kept.slice(0, end);
}
