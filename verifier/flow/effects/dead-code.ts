import ts = require("typescript");

import { type Issue, issueAt } from "../../issues/index.js";
import { unwrapped } from "../../syntax.js";
import { placeOf, type Scene } from "./scene.js";
import { shortText } from "./wording.js";

/** Code that can never run, and questions with one answer. */
export function findDeadCode({ file }: Scene): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) {
      const dead = afterTheEnd(node.statements);
      if (dead !== undefined) {
        const message =
          "This never runs: the statement before it always leaves. Drop it, or move it before that statement.";
        issues.push(issueAt("dead_code", placeOf(dead), message));
      }
    }
    const condition = ts.isIfStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : undefined;
    if (condition !== undefined && isConstant(unwrapped(condition))) {
      const message = `\`${shortText(condition)}\` has the same answer in every run, so one side of it is never taken. Ask what was meant, or drop the question.`;
      issues.push(issueAt("dead_code", placeOf(condition), message));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function afterTheEnd(statements: readonly ts.Statement[]): ts.Statement | undefined {
  const end = statements.findIndex(leaves);
  return end === -1 ? undefined : statements.slice(end + 1).find((statement) => !isDeclaration(statement));
}

function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(leaves);
  if (ts.isIfStatement(statement)) {
    return statement.elseStatement !== undefined && leaves(statement.thenStatement) && leaves(statement.elseStatement);
  }
  return (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isContinueStatement(statement)
  );
}

/** What holds wherever it stands. */
function isDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isEmptyStatement(statement)
  );
}

function isConstant(node: ts.Expression): boolean {
  if (isLiteral(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return isConstant(unwrapped(node.operand));
  if (!ts.isBinaryExpression(node) || !compares.has(node.operatorToken.kind)) return false;
  const [left, right] = [unwrapped(node.left), unwrapped(node.right)];
  if (isLiteral(left) && isLiteral(right)) return true;
  return isPath(left) && isPath(right) && left.getText() === right.getText();
}

function isLiteral(node: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

function isPath(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression));
}

const compares: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken],
  ...[ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken],
  ...[ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken],
  ...[ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);
