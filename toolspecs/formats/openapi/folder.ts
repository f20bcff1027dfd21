/**
 * Loads the other files that a document refers to. They must lie in the document's folder, or below it: a downloaded
 * document must not be able to pull in `/etc/passwd`, and nothing is fetched from the network.
 *
 * The library walks the references and asks for each file once; reading and judging them is ours. Failures are kept with
 * the file and told only if a reference that matters leads there, for examples may hold references too.
 */
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isObject, type Json } from "../../json.js";
import type { Place } from "../../place.js";
import { readJsonFile } from "../../read-file.js";
import { type Documents, type LoadedFile, type RefProblem, singleDocument } from "../../schemas/documents.js";
import { sentence } from "../../sentence.js";

/** `path`: the file that the value was read from; without one, references to other files lead nowhere. */
export async function loadDocuments(value: Json, place: Place, path: string | undefined): Promise<Documents> {
  if (path === undefined) return singleDocument(value, place, "memory:");
  const real = await realpath(path);
  const root = pathToFileURL(real).href;
  if (!refersToFiles(value)) return singleDocument(value, place, root);
  const files = new Map<string, LoadedFile>([[root, { value, place }]]);
  const refused = new Map<string, RefProblem>();
  const { $RefParser } = await import("@apidevtools/json-schema-ref-parser");
  const read = async ({ url }: { url: string }): Promise<object> => {
    const answer = await readBeside(url, { folder: dirname(real), place });
    if ("code" in answer) {
      refused.set(url, answer);
      throw new Error(answer.message);
    }
    files.set(url, answer);
    return isObject(answer.value) || Array.isArray(answer.value) ? answer.value : {};
  };
  const parse = { order: 1, allowEmpty: true, canParse: true, parse: ({ data }: { data: unknown }) => data };
  await new $RefParser()
    .resolve(root, isObject(value) ? { ...value } : {}, {
      continueOnError: true,
      resolve: { file: false, http: false, beside: { order: 1, canRead: /^file:/, read } },
      parse: { json: false, yaml: false, text: false, binary: false, given: parse },
    })
    .catch(() => undefined);
  return { root, files, refused };
}

async function readBeside(url: string, from: { folder: string; place: Place }): Promise<LoadedFile | RefProblem> {
  const path = await realpath(fileURLToPath(url)).catch(() => undefined);
  if (path === undefined)
    return problem("dangling_ref", url, from.folder, "is not there. Add it, or correct the reference");
  const inFolder = relative(from.folder, path);
  if (inFolder.startsWith("..") || isAbsolute(inFolder)) {
    return problem("unsupported_ref", url, from.folder, "lies outside the document's folder. Move it there");
  }
  const place = { source: join(dirname(from.place.source), inFolder), path: [] };
  const answer = await readJsonFile(path, place);
  if (answer.ok) return { value: answer.value, place };
  return problem(
    "dangling_ref",
    url,
    from.folder,
    `cannot be used: ${answer.issues[0]?.message ?? "it is unreadable"}`,
  );
}

function problem(code: RefProblem["code"], url: string, folder: string, reason: string): RefProblem {
  const name = relative(folder, fileURLToPath(url));
  return { code, message: `The file ${JSON.stringify(name)} that is referred to ${sentence(reason)}` };
}

function refersToFiles(root: Json): boolean {
  const stack: Json[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (isObject(value) && typeof value.$ref === "string" && !value.$ref.startsWith("#")) return true;
    if (typeof value === "object" && value !== null) for (const child of Object.values(value)) stack.push(child);
  }
  return false;
}
