import { loadTools, type ToolSpec } from "#dist/toolspecs/index.js";

/** The tools of the samples. */
export function shopTools(): Promise<readonly ToolSpec[]> {
  return loadTools(`shop=${new URL("../samples/verify/shop.json", import.meta.url).pathname}`);
}
