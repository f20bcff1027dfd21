import ts = require("typescript");

import type { Catalogue } from "../../../toolspecs/index.js";
import type { CheckedPlan } from "../../compiler/compiler.js";
import type { Fix } from "../fix.js";
import { nodeOf } from "./wrong.js";

const noName = new Set([2304, 2552]);

/** `find_customer(…)`, where one tool alone has that name: what is missing is whose it is. */
export function toolName(
  diagnostic: ts.Diagnostic,
  { file }: CheckedPlan,
  { bindings }: Pick<Catalogue, "bindings">,
): Fix | undefined {
  const node = noName.has(diagnostic.code) ? nodeOf(file, diagnostic) : undefined;
  if (node === undefined || !ts.isIdentifier(node)) return undefined;
  if (!ts.isCallExpression(node.parent) || node.parent.expression !== node) return undefined;
  const [meant, ...more] = bindings.filter(({ member }) => member === node.text);
  if (meant === undefined || more.length > 0) return undefined;
  const start = node.getStart();
  return {
    title: `Write \`${meant.namespace}.${node.text}\``,
    edits: [{ start, end: start, text: `${meant.namespace}.` }],
  };
}
