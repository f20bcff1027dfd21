import { choicesOf, isObject, type Json, type Schema } from "../toolspecs/index.js";

// What a person is asked for, in words.

const mostChoices = 20;
const longestSchema = 300;

/** `a date, like 2026-07-01`; choices with the numbers that stand for them. */
export function wantedWords(schema: Schema): string {
  const choices = choicesOf(schema);
  if (choices !== undefined) return choiceWords(choices);
  if (!isObject(schema)) return "anything";
  const { type, format, properties = {} } = schema;
  const [only, ...others] = Object.values(properties);
  if (type === "object" && only !== undefined && others.length === 0) return wantedWords(only);
  if (type === "string") return formats[format ?? ""] ?? `a text${limits(schema)}`;
  if (type === "boolean") return "yes or no";
  if (type === "integer") return `a whole number${limits(schema)}`;
  if (type === "number") return `a number${limits(schema)}`;
  const text = JSON.stringify(schema);
  return `JSON of the schema ${text.length > longestSchema ? `${text.slice(0, longestSchema)}...` : text}`;
}

function choiceWords(choices: readonly Json[]): string {
  const shown = choices.slice(0, mostChoices).map((choice, index) => `${index + 1} = ${JSON.stringify(choice)}`);
  const more = choices.length > mostChoices ? `, and ${choices.length - mostChoices} more` : "";
  return `one of ${shown.join(", ")}${more}`;
}

const formats: { readonly [format: string]: string } = {
  date: "a date, like 2026-07-01",
  "date-time": "a time, like 2026-07-01T09:30:00Z",
  time: "a time of day, like 09:30:00Z",
  email: "an e-mail address",
  uri: "a web address",
};

const keywords = ["minimum", "maximum", "minLength", "maxLength", "pattern"];

function limits(schema: Exclude<Schema, boolean>): string {
  const said = keywords.flatMap((keyword) =>
    schema[keyword] === undefined ? [] : [`${keyword} ${JSON.stringify(schema[keyword])}`],
  );
  return said.length === 0 ? "" : ` (${said.join(", ")})`;
}
