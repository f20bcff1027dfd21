import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import type { Acting } from "./acting.js";
import { bearingOf } from "./bearing.js";
import { actingFor } from "./contrary.js";
import type { GroundedLiteral } from "./made-up.js";
import { type Names, placeOf } from "./names.js";
import { wantedAt } from "./wanted.js";

interface Program {
  readonly file: ts.SourceFile;
  readonly data: DataFlow;
  readonly names: Names;
}

/** Plans that act on what is equal to a word of the goal that stands behind "not", or on all but what it asks for. */
export function findNegations(literals: readonly GroundedLiteral[], program: Program, goal: Goal): readonly Issue[] {
  // What a call is given is what things are to become: those that are it already may well be left out.
  const given = new Set(
    literals.flatMap(({ value, uses }) => (uses.some((use) => use.as === "argument") ? [value] : [])),
  );
  return literals.flatMap(({ node, value, grounding }) => {
    const exact = grounding.by === "goal" && (grounding.how === "exact" || grounding.how === "normalised");
    if (!exact || typeof value !== "string" || given.has(value) || !ts.isExpression(node)) return [];
    if (!standsOnce(goal.text, grounding)) return [];
    const wanted = wantedAt(goal, grounding);
    const acts = wanted && actsOnEqual(node, actingFor(wanted, program));
    return wanted === undefined || acts === undefined || wanted.holds === acts
      ? []
      : [issueFor(node.parent, goal.text.slice(grounding.start, grounding.end), wanted.holds)];
  });
}

function issueFor(comparison: ts.Node, word: string, wants: boolean): Issue {
  const [said, done] = wants ? ["names", "all but that"] : ["excludes", "that"];
  const message = `The goal ${said} ${JSON.stringify(word)}, and the plan acts on ${done}: look again at \`${comparison.getText()}\`.`;
  return issueAt("comparison_contradicts_goal", placeOf(comparison), message);
}

function actsOnEqual(literal: ts.Expression, acting: Acting): boolean | undefined {
  const { parent } = literal;
  const kind = ts.isBinaryExpression(parent) ? parent.operatorToken.kind : undefined;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken)
    return undefined;
  const bearing = ts.isExpression(parent) ? bearingOf(parent, acting) : undefined;
  return bearing && (kind === ts.SyntaxKind.EqualsEqualsEqualsToken) === (bearing === "holds");
}

function standsOnce(text: string, { start, end }: Span): boolean {
  return text.toLowerCase().split(text.slice(start, end).toLowerCase()).length === 2;
}
