import ts = require("typescript");

/** Conditions within a statement that decide whether control leaves it other than by its end. Empty if it never does. */
export function leaves(statement: ts.Node): readonly ts.Expression[] {
  const found = new Set<ts.Expression>();
  const visit = (node: ts.Node, conditions: readonly ts.Expression[]): void => {
    if (ts.isFunctionLike(node)) return;
    if (isExit(node)) {
      for (const condition of conditions) found.add(condition);
      return;
    }
    const inner = [...conditions, ...conditionsOf(node)];
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(statement, []);
  return [...found];
}

/** What is tried within a statement, where control leaves it once that failed: a failure is a condition that nobody writes. */
export function tries(statement: ts.Node): readonly ts.Block[] {
  const found: ts.Block[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isTryStatement(node) && node.catchClause !== undefined && exits(node.catchClause.block)) {
      found.push(node.tryBlock);
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function exits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return isExit(node) || (ts.forEachChild(node, (child) => exits(child) || undefined) ?? false);
}

function isExit(node: ts.Node): boolean {
  return (
    ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node)
  );
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
