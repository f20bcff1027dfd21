import { isObject } from "../../json.js";
import type { SchemaReader } from "../../schemas/definitions.js";
import { type Located, locateInside } from "../../schemas/documents.js";
import { outputFrom } from "../../shapes/infer.js";
import type { ToolOutput } from "../../toolspec.js";
import { chooseMedia, exampleBodies } from "./media.js";

/** What an operation gives when it succeeds: the body of its lowest 2xx response; where it has no schema, as its examples are. */
export function operationOutput(operation: Located, subject: string, reader: SchemaReader): ToolOutput {
  const status = successStatus(operation);
  const entry = status === undefined ? undefined : locateInside(operation, "responses", status);
  const response = entry && reader.follow(entry, subject);
  if (response === undefined) return { schema: true, origin: "unknown" };
  const media = chooseMedia(response);
  if (media.kind === "text") return { schema: { type: "string" }, origin: "declared" };
  if (media.kind === "schema") {
    const schema = reader.close(reader.open(media.at, subject), media.at, subject);
    return { schema, origin: "declared" };
  }
  // 204 and 205 promise that there is no body; any other response may just not be described.
  const empty = status === "204" || status === "205";
  if (empty) return { schema: { type: "null" }, origin: "declared" };
  const examples = exampleBodies(response, (at) => reader.follow(at, subject));
  return examples.length > 0 ? outputFrom(examples, " in the document") : { schema: true, origin: "unknown" };
}

function successStatus(operation: Located): string | undefined {
  const responses = locateInside(operation, "responses")?.value;
  const [lowest] = Object.keys(isObject(responses) ? responses : {})
    .filter((status) => /^2(\d\d|XX)$/i.test(status))
    .sort();
  return lowest;
}
