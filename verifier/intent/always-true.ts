import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import { type Issue, issueAt, type Severity } from "../issues/index.js";
import { fieldsOf, ruledOut } from "./declared.js";
import { methodOf, placeOf, withoutParentheses } from "./names.js";

interface Program {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly data: DataFlow;
}

/** Questions whether something is there that always is. */
export function findAlwaysTrue(program: Program): readonly Issue[] {
  const issues: Issue[] = [];
  const judged = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    for (const asked of conditionsIn(node).flatMap(operandsOf)) {
      if (judged.has(asked)) continue;
      judged.add(asked);
      const severity = severityOf(asked, program);
      if (severity !== undefined) issues.push(issueFor(asked, severity, program.checker));
    }
    ts.forEachChild(node, visit);
  };
  visit(program.file);
  return issues;
}

function issueFor(node: ts.Expression, severity: Severity, checker: ts.TypeChecker): Issue {
  const text = node.getText();
  const isList = checker.isArrayLikeType(checker.getTypeAtLocation(node));
  const meant = isList ? `did you mean \`${text}.length > 0\`?` : "ask for the field that says it.";
  return issueAt("always_true", placeOf(node), `\`${text}\` is always true as a condition: ${meant}`, severity);
}

function conditionsIn(node: ts.Node): readonly ts.Expression[] {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return [node.expression];
  if (ts.isForStatement(node)) return node.condition === undefined ? [] : [node.condition];
  if (ts.isConditionalExpression(node)) return [node.condition];
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.ExclamationToken ? [node.operand] : [];
  }
  return ts.isArrowFunction(node) && isPredicate(node) && !ts.isBlock(node.body) ? [node.body] : [];
}

const askers: ReadonlySet<string> = new Set(["filter", "find", "findLast", "findIndex", "some", "every"]);

function isPredicate({ parent }: ts.ArrowFunction): boolean {
  return ts.isCallExpression(parent) && askers.has(methodOf(parent) ?? "");
}

function operandsOf(condition: ts.Expression): readonly ts.Expression[] {
  const node = withoutParentheses(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return operandsOf(node.operand);
  if (!ts.isBinaryExpression(node)) return [node];
  const { kind } = node.operatorToken;
  const joins = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
  return joins ? [...operandsOf(node.left), ...operandsOf(node.right)] : [];
}

/**
 * An object is there in every run. Whoever goes on to use it may have wanted to make sure, and so may who looks at a whole
 * result: that is for people to read.
 */
function severityOf(node: ts.Expression, { checker, data }: Program): Severity | undefined {
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  if (parts.every((part) => isThing(part, checker))) {
    return isField(node, checker) && !isUsedElsewhere(node) ? "error" : "warning";
  }
  const empty = parts.every(({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0)
    ? ""
    : parts.every(({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0)
      ? 0
      : undefined;
  return empty !== undefined && ruledOut(empty, fieldsOf(node, data)) ? "warning" : undefined;
}

/** `{}` is the type of texts and numbers too. */
function isThing(type: ts.Type, checker: ts.TypeChecker): boolean {
  return (type.flags & ts.TypeFlags.Object) !== 0 && (type.getProperties().length > 0 || checker.isArrayLikeType(type));
}

/** A part of what a tool returned, and not the whole of it. */
function isField(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isPropertyAccessExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  return checker.getSymbolAtLocation(node)?.valueDeclaration?.kind === ts.SyntaxKind.BindingElement;
}

/** Whether the same words stand in another place of the program, or what they are a part of is used as a whole. */
function isUsedElsewhere(node: ts.Expression): boolean {
  const text = node.getText();
  const wholes = new Set(wholesOf(node).map((whole) => whole.getText()));
  const isUse = (other: ts.Expression) => {
    const written = other.getText();
    return written === text || (wholes.has(written) && !ts.isPropertyAccessExpression(other.parent));
  };
  let used = false;
  const visit = (other: ts.Node): void => {
    if (other === node || used) return;
    const isName = ts.isIdentifier(other) && !isDeclared(other);
    if (isName || ts.isPropertyAccessExpression(other)) used ||= isUse(other);
    ts.forEachChild(other, visit);
  };
  visit(node.getSourceFile());
  return used;
}

function isDeclared({ parent }: ts.Identifier): boolean {
  return ts.isBindingElement(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent);
}

/** `a.b` and `a` of `a.b.c`. */
function wholesOf(node: ts.Expression): readonly ts.Expression[] {
  return ts.isPropertyAccessExpression(node) ? [node.expression, ...wholesOf(node.expression)] : [];
}
