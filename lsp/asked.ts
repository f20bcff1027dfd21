import { ErrorCodes, ResponseError } from "vscode-languageserver/node";
import { isObject } from "../toolspecs/index.js";

/** Work on a document, where the request says which. Clients are programs: what they send is read like all that comes from outside. */
export function ofDocument<P, R>(work: (params: P, uri: string) => R): (params: P) => R {
  return (params) => work(params, uriIn(params));
}

/** The same, at a place in it. */
export function atPlace<P, R>(work: (params: P, uri: string) => R): (params: P) => R {
  return ofDocument((params, uri) => {
    const position = isObject(params) ? params.position : undefined;
    const told = isObject(position) && typeof position.line === "number" && typeof position.character === "number";
    if (!told) throw invalid("It is not said where: params.position.");
    return work(params, uri);
  });
}

export function invalid(why: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, why);
}

function uriIn(params: unknown): string {
  const document = isObject(params) ? params.textDocument : undefined;
  if (isObject(document) && typeof document.uri === "string") return document.uri;
  throw invalid("It is not said of which document: params.textDocument.uri.");
}
