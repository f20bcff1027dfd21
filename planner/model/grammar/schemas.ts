// JSON Schemas as plans may write them out in the calls of builtin tools (`verifier/builtin/schema-literal.ts`): every value a literal.
import type { Part } from "./grammar.js";
import { choice, optional, rule, sequence } from "./parts.js";
import { listOf } from "./types.js";

const ws = rule("ws");
const schema = rule("schema");
const string = rule("string");
const number = sequence(optional("-"), rule("number"));

export function schemaRules(): readonly (readonly [string, Part])[] {
  const kind = choice(...kinds.map((name) => JSON.stringify(name)));
  const keywords: readonly (readonly [string, Part])[] = [
    ["type", choice(kind, bracketed(kind))],
    ["enum", bracketed(rule("schema-scalar"))],
    ["const", rule("schema-scalar")],
    ["anyOf", bracketed(schema)],
    ["properties", sequence("{", ws, optional(listOf(sequence(rule("schema-key"), ":", ws, schema)), ws), "}")],
    ["required", bracketed(string)],
    ["additionalProperties", choice("false")],
    ["items", schema],
    ["format", choice(...formats.map((name) => JSON.stringify(name)))],
    ...["pattern", "title", "description"].map((name) => [name, string] as const),
    ...numbers.map((name) => [name, number] as const),
  ];
  const members = keywords.map(([name, value]) => sequence(choice(name, JSON.stringify(name)), ":", ws, value));
  return [
    ["schema", sequence("{", ws, listOf(rule("schema-member")), ws, "}")],
    ["schema-member", choice(...members)],
    ["schema-key", choice(rule("name"), string)],
    ["schema-scalar", choice(string, number, "true", "false", "null")],
  ];
}

function bracketed(item: Part): Part {
  return sequence("[", ws, optional(listOf(item), ws), "]");
}

const kinds = ["string", "number", "integer", "boolean", "null", "array", "object"];
const formats = ["date", "date-time", "time", "email", "uri", "uuid"];
const numbers = [
  ...["minItems", "maxItems", "minLength", "maxLength"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
];
