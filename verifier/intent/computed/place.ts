import ts = require("typescript");

import { unwrapped } from "../../syntax.js";

/** Where in a call the part of the argument at `path` is written, as far as it is written there; else the call. */
export function writtenAt(call: ts.CallExpression, path: string): ts.Expression {
  const steps = path.match(/[^.[\]]+|\[\]/g) ?? [];
  const [argument] = call.arguments;
  let at = argument === undefined ? undefined : unwrapped(argument);
  for (const step of steps) {
    const below = at === undefined ? undefined : memberOf(at, step);
    if (below === undefined) break;
    at = unwrapped(below);
  }
  return at === undefined || at === argument ? call : at;
}

function memberOf(node: ts.Expression, name: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  for (const property of node.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}
