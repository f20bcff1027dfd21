import ts = require("typescript");

import { unwrapped } from "../../syntax.js";

/** What stands around the expression once its wrappers are taken off. */
export function parentOf(node: ts.Node): ts.Node {
  return ts.isExpression(node.parent) && isWrapper(node.parent) ? parentOf(node.parent) : node.parent;
}

function isWrapper(node: ts.Node): node is ts.ParenthesizedExpression | ts.SatisfiesExpression | ts.AsExpression {
  return ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isAsExpression(node);
}

/** The declaration behind a name used as a value. */
export function declarationOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  return symbol?.valueDeclaration;
}

/** Whether a variable is declared with `const`, on its own or in a pattern. */
export function isConstant(declaration: ts.Declaration): boolean {
  if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return false;
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** What a plain constant was given where it was declared. */
export function initialOf(declaration: ts.Declaration | undefined): ts.Expression | undefined {
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isConstant(declaration)) return undefined;
  return ts.isIdentifier(declaration.name) ? declaration.initializer : undefined;
}

/** The innermost function around a node; the file outside of all. */
export function functionAround(node: ts.Node): ts.Node {
  let around = node.parent;
  while (!ts.isSourceFile(around) && !ts.isFunctionLike(around)) around = around.parent;
  return around;
}

export function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}

/** `namespace.method` or `value.method`, if a call is written so. */
export function methodOf(call: ts.CallExpression): ts.PropertyAccessExpression | undefined {
  const callee = unwrapped(call.expression);
  return ts.isPropertyAccessExpression(callee) ? callee : undefined;
}

/** Whether a name is the language's own, and not one the program gave to something else. */
export function isGlobal(expression: ts.Expression, name: string, checker: ts.TypeChecker): boolean {
  if (!ts.isIdentifier(expression) || expression.text !== name) return false;
  const declaration = declarationOf(expression, checker);
  return declaration !== undefined && declaration.getSourceFile() !== expression.getSourceFile();
}

/** The name of the method, if the call is one of `object.method(…)` on one of the language's own objects. */
export function builtinMethod(call: ts.CallExpression, object: string, checker: ts.TypeChecker): string | undefined {
  const method = methodOf(call);
  return method !== undefined && isGlobal(method.expression, object, checker) ? method.name.text : undefined;
}

/** What a function written on the spot returns, if it does so in one place and at its end. */
export function returnedBy(expression: ts.Expression): ts.Expression | undefined {
  const fn = unwrapped(expression);
  if (!ts.isArrowFunction(fn)) return undefined;
  if (!ts.isBlock(fn.body)) return fn.body;
  const returns: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) returns.push(node);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return returns.length === 1 && returns[0] === fn.body.statements.at(-1) ? returns[0]?.expression : undefined;
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** Whether control may leave the statement other than by its end. */
export function mayLeave(statement: ts.Node): boolean {
  if (ts.isFunctionLike(statement)) return false;
  if (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isContinueStatement(statement)
  ) {
    return true;
  }
  return ts.forEachChild(statement, (child) => mayLeave(child) || undefined) ?? false;
}
