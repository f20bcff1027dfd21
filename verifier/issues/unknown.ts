import ts = require("typescript");

import { unwrapped } from "../syntax.js";

/** What to do about a value of which nothing is known, by where it is from. */
export function unknownAdvice(file: ts.SourceFile, { start = 0, length = 0 }: ts.Diagnostic): string {
  const name = file.text.slice(start, start + length);
  const source = sourceAt(file, start) ?? sourceOf(file, name);
  return source === undefined ? untold : advice[source];
}

type Source = "json" | "caught";

const untold =
  "The tool does not declare what it returns: narrow the value with checks before it is used, or state its shape in a file given with --shapes.";

const advice: { readonly [S in Source]: string } = {
  json: 'JSON.parse returns `unknown`, as a text may hold anything: narrow the value before it is used, with `typeof x === "string"`, `Array.isArray(x)` or `typeof x === "object" && x !== null && "name" in x`.',
  caught:
    "Anything may have been thrown: ask `error instanceof Error` before its message is read, or use `String(error)`.",
};

/** Where a value is written out in the very place, or given to the variable that stands there. */
function sourceAt(file: ts.SourceFile, start: number): Source | undefined {
  let found: Source | undefined;
  const visit = (node: ts.Node): void => {
    if (start < node.getStart(file) || start >= node.end) return;
    if (ts.isExpression(node) && isJsonParse(node) && node.getStart(file) === start) found = "json";
    if (ts.isVariableDeclaration(node) && node.name.getStart(file) === start && node.initializer !== undefined) {
      found = isJsonParse(node.initializer) ? "json" : sourceOf(file, node.initializer.getText(file));
    }
    if (ts.isReturnStatement(node) && node.getStart(file) === start && isJsonParse(node.expression)) found = "json";
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Where the variable of that name is from. */
function sourceOf(file: ts.SourceFile, name: string): Source | undefined {
  let found: Source | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(file) === name) {
      if (ts.isCatchClause(node.parent)) found = "caught";
      else if (isJsonParse(node.initializer)) found = "json";
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isJsonParse(node: ts.Expression | undefined): boolean {
  const call = node && unwrapped(node);
  return call !== undefined && ts.isCallExpression(call) && /^JSON\s*\.\s*parse$/.test(call.expression.getText());
}
