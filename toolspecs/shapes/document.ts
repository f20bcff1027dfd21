/**
 * The user's own file about tools: what their outputs look like where no source says so, and on which terms they may be
 * used. The user's word is not a claim of a server: it may loosen as well as tighten. `shapes.schema.json` beside this file
 * describes it for editors.
 */
import { isObject, type Json, type JsonObject } from "../json.js";
import { nearest } from "../nearest.js";
import { inside, type Place, quoted } from "../place.js";
import type { Report } from "../report.js";
import type { Terms } from "../terms.js";
import type { Effect } from "../toolspec.js";

/** What the file holds, for those who write it as a value. */
export interface ShapesDocument {
  readonly $schema?: string;
  /** By `server/name`, or by a name that one tool alone has. */
  readonly tools: { readonly [tool: string]: ToolShape };
}

export interface ToolShape extends Omit<Terms, "freshFor"> {
  /** `90s`, `30m`, `12h`, `7d`; or `static`, `slow`, `medium`, `fast`, `live`. */
  readonly freshFor?: string;
  /** JSON Schema of what a call returns. */
  readonly output?: Json;
  /** Outputs from which the schema is inferred instead. */
  readonly outputExamples?: readonly Json[];
  /** Replace an output schema that the tool itself declares. */
  readonly override?: boolean;
  readonly effect?: Effect;
  readonly idempotent?: boolean;
  readonly trusted?: boolean;
}

export const keys = [
  "output",
  "outputExamples",
  "override",
  "effect",
  "idempotent",
  "trusted",
  "requires",
  "cost",
  "sinks",
  "idempotencyKey",
  "freshFor",
  "undo",
];

/** One tool's part of the document, still as it was written. */
export interface Entry {
  readonly tool: string;
  readonly fields: JsonObject;
  readonly place: Place;
}

export function readEntries(document: Json, place: Place, report: Report): readonly Entry[] {
  if (!isObject(document) || !isObject(document.tools)) {
    const advice = 'Write {"tools": {"server/name": {"output": {…}}}}, in JSON or YAML';
    report("invalid_shapes", place, `A file of shapes is an object with tools by name. ${advice}.`);
    return [];
  }
  for (const key of Object.keys(document)) {
    if (key !== "tools" && key !== "$schema") report("invalid_shapes", inside(place, key), unknownKey(key, ["tools"]));
  }
  return Object.entries(document.tools).flatMap(([tool, fields]) => {
    const at = inside(place, "tools", tool);
    if (isObject(fields)) return [{ tool, fields, place: at }];
    report("invalid_shapes", at, `What is said of a tool is an object with some of the keys ${keys.join(", ")}.`);
    return [];
  });
}

export function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const advice = meant === undefined ? `Use ${known.join(", ")}.` : `Did you mean ${quoted(meant)}?`;
  return `Nothing is called ${quoted(key)} here. ${advice}`;
}
