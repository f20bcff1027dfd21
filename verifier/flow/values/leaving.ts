import ts = require("typescript");

/** Conditions within a statement that decide whether control leaves it other than by its end. Empty if it never does. */
export function leaves(statement: ts.Node): readonly ts.Expression[] {
  const found = new Set<ts.Expression>();
  const visit = (node: ts.Node, conditions: readonly ts.Expression[]): void => {
    if (ts.isFunctionLike(node)) return;
    if (
      ts.isReturnStatement(node) ||
      ts.isThrowStatement(node) ||
      ts.isBreakStatement(node) ||
      ts.isContinueStatement(node)
    ) {
      for (const condition of conditions) found.add(condition);
      return;
    }
    const inner = [...conditions, ...conditionsOf(node)];
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(statement, []);
  return [...found];
}

function conditionsOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return [node.expression];
  if (ts.isForStatement(node)) return node.condition === undefined ? [] : [node.condition];
  if (ts.isForOfStatement(node)) return [node.expression];
  if (ts.isSwitchStatement(node)) {
    const cases = node.caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
    return [node.expression, ...cases];
  }
  return [];
}
