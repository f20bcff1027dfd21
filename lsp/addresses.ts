import { fileURLToPath, pathToFileURL } from "node:url";
import { shellFile } from "../report/index.js";

/** The path of a file by its address. A text that is not saved anywhere has none, and counts as lying in the root. */
export function fileOf(uri: string): string {
  return uri.startsWith("file:") ? fileURLToPath(uri) : "/";
}

export function addressOf(file: string): string {
  return pathToFileURL(file).href;
}

/** The last part of an address, for people. */
export function nameOf(uri: string): string {
  return decodeURIComponent(uri.split("/").at(-1) ?? uri);
}

/** What judges a plan again, for a shell in its folder: the settings there say the rest. */
export function verifyLine(uri: string): string {
  const name = nameOf(uri);
  return `holdshort verify ${shellFile(name)}`;
}
