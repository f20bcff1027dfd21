import { isObject, type JsonObject } from "../../json.js";
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

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export function operations(reader: SchemaReader): readonly Operation[] {
  const root = locateRoot(reader.documents);
  const paths = locateInside(root, "paths");
  return Object.keys(isObject(paths?.value) ? paths.value : {}).flatMap((path) => {
    const entry = locateInside(root, "paths", path);
    const item = entry && reader.follow(entry, `Path ${JSON.stringify(path)}`);
    if (item === undefined) return [];
    return methods.flatMap((method) => {
      const at = locateInside(item, method);
      return at !== undefined && isObject(at.value) ? [{ method, path, at, fields: at.value, item }] : [];
    });
  });
}
