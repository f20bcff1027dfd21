import ts = require("typescript");

import { unwrapped } from "../../syntax.js";

export type InlineFunction = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

export function isConst(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** The function an expression is or names, if that name never stands for another. */
export function functionOf(expression: ts.Expression, checker: ts.TypeChecker): InlineFunction | undefined {
  const value = unwrapped(expression);
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const declaration = symbolOf(value, checker)?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration) || ts.isFunctionExpression(declaration)) return declaration;
  return ts.isVariableDeclaration(declaration) ? namedFunction(declaration) : undefined;
}

function namedFunction(declaration: ts.VariableDeclaration): InlineFunction | undefined {
  if (!isConst(declaration) || declaration.initializer === undefined) return undefined;
  if (!ts.isIdentifier(declaration.name)) return undefined;
  const value = unwrapped(declaration.initializer);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value : undefined;
}

/** Such a function stands where its name is used. */
export function isDirectlyNamed(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  let { parent } = node;
  while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
  return ts.isVariableDeclaration(parent) && namedFunction(parent) === node;
}

/** What a name stands for, in shorthand properties as well. */
export function symbolOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
}

/** Whether waiting for a value of this type is waiting for a promise, or for a list of them. */
export function holdsPromise(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnionOrIntersection()) return type.types.some((part) => holdsPromise(part, checker));
  if (type.symbol?.name === "Promise") return true;
  const element = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
  return element !== undefined && holdsPromise(element, checker);
}
