/**
 * One tool as most formats have it: an object with a name, a description and schemas. Which key holds the input schema
 * differs and is told by the format; the rest is looked for in all of them. Nothing here throws: what is wrong is reported,
 * and a tool that cannot be made sense of is `undefined`.
 *
 * The output schema stands under `outputSchema`, `output_schema`, `returns` or `response`, whichever holds an object. Where
 * none does, it is inferred from outputs under `x-output-examples` or `output_examples`. `x-effect`, `x-idempotent` and
 * `x-trusted` are our own (see `effects.ts`), as are `x-requires`, `x-cost` and `x-sinks` (see `terms.ts`), and `x-examples`,
 * a list of arguments, which `input_examples` names too.
 */
import { claimsOfTool, severity } from "./effects.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { inside, type Place, quoted, shorten } from "./place.js";
import type { Report } from "./report.js";
import type { Schema, SchemaObject } from "./schema.js";
import { SchemaReader } from "./schemas/definitions.js";
import { locateRoot, singleDocument } from "./schemas/documents.js";
import { present } from "./schemas/keywords.js";
import { outputFrom } from "./shapes/infer.js";
import { readTerms } from "./terms.js";
import type { ToolOutput, ToolSpec } from "./toolspec.js";

export interface ToolRecord {
  readonly server: string;
  readonly fields: JsonObject;
  readonly place: Place;
  /** The key of `fields` that holds the input schema. */
  readonly inputKey: string;
}

export function readTool(record: ToolRecord, report: Report): ToolSpec | undefined {
  const { server, fields, place } = record;
  const name = readName(fields.name, inside(place, "name"), report);
  if (name === undefined) return undefined;
  const subject = `Tool ${quoted(name)}`;
  checkEffect(fields["x-effect"], inside(place, "x-effect"), (at, message) =>
    report("invalid_tool", at, `${subject}: ${message}`),
  );
  const input = readInput(record, subject, report);
  if (input === undefined) return undefined;
  const examples = fields["x-examples"] ?? fields.input_examples;
  return {
    server,
    name,
    description: readDescription(record, subject, report),
    input,
    output: readOutput(record, subject, report),
    ...claimsOfTool(fields),
    ...(Array.isArray(examples) ? { examples } : {}),
    ...readTerms(fields, {
      prefix: "x-",
      input,
      wrong: (key, message) => report("invalid_tool", inside(place, key), `${subject}: ${message}.`),
    }),
  };
}

/** A tool's name, checked. It will be a key of records and stand in reports, hence the limits. */
export function readName(name: Json | undefined, place: Place, report: Report): string | undefined {
  if (typeof name !== "string" || name.trim() === "") {
    const found = name === undefined ? "it has none" : `not ${shorten(JSON.stringify(name) ?? "that", 40)}`;
    report("invalid_tool", place, `A tool needs a name that is a non-empty string: ${found}.`);
  } else if (name.length > 256 || name === "__proto__" || /\p{Cc}/u.test(name)) {
    const advice = "Use at most 256 printable characters, and not __proto__";
    report("invalid_tool", place, `The tool name ${quoted(name)} cannot be used. ${advice}.`);
  } else {
    return name;
  }
  return undefined;
}

export function checkEffect(
  effect: Json | undefined,
  place: Place,
  wrong: (place: Place, message: string) => void,
): void {
  if (effect === undefined || severity.some((known) => known === effect)) return;
  wrong(place, `x-effect must be one of ${severity.join(", ")}, not ${shorten(JSON.stringify(effect) ?? "", 40)}.`);
}

function readDescription({ fields, place }: ToolRecord, subject: string, report: Report): string {
  const { description } = fields;
  if (typeof description === "string" && description.trim() !== "") return description;
  if (typeof description !== "string" && description !== undefined && description !== null) {
    report(
      "invalid_tool",
      inside(place, "description"),
      `${subject}: the description must be a string. Write it as text.`,
    );
  }
  const title = fields.title ?? (isObject(fields.annotations) ? fields.annotations.title : undefined);
  return typeof title === "string" ? title : "";
}

function readInput({ fields, place, inputKey }: ToolRecord, subject: string, report: Report): SchemaObject | undefined {
  const value = present(fields, inputKey);
  if (value === undefined) return { type: "object", properties: {} };
  const at = inside(place, inputKey);
  const reader = new SchemaReader(singleDocument(value, at), report);
  const root = locateRoot(reader.documents);
  const bare = isObject(value) && Object.keys(value).every((key) => beside.has(key));
  const target = bare ? reader.follow(root, subject) : root;
  if (target === undefined) return undefined;
  const input = asObject(reader.open(target, subject));
  if (input !== undefined) return reader.close(input, target, subject);
  const advice = `A plan passes one object per call: use {"type": "object", "properties": {…}}`;
  report("invalid_schema", at, `${subject}: the input schema does not describe an object. ${advice}.`);
  return undefined;
}

/** Keys that change nothing about what a reference beside them means. */
const beside = new Set(["$ref", "$schema", "$id", "id", "$defs", "definitions", "title", "description", "$comment"]);

/** The schema held to objects; `undefined` if no object fits it. */
function asObject(schema: Schema): SchemaObject | undefined {
  if (typeof schema === "boolean") return schema ? { type: "object" } : undefined;
  const { type = "object", const: only, enum: allowed } = schema;
  if (only !== undefined && !isObject(only)) return undefined;
  if (allowed !== undefined && !allowed.some(isObject)) return undefined;
  return type === "object" || type.includes("object") ? { ...schema, type: "object" } : undefined;
}

const outputKeys = ["outputSchema", "output_schema", "returns", "response"];

function readOutput({ fields, place }: ToolRecord, subject: string, report: Report): ToolOutput {
  const key = outputKeys.find((name) => isObject(fields[name]));
  const value = key === undefined ? undefined : fields[key];
  if (key === undefined || value === undefined) return exemplified(fields);
  const reader = new SchemaReader(singleDocument(value, inside(place, key)), report);
  const root = locateRoot(reader.documents);
  return { schema: reader.close(reader.open(root, subject), root, subject), origin: "declared" };
}

function exemplified(fields: JsonObject): ToolOutput {
  const examples = fields["x-output-examples"] ?? fields.output_examples;
  if (!Array.isArray(examples) || examples.length === 0) return { schema: true, origin: "unknown" };
  return outputFrom(examples, " of the tool's author");
}
