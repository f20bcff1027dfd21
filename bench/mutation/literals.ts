import ts = require("typescript");

import type { Catalogue } from "../../toolspecs/index.js";
import { collect, toolCallsIn } from "./syntax.js";

export type Literal = ts.StringLiteralLike | ts.NumericLiteral | ts.BooleanLiteral;

/** The values a program works with. What it merely reports in a `return` or `throw` is the author's to word. */
export function valuesIn(file: ts.SourceFile, catalogue: Catalogue): readonly Literal[] {
  return collect(file, literalAt).filter((literal) => !isReported(literal, catalogue));
}

function literalAt(node: ts.Node): Literal | undefined {
  const isValue = ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || isBoolean(node);
  return isValue && !isName(node) ? node : undefined;
}

export function isBoolean(node: ts.Node): node is ts.BooleanLiteral {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** Property names and types are no values. */
function isName(node: Literal): boolean {
  const { parent } = node;
  if (ts.isLiteralTypeNode(parent)) return true;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

function isReported(literal: ts.Node, catalogue: Catalogue): boolean {
  const place = ts.findAncestor(literal, (node) => ts.isStatement(node) || ts.isCallExpression(node));
  if (place === undefined) return false;
  return ts.isThrowStatement(place) || (ts.isReturnStatement(place) && toolCallsIn(place, catalogue).length === 0);
}
