/**
 * OpenAPI 3.x: one tool for each operation. The tool is named by `operationId`, or else by method and path; its server by
 * the document's title. What it does to the world follows from its method (see `effects.ts`).
 */

import { claimsOfMethod } from "../../effects.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { inside, type Place, quoted } from "../../place.js";
import type { Report } from "../../report.js";
import type { SchemaObject } from "../../schema.js";
import { SchemaReader } from "../../schemas/definitions.js";
import { checkEffect, readName } from "../../spec.js";
import { readTerms } from "../../terms.js";
import type { HttpParameter, ToolSpec } from "../../toolspec.js";
import { baseOf } from "./base.js";
import { credentialOf } from "./credential.js";
import { loadDocuments } from "./folder.js";
import { operationInput } from "./input.js";
import { type Operation, operations } from "./operations.js";
import { operationOutput } from "./output.js";

export interface OpenApiSource {
  readonly document: JsonObject;
  readonly place: Place;
  /** The file it was read from, if it was. */
  readonly path: string | undefined;
  /** Overrides the name that the document's title gives. */
  readonly server: string | undefined;
}

export async function readOpenApi(source: OpenApiSource, report: Report): Promise<readonly ToolSpec[]> {
  const { document, place } = source;
  if (typeof document.openapi !== "string" || !/^3\.\d/.test(document.openapi)) {
    const version = JSON.stringify(document.openapi ?? document.swagger);
    const advice = "holdshort reads OpenAPI 3.0 and 3.1; convert the document, for example with swagger2openapi";
    report("unknown_kind", place, `This is an OpenAPI document of version ${version}: ${advice}.`);
    return [];
  }
  const documents = await loadDocuments(document, place, source.path);
  const reader = new SchemaReader(documents, report);
  const server = source.server ?? titleName(document);
  const names = new Set<string>();
  return operations(reader).flatMap((operation) => {
    const spec = readOperation({ ...operation, names, server }, reader);
    return spec === undefined ? [] : [spec];
  });
}

/** `Spotify Web API` is `spotify_web_api`: a title is a heading, and the namespace is written in every call. */
function titleName({ info }: JsonObject): string {
  const title = isObject(info) && typeof info.title === "string" ? info.title : "";
  return words(title.toLowerCase()) || "tools";
}

function words(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, "_").replaceAll(/^_+|_+$/g, "");
}

interface Naming {
  readonly names: Set<string>;
  readonly server: string;
}

function readOperation(operation: Operation & Naming, reader: SchemaReader): ToolSpec | undefined {
  const { method, fields, at, server } = operation;
  const { report } = reader;
  const name = readOperationName(operation, report);
  if (name === undefined) return undefined;
  const subject = `Operation ${JSON.stringify(name)}`;
  checkEffect(fields["x-effect"], inside(at.place, "x-effect"), (place, message) =>
    report("invalid_tool", place, `${subject}: ${message}`),
  );
  const { schema, ...sent } = operationInput(operation, subject, reader);
  const key = Object.keys(sent.parameters).find((property) => isKeyHeader(sent.parameters[property]));
  const input = optional(reader.close(schema, at, subject), key);
  return {
    server,
    name,
    description: describe(fields.summary, fields.description),
    input,
    output: operationOutput(at, subject, reader),
    ...claimsOfMethod(method, fields),
    ...readTerms(fields, {
      prefix: "x-",
      input,
      wrong: (key, message) => report("invalid_tool", inside(at.place, key), `${subject}: ${message}.`),
    }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
    http: {
      method: method.toUpperCase(),
      path: operation.path,
      ...baseOf(operation, reader),
      ...credentialOf(operation, subject, reader),
      ...sent,
    },
  };
}

/** The header of draft-ietf-httpapi-idempotency-key-header. Whoever makes the calls fills it, so no plan has to. */
function isKeyHeader(parameter: HttpParameter | undefined): boolean {
  return parameter?.in === "header" && parameter.name?.toLowerCase() === "idempotency-key";
}

function optional(input: SchemaObject, property: string | undefined): SchemaObject {
  if (property === undefined || input.required === undefined) return input;
  const { required, ...open } = input;
  const rest = required.filter((name) => name !== property);
  return rest.length === 0 ? open : { ...open, required: rest };
}

/**
 * `GET /pets/{id}` without an `operationId` is `get_pets_id`. Two paths may differ in punctuation alone, and documents that
 * give two operations one id are common though forbidden: method and path tell those apart.
 */
function readOperationName(operation: Operation & Naming, report: Report): string | undefined {
  const { method, path, names, fields, at } = operation;
  const given = fields.operationId === undefined ? undefined : readName(fields.operationId, at.place, report);
  if (given === undefined && fields.operationId !== undefined) return undefined;
  const own = `${method}_${words(path)}`;
  let name = given === undefined || names.has(given) ? own : given;
  for (let number = 2; names.has(name); number += 1) name = `${own}_${number}`;
  names.add(name);
  if (given !== undefined && name !== given) {
    const advice = "Give each operation an operationId of its own";
    report(
      "note",
      at.place,
      `The operationId ${quoted(given)} is taken, so this tool is called ${quoted(name)}. ${advice}.`,
    );
  }
  return name;
}

function describe(summary: Json | undefined, description: Json | undefined): string {
  const texts = [summary, description].filter((text) => typeof text === "string").map((text) => text.trim());
  return [...new Set(texts)].filter((text) => text !== "").join("\n\n");
}
