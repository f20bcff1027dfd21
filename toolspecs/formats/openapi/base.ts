import { isObject } from "../../json.js";
import type { SchemaReader } from "../../schemas/definitions.js";
import { locateInside, locateRoot } from "../../schemas/documents.js";
import type { HttpCall } from "../../toolspec.js";
import type { Operation } from "./operations.js";

/** The first server that the operation, its path or the document names, with the defaults of its variables. */
export function baseOf({ at, item }: Operation, reader: SchemaReader): Pick<HttpCall, "base"> {
  const [server] = [at, item, locateRoot(reader.documents)].flatMap((owner) => locateInside(owner, "servers", 0) ?? []);
  if (server === undefined || !isObject(server.value) || typeof server.value.url !== "string") return {};
  const base = server.value.url.replace(/\{([^{}]+)\}/g, (whole: string, name: string) => {
    const value = locateInside(server, "variables", name, "default")?.value;
    return typeof value === "string" ? value : whole;
  });
  return { base };
}
