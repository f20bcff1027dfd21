import ts = require("typescript");

import { brief, type Change, collect, type Mutator, type Subject, statementLists, toolCallsIn } from "../syntax.js";
import { leaves } from "./dropped-guard.js";

/** A statement that changes the world changes places with its neighbour, where neither needs what the other makes. */
export const reorderedWrite: Mutator = (subject) =>
  statementLists(subject.file).flatMap((statements) =>
    statements.slice(1).flatMap((second, index): Change[] => {
      const first = statements[index];
      return first !== undefined && mayMove(first, second, subject) ? [swap(first, second, subject.file)] : [];
    }),
  );

function mayMove(first: ts.Statement, second: ts.Statement, subject: Subject): boolean {
  // After a statement that leaves nothing runs: that would be a dropped call, not a moved one.
  if (leaves(first) || leaves(second)) return false;
  return (writes(first, subject) || writes(second, subject)) && !depends(first, second);
}

function writes(statement: ts.Statement, { catalogue }: Subject): boolean {
  return toolCallsIn(statement, catalogue).some(({ binding }) => binding.spec.effect !== "read");
}

/** Whether one makes or changes a name that the other mentions. */
function depends(first: ts.Statement, second: ts.Statement): boolean {
  const mentioned = (statement: ts.Statement) =>
    new Set(collect(statement, (node) => (ts.isIdentifier(node) ? node.text : undefined)));
  const inFirst = mentioned(first);
  const inSecond = mentioned(second);
  return namesMade(first).some((name) => inSecond.has(name)) || namesMade(second).some((name) => inFirst.has(name));
}

function namesMade(statement: ts.Statement): readonly string[] {
  return collect(statement, (node) => {
    const isDeclared = ts.isVariableDeclaration(node) || ts.isBindingElement(node);
    if (isDeclared && ts.isIdentifier(node.name)) return node.name.text;
    if (isAssignment(node) && ts.isIdentifier(node.left)) return node.left.text;
    // `list.push(x)` changes the list.
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return receiver(node.expression);
    return undefined;
  });
}

const mutating = new Set(["push", "unshift", "pop", "shift", "splice", "set", "add", "delete", "sort", "reverse"]);

function receiver({ expression, name }: ts.PropertyAccessExpression): string | undefined {
  return mutating.has(name.text) && ts.isIdentifier(expression) ? expression.text : undefined;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function swap(first: ts.Statement, second: ts.Statement, file: ts.SourceFile): Change {
  const edits = [
    { start: first.getStart(file), end: first.end, text: second.getText(file) },
    { start: second.getStart(file), end: second.end, text: first.getText(file) },
  ];
  return { edits, what: `${brief(second, file)} before ${brief(first, file)}` };
}
