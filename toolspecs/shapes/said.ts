/** One entry of a file of shapes as parts of a ToolSpec. Whatever is wrong in it is reported, and left out. */
import { type Claims, severity } from "../effects.js";
import type { JsonObject } from "../json.js";
import { inside, type Place, quoted, shorten } from "../place.js";
import type { Report } from "../report.js";
import { SchemaReader } from "../schemas/definitions.js";
import { locateRoot, singleDocument } from "../schemas/documents.js";
import { readTerms, type Terms } from "../terms.js";
import type { ToolOutput, ToolSpec } from "../toolspec.js";
import { type Entry, keys, unknownKey } from "./document.js";
import { outputFrom } from "./infer.js";

export type Said = Partial<Pick<ToolSpec, "output"> & Claims> & Terms;

/** `tool` is as its source has it: an output schema that it declares is replaced only with `override: true`. */
export function readSaid({ fields, place }: Entry, tool: ToolSpec, report: Report): Said {
  const wrong: Wrong = (key, message) => report("invalid_shapes", inside(place, key), `${message}.`);
  for (const key of Object.keys(fields)) {
    if (!keys.includes(key)) report("invalid_shapes", inside(place, key), unknownKey(key, keys));
  }
  const override = readFlag(fields, "override", wrong);
  const output = readOutput(fields, place, report);
  if (output !== undefined && tool.output.origin === "declared" && override !== true) {
    const advice = "Remove it here, or add override: true if the declaration is wrong";
    const subject = quoted(tool.name);
    report("contradiction", place, `${subject} declares an output schema of its own. ${advice}.`);
  }
  return {
    ...(output === undefined ? {} : { output }),
    ...readClaims(fields, wrong),
    ...readTerms(fields, { prefix: "", input: tool.input, wrong }),
  };
}

type Wrong = (key: string, message: string) => void;

function readClaims(fields: JsonObject, wrong: Wrong): Partial<Claims> {
  const effect = severity.find((known) => known === fields.effect);
  if (effect === undefined && fields.effect !== undefined) wrong("effect", `effect is one of ${severity.join(", ")}`);
  const idempotent = readFlag(fields, "idempotent", wrong);
  const trusted = readFlag(fields, "trusted", wrong);
  return {
    ...(effect === undefined ? {} : { effect }),
    ...(idempotent === undefined ? {} : { idempotent }),
    ...(trusted === undefined ? {} : { trusted }),
  };
}

function readFlag(fields: JsonObject, key: string, wrong: Wrong): boolean | undefined {
  const value = fields[key];
  if (value === undefined || typeof value === "boolean") return value;
  wrong(key, `${key} is true or false, not ${shorten(JSON.stringify(value), 40)}`);
  return undefined;
}

function readOutput(fields: JsonObject, place: Place, report: Report): ToolOutput | undefined {
  const { output, outputExamples: examples } = fields;
  const file = place.source.replace(/^.*[\\/]/, "");
  if (output !== undefined && examples !== undefined) {
    report("contradiction", inside(place, "outputExamples"), "There is an output schema too. Keep one of the two.");
  } else if (output !== undefined) {
    const reader = new SchemaReader(singleDocument(output, inside(place, "output")), report);
    const root = locateRoot(reader.documents);
    const schema = reader.close(reader.open(root, "The output"), root, "The output");
    // A schema that lets anything pass is how the user says that nothing is known.
    const silent = schema === true || (typeof schema === "object" && Object.keys(schema).length === 0);
    return silent ? { schema: true, origin: "unknown" } : { schema, origin: "assumed", basis: `assumed from ${file}` };
  } else if (Array.isArray(examples) && examples.length > 0) {
    return outputFrom(examples, ` in ${file}`);
  } else if (examples !== undefined) {
    report("invalid_shapes", inside(place, "outputExamples"), "Give a list with at least one output.");
  }
  return undefined;
}
