import ts = require("typescript");

import { type Issue, issueAt } from "../../issues/index.js";
import { siteOf, unwrapped } from "../../syntax.js";
import { destinationOf } from "./results.js";
import { cited, hasEffect, nameOf, placeOf, type Scene } from "./scene.js";
import type { Call, Try } from "./steps.js";

/** Failures of changes that leave no trace: the plan goes on as if the change had been made. */
export function findSwallowed(scene: Scene): readonly Issue[] {
  const found = new Map<ts.Node, Issue>();
  for (const call of scene.order.calls.filter(hasEffect)) {
    const place = silencer(call, scene);
    if (place === undefined || found.has(place)) continue;
    const message = `When ${cited(call)} fails, nothing says so: the plan goes on as if ${nameOf(call)} had been done. Keep what failed in a variable and return it, or let it fail.`;
    found.set(place, { ...issueAt("swallowed_failure", placeOf(place), message), call: siteOf(call.node) });
  }
  return [...found.values()];
}

/** What keeps the failure of a call silent. */
function silencer(call: Call, { order }: Scene): ts.Node | undefined {
  const handled = order
    .path(call)
    .filter(({ step, index }) => step.kind === "try" && step.handler !== undefined && index === 0);
  const innermost = handled.at(-1)?.step;
  if (innermost?.kind === "try") return isSilent(innermost) ? innermost.node : undefined;
  return settledAndDropped(call.node);
}

function isSilent({ node }: Try): boolean {
  if (ts.isTryStatement(node)) {
    const handler = node.catchClause?.block.statements ?? [];
    return handler.every(saysNothing) && !keepsTrack(node.tryBlock);
  }
  const given = node.arguments.at(-1);
  if (given === undefined || destinationOf(node) !== "unused") return false;
  const fn = unwrapped(given);
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  return ts.isBlock(fn.body) ? fn.body.statements.every(saysNothing) : isEmptyValue(unwrapped(fn.body));
}

function isEmptyValue(value: ts.Expression): boolean {
  if (ts.isIdentifier(value)) return value.text === "undefined";
  return value.kind === ts.SyntaxKind.NullKeyword || value.kind === ts.SyntaxKind.FalseKeyword;
}

function saysNothing(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement)) return statement.expression === undefined;
  return ts.isContinueStatement(statement) || ts.isEmptyStatement(statement);
}

/** Whether success leaves a trace, whose absence is the trace of the failure. */
function keepsTrack(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return node.expression !== undefined;
  if (ts.isBreakStatement(node)) return true;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment) {
    if (node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return true;
  }
  if (ts.isPostfixUnaryExpression(node) || (ts.isPrefixUnaryExpression(node) && changes(node.operator))) return true;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    if (["push", "add", "set", "unshift"].includes(node.expression.name.text)) return true;
  }
  return ts.forEachChild(node, (child) => keepsTrack(child) || undefined) ?? false;
}

function changes(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** `await Promise.allSettled([…])` as a statement: nobody asks which of them failed. */
function settledAndDropped(call: ts.Node): ts.Node | undefined {
  for (let node: ts.Node = call; !ts.isStatement(node); node = node.parent) {
    if (!ts.isCallExpression(node) || node.expression.getText() !== "Promise.allSettled") continue;
    return destinationOf(node) === "unused" ? node : undefined;
  }
  return undefined;
}
