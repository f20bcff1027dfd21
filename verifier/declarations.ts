import ts = require("typescript");

import { type Catalogue, declarations } from "../toolspecs/index.js";

/** A catalogue of so many tools is declared whole: then plans that name other tools share one text, and what was made of it. */
const fewTools = 40;

/**
 * What the types of a plan are checked against. Of a large catalogue the tools that the plan names, and of all others the name: the types of a tool
 * that a plan does not name cannot matter to it, and those of a service with hundreds of operations take seconds to write and to read.
 */
export function declarationsFor(file: ts.SourceFile, names: Catalogue): string {
  if (names.bindings.length <= fewTools) return declarations(names);
  const named = namesIn(file);
  return declarations(names, ({ member, spec }) => spec.builtin !== undefined || named.has(member));
}

/** Every name the program writes, as one or in quotes. */
function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
