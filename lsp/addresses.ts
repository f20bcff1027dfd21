import { fileURLToPath, pathToFileURL } from "node:url";

/** The path of a file by its address. A text that is not saved anywhere has none, and counts as lying in the root. */
export function fileOf(uri: string): string {
  return uri.startsWith("file:") ? fileURLToPath(uri) : "/";
}

export function addressOf(file: string): string {
  return pathToFileURL(file).href;
}
