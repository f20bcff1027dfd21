import { isObject, type JsonObject } from "../../json.js";
import { quoted } from "../../place.js";
import type { SchemaReader } from "../../schemas/definitions.js";
import { type Located, locateInside, locateRoot } from "../../schemas/documents.js";

/** One method of one path, with all that its tool is made of. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly at: Located;
  readonly fields: JsonObject;
  /** The path item around it, whose parameters hold for every method. */
  readonly item: Located;
}

const example = 'Write it like "/pets": {"get": {"operationId": "listPets"}}, or remove it.';

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Keys that start with `x-` are extensions, which are no paths. */
export function operations(reader: SchemaReader): readonly Operation[] {
  const root = locateRoot(reader.documents);
  const paths = locateInside(root, "paths");
  const value = paths?.value ?? {};
  if (!isObject(value)) {
    reader.report("invalid_tool", paths?.place ?? root.place, `paths must be an object of paths. ${example}`);
    return [];
  }
  const names = Object.keys(value).filter((path) => !path.startsWith("x-"));
  return names.flatMap((path) => operationsOf(path, locateInside(root, "paths", path), reader));
}

function operationsOf(path: string, entry: Located | undefined, reader: SchemaReader): readonly Operation[] {
  const item = entry && reader.follow(entry, `Path ${quoted(path)}`);
  // Many generators write null for "not there".
  if (item === undefined || item.value === null) return [];
  if (!isObject(item.value)) {
    reader.report("invalid_tool", item.place, `The path ${quoted(path)} must be an object of operations. ${example}`);
    return [];
  }
  return methods.flatMap((method) => {
    const at = locateInside(item, method);
    if (at === undefined || at.value === null) return [];
    if (isObject(at.value)) return [{ method, path, at, fields: at.value, item }];
    reader.report("invalid_tool", at.place, `The operation must be an object. ${example}`);
    return [];
  });
}
