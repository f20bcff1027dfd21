import ts = require("typescript");

import { brief, type Change, collect, type Mutator, replacing } from "../syntax.js";

/** An `if` that leaves is removed; any other `if` without an `else` always does what it guards. */
export const droppedGuard: Mutator = ({ file }) =>
  collect(file, (node): Change | undefined => {
    if (!ts.isIfStatement(node) || node.elseStatement !== undefined) return undefined;
    const text = leaves(node.thenStatement) ? "" : node.thenStatement.getText(file);
    // Where a statement has to stand (`else if`), an empty block does.
    const put = text === "" && !ts.isBlock(node.parent) ? "{}" : text;
    return { edits: [replacing(file, node, put)], what: `without if (${brief(node.expression, file)})` };
  });

/** Whether a statement ends what stands around it. */
export function leaves(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isBlock(statement)) return leaves(statement.statements.at(-1));
  return (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isContinueStatement(statement) ||
    ts.isBreakStatement(statement)
  );
}
