import ts = require("typescript");

import type { SourceEdit } from "./edit.js";

interface Around {
  readonly before: string;
  readonly after: string;
}

/** Puts text before and behind an expression, in parentheses where what stands around it or in it would tear them apart. */
export function behind(value: ts.Expression, { before, after }: Around): readonly SourceEdit[] {
  const inner = after !== "" && !isTight(value);
  const outer = before !== "" && isHead(value);
  const start = value.getStart();
  const opening = `${outer ? "(" : ""}${before}${inner ? "(" : ""}`;
  const closing = `${inner ? ")" : ""}${after}${outer ? ")" : ""}`;
  return [
    { start, end: start, text: opening },
    { start: value.end, end: value.end, text: closing },
  ].filter(({ text }) => text !== "");
}

/** What a dot can stand behind. */
export function isTight(value: ts.Expression): boolean {
  return (
    ts.isIdentifier(value) ||
    ts.isPropertyAccessExpression(value) ||
    ts.isElementAccessExpression(value) ||
    ts.isCallExpression(value) ||
    ts.isParenthesizedExpression(value)
  );
}

/** Whether a dot or a bracket stands behind it. */
function isHead(value: ts.Expression): boolean {
  const { parent } = value;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
    parent.expression === value
  );
}
