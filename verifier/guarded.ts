import ts = require("typescript");

/**
 * The arm of an `if` that no run enters, because the compiler alone asks for it: what `list[i]` is inside `i < list.length`, or `list.shift()`
 * inside `list.length > 0`, is there.
 */
export function guardedArm({ expression, parent }: ts.IfStatement): "then" | "else" | undefined {
  const asked = askedIn(expression);
  const made = asked === undefined ? undefined : initializerOf(asked.name, parent);
  const loop = ts.findAncestor(parent, (node) => ts.isForStatement(node) || ts.isWhileStatement(node));
  if (asked === undefined || made === undefined || loop === undefined || !isThere(made, loop)) return undefined;
  return asked.isMissing ? "then" : "else";
}

interface Asked {
  readonly name: string;
  /** Whether the condition holds where there is nothing. */
  readonly isMissing: boolean;
}

/** `one === undefined`, `!one`, `one !== undefined`, `one`. */
function askedIn(node: ts.Expression): Asked | undefined {
  if (ts.isParenthesizedExpression(node)) return askedIn(node.expression);
  if (ts.isIdentifier(node)) return { name: node.text, isMissing: false };
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return ts.isIdentifier(node.operand) ? { name: node.operand.text, isMissing: true } : undefined;
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left) || node.right.getText() !== "undefined")
    return undefined;
  const { kind } = node.operatorToken;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken)
    return undefined;
  return { name: node.left.text, isMissing: kind === ts.SyntaxKind.EqualsEqualsEqualsToken };
}

/** What a constant of the same block is. */
function initializerOf(name: string, block: ts.Node): ts.Expression | undefined {
  if (!ts.isBlock(block)) return undefined;
  for (const statement of block.statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
    const found = statement.declarationList.declarations.find((one) => one.name.getText() === name);
    if (found !== undefined) return found.initializer;
  }
  return undefined;
}

function isThere(made: ts.Expression, loop: ts.Node): boolean {
  if (ts.isForStatement(loop) && ts.isElementAccessExpression(made)) {
    const [list, index] = [made.expression.getText(), made.argumentExpression.getText()];
    return textOf(loop.condition) === `${index}<${list}.length`;
  }
  if (!ts.isWhileStatement(loop) || !ts.isCallExpression(made)) return false;
  const list = /^(\w+)\.(?:shift|pop)\(\)$/.exec(made.getText())?.[1];
  return list !== undefined && new RegExp(`^${list}\\.length(?:(?:>|!==)0)?$`).test(textOf(loop.expression));
}

function textOf(node: ts.Expression | undefined): string {
  return node?.getText().replace(/\s+/g, "") ?? "";
}
