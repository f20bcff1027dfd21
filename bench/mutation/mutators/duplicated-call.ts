import ts = require("typescript");

import { brief, type Change, collect, type Mutator, type Subject, toolCallAt } from "../syntax.js";

/** A call that cannot be taken back is made twice: its statement has a copy of it before it. */
export const duplicatedCall: Mutator = (subject) =>
  collect(subject.file, (node): Change | undefined => {
    const call = ts.isStatement(node) ? irreversibleCallOf(node, subject) : undefined;
    if (call === undefined) return undefined;
    const { file } = subject;
    const start = node.getStart(file);
    const copy = `await ${call.getText(file)};\n`;
    const text = ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent) ? copy : undefined;
    const edits =
      text === undefined
        ? [
            { start, end: start, text: `{ ${copy}` },
            { start: node.end, end: node.end, text: " }" },
          ]
        : [{ start, end: start, text }];
    return { edits, what: `twice ${brief(call, file)}` };
  });

/** The call of `await call`, `x = await call`, `const x = await call` or `return call`. */
function irreversibleCallOf(statement: ts.Statement, { catalogue }: Subject): ts.CallExpression | undefined {
  const expression = expressionOf(statement);
  if (expression === undefined) return undefined;
  const value = ts.isBinaryExpression(expression) ? expression.right : expression;
  const called = toolCallAt(ts.isAwaitExpression(value) ? value.expression : value, catalogue);
  return called?.binding.spec.effect === "irreversible" ? called.call : undefined;
}

function expressionOf(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isExpressionStatement(statement) || ts.isReturnStatement(statement)) return statement.expression;
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined;
}
