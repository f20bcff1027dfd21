import type { Catalogue } from "../toolspecs/index.js";
import { only } from "./model/prompt/bare.js";

/** The tools of servers: those that reach goals. The builtin ones only help programs along, and are told of in the prompt alone. */
export function withoutBuiltins(catalogue: Catalogue): Catalogue {
  if (catalogue.bindings.every(({ spec }) => spec.builtin === undefined)) return catalogue;
  return only(catalogue, (binding) => (binding.spec.builtin === undefined ? binding : undefined));
}
