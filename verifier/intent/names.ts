import ts = require("typescript");

import type { Place } from "../issues/index.js";

/** The names of a program: where each is used, and what declares it. */
export interface Names {
  /** Every place that reads or writes what this name stands for, without the declaration. */
  usesOf(name: ts.Identifier): readonly ts.Identifier[];
  /** The declaration within the program. */
  declarationOf(use: ts.Identifier): ts.Declaration | undefined;
}

export function namesOf(file: ts.SourceFile, checker: ts.TypeChecker): Names {
  const symbolOf = (name: ts.Identifier) =>
    ts.isShorthandPropertyAssignment(name.parent)
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name);
  const uses = new Map<ts.Symbol, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !declares(node)) {
      const symbol = symbolOf(node);
      if (symbol !== undefined) uses.set(symbol, [...(uses.get(symbol) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {
    usesOf(name) {
      const symbol = symbolOf(name);
      return symbol === undefined ? [] : (uses.get(symbol) ?? []);
    },
    declarationOf(use) {
      return symbolOf(use)?.declarations?.find((declaration) => declaration.getSourceFile() === file);
    },
  };
}

function declares(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent)) &&
    parent.name === name
  );
}

/** Every name that a declaration binds. */
export function boundNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

/** A `const` of one name and what it is. */
export function constantOf(declaration: ts.Declaration | undefined): ts.Expression | undefined {
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst && ts.isIdentifier(declaration.name) ? declaration.initializer : undefined;
}

export function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

/** The name of the method that is called, if one is. */
export function methodOf(call: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : undefined;
}

export function placeOf(node: ts.Node): Place {
  const file = node.getSourceFile();
  return { file, start: node.getStart(file) };
}
