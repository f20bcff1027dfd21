/** The numbers that a program writes, and what it compares with them. */
import ts = require("typescript");

export function numbersIn(file: ts.SourceFile): readonly ts.NumericLiteral[] {
  const found: ts.NumericLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether the literal, on its side of the comparison, is above or below what it is compared with by itself. */
const excluding: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
const including: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
]);

export function isOrdered({ parent }: ts.Node): boolean {
  return (
    ts.isBinaryExpression(parent) &&
    (excluding.has(parent.operatorToken.kind) || including.has(parent.operatorToken.kind))
  );
}

/** Whether a whole number is compared with so that it is the line itself, said the other way round. */
export function isSameLine(node: ts.Node, line: number): boolean {
  const { parent } = node;
  if (!ts.isNumericLiteral(node) || !ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  const turned = parent.left === node;
  const above = turned ? including : excluding;
  return Number(node.text) === line + (above.has(kind) ? 1 : -1);
}
