import { readFileSync } from "node:fs";
import type { Model } from "./model.js";
import { unpack } from "./pack.js";

/** The committed weights, made by `npm run train`. */
export function loadModel(): Model {
  return unpack(readFileSync(new URL("./weights.bin", import.meta.url)));
}
