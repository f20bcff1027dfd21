import type { Slot } from "./semantics/methods.js";

const secrets = /^(token|credential|credentials|password|secret|authorization|apikey)$/;

/** A parameter by which a caller proves who they are. Nothing produces it; whoever runs the program hands it in. */
export function isCredential({ kind, words, path }: Pick<Slot, "kind" | "words" | "path">): boolean {
  if (kind !== "string" || path.length !== 1) return false;
  const text = words.join("");
  return secrets.test(text) || text === "accesstoken" || text === "authtoken";
}
