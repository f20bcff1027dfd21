import ts = require("typescript");

/**
 * Whether the place of a promise says where it is waited for: at once, by whoever called the function that returns it, or
 * wherever the larger expression is waited for.
 */
export function isSettled(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isParenthesizedExpression(parent)) return true;
  if (ts.isArrowFunction(parent) || ts.isPropertyAccessExpression(parent) || ts.isSpreadElement(parent)) return true;
  if (ts.isArrayLiteralExpression(parent) || ts.isSatisfiesExpression(parent)) return true;
  if (ts.isForOfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  return ts.isCallExpression(parent) && (parent.expression === node || combines(parent));
}

/** `Promise.all(…)` and `Promise.allSettled(…)`; the others leave promises under way. */
export function combines({ expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "Promise" &&
    expression.name.text.startsWith("all")
  );
}

/** The variable that holds a promise, or the list it is put into. */
export function holderOf(node: ts.Expression, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return checker.getSymbolAtLocation(parent.name);
  if (ts.isBinaryExpression(parent) && ts.isIdentifier(parent.left)) return checker.getSymbolAtLocation(parent.left);
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return undefined;
  const { name, expression } = parent.expression;
  return name.text === "push" && ts.isIdentifier(expression) ? checker.getSymbolAtLocation(expression) : undefined;
}
