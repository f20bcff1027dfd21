import ts = require("typescript");

import { combines } from "./promises.js";

// Where the result of a call goes. Names bound to it stand for all of its uses.

/** `unused`: thrown away where it is written. `used`: in an expression, or given on. Else the names that stand for it. */
export type Destination = "unused" | "used" | readonly ts.Identifier[];

export function destinationOf(node: ts.Expression): Destination {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return "unused";
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return destinationOf(parent);
  if (ts.isVariableDeclaration(parent)) return names(parent.name);
  if (ts.isArrayLiteralExpression(parent)) return elementDestination(parent, parent.elements.indexOf(node));
  if (ts.isCallExpression(parent) && combines(parent)) return destinationOf(parent);
  if (ts.isArrowFunction(parent)) return mapDestination(parent);
  return "used";
}

/** `const [a, b] = await Promise.all([x(), y()])`: each result has a name of its own. */
function elementDestination(list: ts.ArrayLiteralExpression, index: number): Destination {
  const all = list.parent;
  if (!ts.isCallExpression(all) || !combines(all) || !ts.isAwaitExpression(all.parent)) return "used";
  const { parent } = all.parent;
  if (ts.isExpressionStatement(parent)) return "unused";
  if (!ts.isVariableDeclaration(parent)) return "used";
  if (!ts.isArrayBindingPattern(parent.name)) return names(parent.name);
  const element = parent.name.elements[index];
  if (element === undefined || ts.isOmittedExpression(element)) {
    const takesRest = parent.name.elements.some(
      (other) => ts.isBindingElement(other) && other.dotDotDotToken !== undefined,
    );
    return takesRest ? "used" : "unused";
  }
  return names(element.name);
}

/** `xs.map((x) => call(x))`: the results are the list. */
function mapDestination(fn: ts.ArrowFunction): Destination {
  const call = fn.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return "used";
  return call.expression.name.text === "map" ? destinationOf(call) : "used";
}

function names(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : names(element.name)));
}

/** Whether a node mentions one of the variables. */
export function mentions(node: ts.Node, symbols: ReadonlySet<ts.Symbol>, checker: ts.TypeChecker): boolean {
  if (ts.isIdentifier(node)) {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    if (symbol !== undefined && symbols.has(symbol)) return true;
  }
  return ts.forEachChild(node, (child) => mentions(child, symbols, checker) || undefined) ?? false;
}

/** The variables that names of a destination stand for. */
export function symbolsOf(destination: Destination, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> {
  if (typeof destination === "string") return new Set();
  return new Set(destination.flatMap((name) => checker.getSymbolAtLocation(name) ?? []));
}
