import { readFileSync } from "node:fs";
import { isObject } from "../toolspecs/index.js";

/** The version of the package this file was installed with. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return isObject(manifest) && typeof manifest.version === "string" ? manifest.version : "unknown";
}
