import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";

/** Conditions that decide nothing, as the plan makes the same calls either way: the one arm was meant to do something else. */
export function findSameArms(file: ts.SourceFile, { calls }: DataFlow): readonly Issue[] {
  const issues: Issue[] = [];
  const made = calls.map(({ call }) => call);
  const visit = (node: ts.Node): void => {
    const arms = armsOf(node);
    const [one, other] = arms?.map(textOf) ?? [];
    const acts = arms !== undefined && made.some((call) => arms[0].pos <= call.pos && call.end <= arms[0].end);
    if (acts && one === other) issues.push(issueFor(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function issueFor(node: ts.Node): Issue {
  const message =
    "The plan does the same whether this holds or not. Put into one of the two what was meant, or drop the condition.";
  return issueAt("same_either_way", placeOf(node), message);
}

function armsOf(node: ts.Node): readonly [ts.Node, ts.Node] | undefined {
  if (ts.isIfStatement(node)) return node.elseStatement && [node.thenStatement, node.elseStatement];
  return ts.isConditionalExpression(node) ? [node.whenTrue, node.whenFalse] : undefined;
}

function textOf(node: ts.Node): string {
  const [only, ...more] = ts.isBlock(node) ? node.statements : [node];
  return (only !== undefined && more.length === 0 ? only : node).getText().replace(/\s+/g, " ");
}
