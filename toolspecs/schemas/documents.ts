/**
 * Loaded documents and the references between them. All files a reference may lead to are loaded before any schema is
 * read, so following one is a look-up, and a reference that leads out of what was loaded is an issue where it stands.
 */
import { isObject, type Json } from "../json.js";
import { inside, type Place, type Step } from "../place.js";

export interface Documents {
  /** Key of the document that was asked for: its `file:` URL, `memory:`, or `lone` for a schema that stands alone. */
  readonly root: string;
  readonly files: ReadonlyMap<string, LoadedFile>;
  /** Files that are referred to and were not loaded, with the reason. */
  readonly refused: ReadonlyMap<string, RefProblem>;
}

export interface LoadedFile {
  readonly value: Json;
  readonly place: Place;
}

export interface RefProblem {
  readonly code: "unsupported_ref" | "dangling_ref";
  readonly message: string;
}

/** A value in a document, with all that is needed to refer to it, to follow its own references and to talk about it. */
export interface Located {
  readonly file: string;
  readonly path: readonly Step[];
  readonly value: Json;
  readonly place: Place;
}

/** Key of a document that is one schema and nothing else, so that `#` means this schema. */
export const lone = "";

/** Documents that consist of one value; its references may only stay inside it. */
export function singleDocument(value: Json, place: Place, root = lone): Documents {
  return { root, files: new Map([[root, { value, place }]]), refused: new Map() };
}

export function locateRoot(documents: Documents): Located {
  const file = documents.files.get(documents.root);
  if (file === undefined) throw new Error("documents without their root");
  return { file: documents.root, path: [], value: file.value, place: file.place };
}

/** Steps down from a value; `undefined` where there is nothing. */
export function locateInside(from: Located, ...steps: readonly Step[]): Located | undefined {
  let value: Json | undefined = from.value;
  for (const step of steps) {
    value = child(value, step);
    if (value === undefined) return undefined;
  }
  return { file: from.file, path: [...from.path, ...steps], value, place: inside(from.place, ...steps) };
}

function child(value: Json | undefined, step: Step): Json | undefined {
  if (Array.isArray(value)) return Number.isInteger(Number(step)) ? value[Number(step)] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Where a reference leads from the document it stands in. */
export function resolveRef(documents: Documents, from: string, ref: string): Located | RefProblem {
  const hash = ref.indexOf("#");
  const target = hash === -1 ? ref : ref.slice(0, hash);
  const fragment = hash === -1 ? "" : ref.slice(hash + 1);
  const file = target === "" ? from : fileOf(documents, from, target);
  if (typeof file !== "string") return file;
  const loaded = documents.files.get(file);
  if (loaded === undefined) return documents.refused.get(file) ?? dangling(ref, "no such file was found");
  const path = parsePointer(fragment);
  if (path === undefined)
    return unsupported(ref, "names an anchor; write the way from the root instead (`#/$defs/name`)");
  const root = { file, path: [], value: loaded.value, place: loaded.place };
  return locateInside(root, ...path) ?? dangling(ref, "there is nothing at that place");
}

function fileOf(documents: Documents, from: string, target: string): string | RefProblem {
  if (target === ownId(documents)) return documents.root;
  if (/^[a-z][a-z\d+.-]+:/i.test(target) && !target.startsWith("file:")) {
    return unsupported(
      target,
      "leads to the network; holdshort reads no schema from there. Save it beside the document",
    );
  }
  if (!from.startsWith("file:")) {
    return unsupported(
      target,
      "leads to another file, and this document has no folder to find it in. Read it from a file",
    );
  }
  return URL.canParse(target, from) ? new URL(target, from).href : dangling(target, "it is no file name");
}

/** Some generators refer to a schema by the address they gave it, which then need not be fetched. */
function ownId(documents: Documents): Json | undefined {
  const value = documents.files.get(documents.root)?.value;
  if (!isObject(value)) return undefined;
  return value.$id ?? value.id;
}

/** The steps of a JSON pointer in a URL fragment; `undefined` for a fragment that is none. */
function parsePointer(fragment: string): string[] | undefined {
  if (fragment === "") return [];
  if (!fragment.startsWith("/")) return undefined;
  return fragment
    .slice(1)
    .split("/")
    .map((token) => percentDecoded(token).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone percent sign in a key that nobody encoded.
  }
}

function unsupported(ref: string, reason: string): RefProblem {
  return { code: "unsupported_ref", message: `The reference ${JSON.stringify(ref)} ${reason}.` };
}

function dangling(ref: string, reason: string): RefProblem {
  return {
    code: "dangling_ref",
    message: `The reference ${JSON.stringify(ref)} leads nowhere: ${reason}. Add what it names, or correct it.`,
  };
}
