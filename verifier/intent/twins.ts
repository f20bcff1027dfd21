import ts = require("typescript");

import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";

/** Lists of texts that the plan goes through, and that hold one of them twice: another was meant. */
export function findTwins(file: ts.SourceFile): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const twin = ts.isArrayLiteralExpression(node) && isGoneThrough(node) ? twinIn(node) : undefined;
    if (twin !== undefined) issues.push(issueFor(twin));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function issueFor(twin: ts.StringLiteralLike): Issue {
  const message = `${JSON.stringify(twin.text)} stands twice in this list, so the same is done twice. Put what was meant, or drop it.`;
  return issueAt("repeated_value", placeOf(twin), message);
}

function twinIn({ elements }: ts.ArrayLiteralExpression): ts.StringLiteralLike | undefined {
  const texts = elements.filter(ts.isStringLiteralLike);
  if (texts.length < elements.length) return undefined;
  return texts.find((one, index) => texts.findIndex(({ text }) => text === one.text) < index);
}

/** An argument or a result may well hold one text twice. */
function isGoneThrough({ parent }: ts.Node): boolean {
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))
    return isGoneThrough(parent);
  return ts.isForOfStatement(parent) || ts.isPropertyAccessExpression(parent) || ts.isVariableDeclaration(parent);
}
