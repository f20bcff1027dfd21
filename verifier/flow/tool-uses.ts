import ts = require("typescript");

import type { Binding, BuiltinKind, Catalogue } from "../../toolspecs/index.js";
import { builtinBinding } from "../builtin/builtin-call.js";
import { type CheckedPlan, isToolDeclaration } from "../compiler/compiler.js";
import { callOutsidePlanIssue, type Issue, indirectToolIssue } from "../issues/index.js";

/** One place in the program where a tool is called. */
export interface ToolUse {
  readonly binding: Binding;
  readonly call: ts.CallExpression;
}

export interface ToolUses {
  readonly byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly issues: readonly Issue[];
}

/**
 * Every tool call of the program. Tools can only be called as `namespace.member(…)`: whatever else is done with a namespace
 * is an issue. That makes the list complete, which all that is said about reach and bounds rests on. A builtin tool is another tool
 * in each call that is written of it.
 */
export function findToolUses({ file, checker }: CheckedPlan, catalogue: Catalogue): ToolUses {
  const byCall = new Map<ts.CallExpression, Binding>();
  const issues: Issue[] = [];
  const written = new Map<BuiltinKind, number>();
  const add = ({ call, binding }: ToolUse) => {
    const kind = binding.spec.builtin;
    if (kind === undefined) {
      byCall.set(call, binding);
      return;
    }
    const number = (written.get(kind) ?? 0) + 1;
    written.set(kind, number);
    const own = builtinBinding(call, binding, number);
    if (own.ok) byCall.set(call, own.value);
    else issues.push(...own.issues);
  };
  const visit = (node: ts.Node, inFunction: boolean) => {
    if (ts.isIdentifier(node) && isNamespaceUse(node, checker)) {
      const use = directCall(node, catalogue);
      const place = { file, start: node.getStart(file) };
      if (use === undefined) issues.push(indirectToolIssue(place, writtenName(node)));
      else if (!inFunction) issues.push(callOutsidePlanIssue(place, writtenName(node)));
      else add(use);
    }
    const inside = inFunction || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return { byCall, issues };
}

/** Types may name a namespace's types (`billing.Invoice`); only values can be called. */
function isNamespaceUse(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  if (ts.isQualifiedName(node.parent) || ts.isPartOfTypeNode(node) || ts.isTypeQueryNode(node.parent)) return false;
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false;
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return (
    symbol?.declarations?.some(
      (declaration) => ts.isModuleDeclaration(declaration) && isToolDeclaration(declaration),
    ) ?? false
  );
}

function directCall(namespace: ts.Identifier, catalogue: Catalogue): ToolUse | undefined {
  const access = namespace.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== namespace) return undefined;
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return undefined;
  const binding = catalogue.find(namespace.text, access.name.text);
  return binding === undefined ? undefined : { binding, call };
}

function writtenName(namespace: ts.Identifier): string {
  const { parent } = namespace;
  return ts.isPropertyAccessExpression(parent) && parent.expression === namespace
    ? `${namespace.text}.${parent.name.text}`
    : `${namespace.text}.…`;
}
