import ts = require("typescript");

import { nodeAt, type Pointed, parsed, type SourceEdit } from "./edit.js";

/**
 * What takes the cast away that an issue points at, all of several around one value, or the annotation `any` of a variable with a value. Nothing
 * where none stands there.
 */
export function withoutCast(source: string, at: Pointed): readonly SourceEdit[] | undefined {
  const file = parsed(source);
  const annotated = nodeAt(file, at, isAny);
  if (annotated !== undefined) return withoutAnnotation(annotated, file);
  const cast = nodeAt(file, at, isCast);
  if (cast === undefined) return undefined;
  let value: ts.Expression = cast;
  while (isCast(value)) value = value.expression;
  // Parentheses that were there for the cast alone go with it.
  const outer = cast.parent;
  const whole =
    ts.isParenthesizedExpression(outer) && !ts.isParenthesizedExpression(value) && isPlain(value) ? outer : cast;
  return [
    { start: whole.getStart(file), end: value.getStart(file), text: "" },
    { start: value.end, end: whole.end, text: "" },
  ].filter(({ start, end }) => start < end);
}

type Cast = ts.AsExpression | ts.TypeAssertion | ts.NonNullExpression | ts.SatisfiesExpression;

function isCast(node: ts.Node): node is Cast {
  return (
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}

/** What needs no parentheses, wherever it stands. */
function isPlain(value: ts.Expression): boolean {
  return ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value);
}

function isAny(node: ts.Node): node is ts.KeywordTypeNode {
  return node.kind === ts.SyntaxKind.AnyKeyword;
}

function withoutAnnotation(type: ts.Node, file: ts.SourceFile): readonly SourceEdit[] | undefined {
  const { parent } = type;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  return [{ start: parent.name.getEnd(), end: type.getEnd(), text: "" }].filter(({ end }) => end <= file.end);
}
