import ts = require("typescript");

import type { CheckedPlan } from "../compiler/compiler.js";
import { floatingCallIssue, type Issue } from "../issues/index.js";
import { behind } from "../repair/behind.js";
import type { Fix } from "../repair/fix.js";

/** Promises nobody waits for: a statement that is a promise, and an async callback whose result is thrown away. */
export function findFloating({ file, checker }: CheckedPlan): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && holdsPromise(checker.getTypeAtLocation(node.expression), checker)) {
      const fix = waitFor(node.expression, checker);
      const issue = floatingCallIssue({ file, start: node.getStart(file) }, `\`${firstLine(node.expression, file)}\``);
      issues.push({ ...issue, ...(fix && { fix }) });
    }
    if (isDroppedCallback(node, checker)) {
      issues.push(floatingCallIssue({ file, start: node.getStart(file) }, "What this callback does"));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function holdsPromise(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnionOrIntersection()) return type.types.some((part) => holdsPromise(part, checker));
  if (type.symbol?.name === "Promise") return true;
  const element = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
  return element !== undefined && holdsPromise(element, checker);
}

/** Of several in a list all have to be waited for. Only a function that is async can wait. */
function waitFor(call: ts.Expression, checker: ts.TypeChecker): Fix | undefined {
  const around = ts.findAncestor(call, ts.isFunctionLike);
  const canWait = around !== undefined && (ts.getCombinedModifierFlags(around) & ts.ModifierFlags.Async) !== 0;
  if (!canWait) return undefined;
  const type = checker.getTypeAtLocation(call);
  const [before, after] = type.symbol?.name === "Promise" ? ["await ", ""] : ["await Promise.all(", ")"];
  if (after !== "" && !checker.isArrayType(type)) return undefined;
  return { title: "Wait for the call", edits: behind(call, { before, after }) };
}

/** `xs.forEach(async (x) => …)`: the caller wants nothing back, so nobody can wait for it. */
function isDroppedCallback(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  if (!ts.isCallExpression(node.parent)) return false;
  const wanted = checker.getContextualType(node)?.getCallSignatures()[0]?.getReturnType();
  if (wanted === undefined || (wanted.flags & ts.TypeFlags.Void) === 0) return false;
  const own = checker.getSignatureFromDeclaration(node)?.getReturnType();
  return own !== undefined && holdsPromise(own, checker);
}

function firstLine(node: ts.Node, file: ts.SourceFile): string {
  const [line = ""] = node.getText(file).split("\n");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
