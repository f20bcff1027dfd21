import { isObject } from "../../json.js";
import type { SchemaReader } from "../../schemas/definitions.js";
import { locateInside, locateRoot } from "../../schemas/documents.js";
import type { HttpCall, HttpCredential } from "../../toolspec.js";
import type { Operation } from "./operations.js";

/** Where the first security scheme that the operation, or else the document, asks for wants its credential. */
export function credentialOf({ at }: Operation, subject: string, reader: SchemaReader): Pick<HttpCall, "credential"> {
  const root = locateRoot(reader.documents);
  const required = (locateInside(at, "security") ?? locateInside(root, "security"))?.value;
  const [name] = (Array.isArray(required) ? required : []).flatMap((one) => Object.keys(isObject(one) ? one : {}));
  const entry = name === undefined ? undefined : locateInside(root, "components", "securitySchemes", name);
  const scheme = entry && reader.follow(entry, subject)?.value;
  const credential = isObject(scheme) ? placeOf(scheme) : undefined;
  return credential === undefined ? {} : { credential };
}

function placeOf({ type, scheme, in: place, name }: Readonly<Record<string, unknown>>): HttpCredential | undefined {
  if (
    type === "apiKey" &&
    typeof name === "string" &&
    (place === "header" || place === "query" || place === "cookie")
  ) {
    return { in: place, name, form: "plain" };
  }
  const basic = type === "http" && typeof scheme === "string" && scheme.toLowerCase() === "basic";
  if (type === "mutualTLS") return undefined;
  return { in: "header", name: "Authorization", form: basic ? "basic" : "bearer" };
}
