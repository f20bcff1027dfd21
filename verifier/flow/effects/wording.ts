import ts = require("typescript");

const opposites: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.EqualsEqualsToken, "!="],
  [ts.SyntaxKind.ExclamationEqualsToken, "=="],
]);

const most = 80;

/** Source text on one line, cut where it would fill the page. */
export function shortText(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** The condition that holds when `condition` does not. Comparisons by size are not turned round: NaN is on neither side. */
export function negated(condition: ts.Expression): string {
  if (ts.isParenthesizedExpression(condition)) return negated(condition.expression);
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = condition.operand;
    return shortText(ts.isParenthesizedExpression(inner) ? inner.expression : inner);
  }
  if (ts.isBinaryExpression(condition)) {
    const opposite = opposites.get(condition.operatorToken.kind);
    if (opposite !== undefined) return `${shortText(condition.left)} ${opposite} ${shortText(condition.right)}`;
    return `!(${shortText(condition)})`;
  }
  const simple =
    ts.isIdentifier(condition) || ts.isPropertyAccessExpression(condition) || ts.isCallExpression(condition);
  return simple ? `!${shortText(condition)}` : `!(${shortText(condition)})`;
}
