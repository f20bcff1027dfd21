import type ts from "typescript";
import { type Catalogue, declarations } from "../toolspecs/index.js";
import { wordsWritten } from "./syntax.js";

/** A catalogue of so many tools is declared whole: then plans that name other tools share one text, and what was made of it. */
const fewTools = 40;

/**
 * What the types of a plan are checked against. Of a large catalogue the tools that the plan names, and of all others the name: the types of a tool
 * that a plan does not name cannot matter to it, and those of a service with hundreds of operations take seconds to write and to read.
 */
export function declarationsFor(file: ts.SourceFile, names: Catalogue): string {
  if (names.bindings.length <= fewTools) return declarations(names);
  const named = wordsWritten(file);
  return declarations(names, ({ member, spec }) => spec.builtin !== undefined || named.has(member));
}
