import type { Binding } from "../../../toolspecs/index.js";
import { element, type Path, type Position } from "./position.js";

/** A tool with the places of its schemas, before it is known what they are. */
export interface Raw {
  readonly binding: Binding;
  readonly params: readonly Position[];
  readonly outputs: readonly Position[];
}

/** A name for a place of one tool that no schema names. */
export function localName({ namespace, member }: Binding, side: "in" | "out", path: Path): string {
  return `${namespace}.${member}:${side}.${path.join(".")}`;
}

export function lastName(path: Path): string {
  return path.findLast((step) => step !== element) ?? "";
}
